import { join, resolve } from 'node:path';
import { buildNetwork } from '../../network/network.ts';
import { variantOf } from '../../spec/variant.ts';
import type { Io } from '../io.ts';
import { jobsFor } from '../jobs.ts';
import type { GenerateOptions } from '../options.ts';
import { checkTarget } from '../output.ts';
import { readSpec } from '../read-spec.ts';
import { answerColumns } from './answers.ts';
import { type Batch, fileOf, planBatch } from './batch.ts';
import { answerKey, checkKeySize } from './key.ts';
import { type Made, makeAll } from './make.ts';
import { putFile, wouldReplace } from './put.ts';
import { outcomeOf, printBatch } from './report.ts';

export type VariantOptions = GenerateOptions & { readonly variants: number };

/**
 * Makes many workbooks of one spec and the answer key to them, and says so. What is there already
 * stays, so that the same command continues what was interrupted.
 *
 * @throws GradsheetError
 */
export async function generateVariants(
  argument: string,
  options: VariantOptions,
  io: Io,
): Promise<void> {
  const { json = false, quiet = false, force = false } = options;
  const { spec, madeFrom, remarks } = await readSpec(argument, options, io);
  const batch = planBatch(spec, madeFrom, options);
  // All variants have the same columns.
  const columns = answerColumns(buildNetwork(variantOf(spec, batch.seed, 1)));
  checkKeySize(batch.numbers.length, columns.length, batch.variants);
  const made = await makeBatch(batch, options, io);
  // The process ends as soon as nothing is half-written; this is for the moments until then.
  if (io.stopping.aborted) return;
  await writeKey(batch, columns, made, { io, force });
  if (quiet) return;
  const outcome = outcomeOf(batch, made, remarks, io.cwd);
  if (json) io.stdout.write(`${JSON.stringify(outcome)}\n`);
  else printBatch(io.stdout, outcome, batch);
}

async function makeBatch(batch: Batch, options: VariantOptions, io: Io): Promise<Made[]> {
  const { json = false, quiet = false, force = false } = options;
  const [first] = batch.numbers;
  // A shard beyond the last variant.
  if (first === undefined) return [];
  const called = join(batch.folder, fileOf(batch, first));
  // A place where no file can be is refused before the work.
  await checkTarget(resolve(io.cwd, called), called, io.inputs);
  const jobs = jobsFor(options.jobs, io.cores, batch.numbers.length);
  const pool = await io.startPool(jobs);
  const progress = quiet || json ? undefined : await io.startProgress(batch.numbers.length);
  const sayHowToGoOn = () => {
    progress?.end();
    if (!quiet && !json) io.stderr.write('stopped; the same command makes what is missing\n');
  };
  io.stopping.addEventListener('abort', sayHowToGoOn, { once: true });
  try {
    return await makeAll(batch, { io, jobs, pool, progress, force });
  } finally {
    io.stopping.removeEventListener('abort', sayHowToGoOn);
    progress?.end();
    await pool.close();
  }
}

/** Only where every workbook it tells of is there. */
async function writeKey(
  batch: Batch,
  columns: readonly string[],
  made: readonly Made[],
  options: { readonly io: Io; readonly force: boolean },
): Promise<void> {
  const { folder, keyFile, seed } = batch;
  const refused = made.filter(({ state }) => state === 'refused').map(({ file }) => file);
  if (refused.length > 0) {
    throw wouldReplace(folder, refused, 'the other workbooks are there, the answer key is not');
  }
  const rows = made.map((each) => ({ ...each, seed }));
  const key = answerKey(columns, rows, batch.keyDecimal);
  if ((await putFile(folder, keyFile, key, options)) === 'refused') {
    throw wouldReplace(folder, [keyFile], 'the workbooks are there');
  }
}
