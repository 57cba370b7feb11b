import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Context } from './context.ts';
import { CLI } from './paths.ts';
import { type Counted, runCounted } from './processor.ts';
import { atLeast, atMost, markdown, type Report, short, times, withRange } from './report.ts';
import { inRounds, summarise } from './rounds.ts';

const LIMIT = 300;
/** Each makes one shard of them, in turns with the other numbers of jobs. */
const ROUNDS = 3;

/** A class gets its workbooks: one spec, many first weights, on one core and on more. */
export async function benchVariants(context: Context): Promise<Report> {
  const title = 'Many workbooks';
  const count = context.quick ? 30 : 300;
  const share = count / ROUNDS;
  const cores = availableParallelism();
  const jobs = [...new Set([1, Math.min(2, cores), cores])];
  let round = 1;
  const results = await inRounds(
    jobs.map((each) => ({
      name: String(each),
      measure: () => generate({ count, shard: `${round}/${ROUNDS}`, jobs: each }, context),
    })),
    {
      rounds: ROUNDS,
      onRound: (current, name) => {
        round = current;
        context.progress(`shard ${round}: --jobs ${name}`);
      },
    },
  );
  const samplesOf = (each: number) => results.get(String(each))!.samples;
  const summaryOf = (each: number, value: (run: Counted) => number) => {
    const samples = samplesOf(each);
    return samples && summarise(samples.map(value));
  };
  const rateOf = (each: number) => summaryOf(each, ({ seconds }) => share / seconds);
  const processorOf = (each: number) => summaryOf(each, ({ processor }) => processor / share);
  const gainOf = (each: number) => {
    const [one, many] = [rateOf(1), rateOf(each)];
    return one && many && many.median / one.median;
  };
  /** Of the workbooks that so many cores could make if nothing ever waited. */
  const usedOf = (each: number) =>
    summaryOf(each, ({ seconds, processor }) => processor / seconds / each)?.median;
  const rows = jobs.map((each) => {
    const [rate, processor] = [rateOf(each), processorOf(each)];
    if (!rate || !processor) return [`${each}`, results.get(String(each))!.reason!, '–', '–', '–'];
    return [
      `${each}`,
      withRange(rate),
      times(gainOf(each)!),
      withRange(processor),
      percent(usedOf(each)!),
    ];
  });
  const introduction =
    `${count} workbooks of the seed template with different first weights and inputs, compared ` +
    `learning rates and all, by \`node dist/cli.js generate --variants\` in ${ROUNDS} shards. Medians ` +
    '(least–most) of the shards, the numbers of jobs taking turns. What the cores allow is a workbook ' +
    'in each every so many of its processor seconds.';
  const header = [
    'jobs',
    'workbooks a second',
    '×',
    'processor seconds a workbook',
    'of what so many cores allow',
  ];
  const whole = samplesOf(2)?.reduce((sum, { seconds }) => sum + seconds, 0);
  return {
    title,
    body: [introduction, markdown(header, rows)],
    verdicts:
      cores < 2
        ? []
        : [
            atLeast('two workers reach 90 % of what two cores allow', usedOf(2), 0.9, percent),
            atMost(
              `${count} workbooks with two workers in ${short((40 * count) / 300)} s`,
              whole,
              (40 * count) / 300,
              (seconds) => `${short(seconds)} s`,
            ),
          ],
  };
}

const percent = (share: number) => `${short(100 * share)} %`;

interface Run {
  readonly count: number;
  readonly shard: string;
  readonly jobs: number;
}

/** One shard, into an empty folder. */
function generate({ count, shard, jobs }: Run, { folder }: Context): Promise<Counted> {
  const target = join(folder, 'variants');
  rmSync(target, { recursive: true, force: true });
  const args = [
    ...[CLI, 'generate', 'simple-backprop', '--variants', String(count), '--seed', '1'],
    ...['--shard', shard, '--out-dir', target, '--jobs', String(jobs), '--quiet'],
  ];
  return runCounted(process.execPath, args, { limit: LIMIT });
}
