import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { auditFile } from '../../src/cli/audit/task.ts';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';
import { makeVariant } from '../../src/cli/variants/task.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { buildHuntOf } from '../../src/plant/hunt.ts';
import type { Spec } from '../../src/spec/spec.ts';

/** An empty folder for one test. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradsheet-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What the workbook was asked to be made from, if it was. */
  readonly built: { spec: Spec; madeFrom: string } | undefined;
}

/** A command line in a world where workbooks are made in no time. */
export async function runIn(cwd: string, argv: string[], world: Partial<Io> = {}): Promise<Told> {
  const told = { out: '', err: '' };
  let built: Told['built'];
  const output = (stream: 'out' | 'err') => ({
    write: (text: string) => {
      told[stream] += text;
    },
    colour: false,
    columns: 100,
  });
  const code = await run(argv, {
    cwd,
    called: { program: 'gradsheet' },
    env: {},
    pid: process.pid,
    stdout: output('out'),
    stderr: output('err'),
    stdin: stdinOf(''),
    stdinIsTerminal: false,
    build: async (spec, madeFrom) => {
      built = { spec, madeFrom };
      return { ...workbook, bytes: new TextEncoder().encode(JSON.stringify(spec)) };
    },
    buildHunt: (spec, wish, seed) => buildHuntOf(buildNetwork(spec), wish, seed),
    audit: (task) => auditFile(task, () => {}),
    cores: 2,
    startPool: async () => ({ make: makeVariant, close: async () => {} }),
    startProgress: async () => undefined,
    inputs: new Set(),
    temporaries: new Set(),
    stopping: new AbortController().signal,
    ...world,
  });
  return { code, ...told, built };
}

/** What the made-up workbook says of itself. */
export const workbook = {
  sheets: ['Start', 'Network', 'Training'],
  formulas: 12_345,
  finalLoss: 0.000123456789,
  verdict: 'descending',
};

/** The same as a variant. */
export const variant = { ...workbook, answers: new Float64Array() };

export async function* stdinOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
