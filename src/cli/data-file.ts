import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { GradsheetError } from '../errors.ts';
import type { ReadFile } from '../spec/data/read-file.ts';
import { longestCsv } from '../spec/limits.ts';
import { liesWithin } from '../spec/within.ts';
import { fileError } from './file-error.ts';
import type { Inputs } from './inputs.ts';

/** Where the files of a spec may lie. */
export interface DataPlace {
  /** Of the spec's own file, absolute; undefined where it has none. */
  readonly path: string | undefined;
  readonly cwd: string;
  /** Whether files outside its folder are read too. */
  readonly anywhere: boolean;
}

/**
 * Reads the files that a spec names, relative to the spec's own file; for a spec without one, to
 * the current folder. A spec may come from somebody else, so they lie in that folder or below it,
 * links resolved, unless more is allowed. No more is read than tells that a file is too large.
 *
 * @param inputs learns which files were read.
 */
export function dataReader({ path, cwd, anywhere }: DataPlace, inputs: Inputs) {
  const folder = path === undefined ? cwd : dirname(path);
  const read: ReadFile = (given) => {
    if (given.includes('\0')) {
      throw new GradsheetError('FILE', 'a path cannot contain NUL', { hint: 'give another path' });
    }
    const file = resolve(folder, given);
    // Relative paths are the ones whose place people mistake.
    const called = file === given ? shortPath(given) : `${shortPath(given)} (${shortPath(file)})`;
    try {
      if (!anywhere) checkPlace(folder, file, called);
      const bytes = readBeginning(file, called);
      inputs.add(file);
      return bytes;
    } catch (error) {
      throw fileError(error, 'read', called);
    }
  };
  return read;
}

function checkPlace(folder: string, file: string, called: string): void {
  if (liesWithin(folder, file)) return;
  throw new GradsheetError(
    'FILE',
    `${called} lies outside the folder of the description, and was not read`,
    { hint: 'put the file beside the description; if you trust who wrote it, say --data-anywhere' },
  );
}

const longestPath = 100;

/** The end of a path of any length, which tells most. */
function shortPath(path: string): string {
  return path.length > longestPath ? `…${path.slice(-longestPath)}` : path;
}

function readBeginning(file: string, called: string): Uint8Array {
  // Without waiting, should it be a pipe that nobody writes to.
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!fstatSync(handle).isFile()) {
      const says = `cannot read ${called}: it is not a file`;
      throw new GradsheetError('FILE', says, { hint: 'give the path of a CSV file' });
    }
    const bytes = Buffer.alloc(Math.min(fstatSync(handle).size, longestCsv) + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(handle, bytes, length, bytes.length - length, length);
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(handle);
  }
}
