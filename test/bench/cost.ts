import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from './paths.ts';
import { type Finished, runProcess } from './process.ts';

/** What a program cost, besides time. */
export interface Cost {
  /** Seconds of processors, of all its threads. */
  readonly processor: number;
  /** The most memory it held, in bytes. */
  readonly peak: number;
}

/** Runs a program for Node to its end, with its cost. Rejects as `runProcess` does. */
export async function runCounted(
  args: readonly string[],
  { folder, limit }: { readonly folder: string; readonly limit: number },
): Promise<Finished & Cost> {
  const file = join(folder, 'cost.json');
  const finished = await runProcess(
    process.execPath,
    ['--import', program('report-cost.js'), ...args],
    { limit, env: { GRADSHEET_BENCH_COST: file } },
  );
  return { ...finished, ...(JSON.parse(readFileSync(file, 'utf8')) as Cost) };
}
