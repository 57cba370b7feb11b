import { resolve } from 'node:path';
import type { Io } from '../io.ts';
import { removeLeftoversIn } from '../temporary.ts';
import { type Batch, fileOf, sourceOf } from './batch.ts';
import type { Pool } from './pool.ts';
import type { ProgressBar } from './progress.ts';
import { type PutState, putFile } from './put.ts';
import type { Variant } from './task.ts';

/** What became of one variant. */
export interface Made extends Pick<Variant, 'answers' | 'finalLoss' | 'verdict'> {
  readonly number: number;
  readonly file: string;
  readonly bytes: number;
  readonly state: PutState;
}

/** What `makeAll` needs besides the batch. */
export interface Making {
  readonly io: Io;
  readonly jobs: number;
  readonly pool: Pool;
  readonly progress: ProgressBar | undefined;
  readonly force: boolean;
}

/**
 * Makes and writes the workbooks of a batch; resolves in the order of their numbers. A file that
 * would replace something else is left and told of; any other error ends the work. Told to stop, it
 * begins nothing new and resolves with what is done.
 *
 * @throws GradsheetError FILE, TOO_LARGE
 */
export async function makeAll(batch: Batch, making: Making): Promise<Made[]> {
  const { io, jobs, pool, progress } = making;
  const { spec, seed, kept, folder } = batch;
  const files = [...batch.numbers.map((number) => fileOf(batch, number)), batch.keyFile];
  // Once for all of them, and not of other shards' files: their owners may live on other machines.
  await removeLeftoversIn(resolve(io.cwd, folder), files, io.pid);

  const made: Made[] = [];
  const failures: unknown[] = [];
  const isOver = () => io.stopping.aborted || failures.length > 0;
  // All lanes take from one iterator.
  const numbers = batch.numbers.values();
  const lane = async () => {
    for (const number of numbers) {
      if (isOver()) return;
      const task = { spec, seed, number, kept, madeFrom: sourceOf(batch, number) };
      const { bytes, ...told } = await pool.make(task);
      if (isOver()) return;
      const file = fileOf(batch, number);
      const state = await putFile(folder, file, bytes, making);
      const { answers, finalLoss, verdict } = told;
      made.push({ number, file, bytes: bytes.length, answers, finalLoss, verdict, state });
      progress?.advance();
    }
  };
  // Twice as many lanes as workers: while one lane writes, its worker has the next task already.
  await Promise.all(
    Array.from({ length: 2 * jobs }, () => lane().catch((error) => failures.push(error))),
  );
  if (failures.length > 0) throw failures[0];
  return made.sort((a, b) => a.number - b.number);
}
