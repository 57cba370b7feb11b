import { type BigIntStats, statSync } from 'node:fs';
import { GradsheetError } from '../errors.ts';

/** The files that were read: absolute paths. Nothing is ever written over them. */
export type Inputs = Pick<Set<string>, 'add' | 'values'>;

/**
 * Refuses to replace a file that was read, whatever it is called by: what something is made from
 * would be lost. Not even force allows it.
 *
 * @throws GradsheetError FILE
 */
export function refuseInput(file: string, called: string, inputs: Pick<Inputs, 'values'>): void {
  const there = statOf(file);
  if (there === undefined) return;
  for (const input of inputs.values()) {
    const read = statOf(input);
    if (read === undefined || read.ino !== there.ino || read.dev !== there.dev) continue;
    throw new GradsheetError('FILE', `${called} is a file that is read here, and would be lost`, {
      path: called,
      hint: 'choose another file to write to',
      cause: input,
    });
  }
}

function statOf(path: string): BigIntStats | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false });
}
