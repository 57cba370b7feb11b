import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Context } from './context.ts';
import { CLI } from './paths.ts';
import { runProcess } from './process.ts';
import { atLeast, markdown, type Report, times, withRange } from './report.ts';
import { inRounds, summarise } from './rounds.ts';

const LIMIT = 300;
/** Each makes one shard of them, in turns with the other numbers of jobs. */
const ROUNDS = 3;

/** A class gets its workbooks: one spec, many first weights, on one core and on more. */
export async function benchVariants(context: Context): Promise<Report> {
  const title = 'Many workbooks';
  const { stdout } = await runProcess(process.execPath, [CLI, 'generate', '--help'], {
    limit: LIMIT,
  });
  if (!stdout.includes('--variants')) {
    return { title, body: ['Skipped: `generate` has no `--variants`.'], verdicts: [] };
  }
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
  const rateOf = (each: number) => {
    const samples = results.get(String(each))!.samples;
    return samples && summarise(samples.map((seconds) => share / seconds));
  };
  const gainOf = (each: number) => {
    const [one, many] = [rateOf(1), rateOf(each)];
    return one && many && many.median / one.median;
  };
  const rows = jobs.map((each) => {
    const rate = rateOf(each);
    if (!rate) return [`${each}`, results.get(String(each))!.reason!, '–'];
    return [`${each}`, withRange(rate), times(gainOf(each)!)];
  });
  const introduction =
    `${count} workbooks of the seed template with different first weights and inputs, compared ` +
    `learning rates and all, by \`node dist/cli.js generate --variants\` in ${ROUNDS} shards. Medians ` +
    '(least–most) of the shards, the numbers of jobs taking turns.';
  return {
    title,
    body: [introduction, markdown(['jobs', 'workbooks a second', '×'], rows)],
    verdicts: cores < 2 ? [] : [atLeast('at least 1.8× on two cores', gainOf(2), 1.8, times)],
  };
}

interface Run {
  readonly count: number;
  readonly shard: string;
  readonly jobs: number;
}

/** Seconds for one shard, into an empty folder. */
async function generate({ count, shard, jobs }: Run, { folder }: Context): Promise<number> {
  const target = join(folder, 'variants');
  rmSync(target, { recursive: true, force: true });
  const args = [
    ...[CLI, 'generate', 'simple-backprop', '--variants', String(count), '--seed', '1'],
    ...['--shard', shard, '--out-dir', target, '--jobs', String(jobs), '--quiet'],
  ];
  return (await runProcess(process.execPath, args, { limit: LIMIT })).seconds;
}
