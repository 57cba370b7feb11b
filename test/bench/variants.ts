import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Context } from './context.ts';
import { CLI } from './paths.ts';
import { runProcess } from './process.ts';
import { atLeast, markdown, type Report, short, times } from './report.ts';
import { inRounds, summarise } from './rounds.ts';

const LIMIT = 300;

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
  const cores = availableParallelism();
  const jobs = [...new Set([1, Math.min(2, cores), cores])];
  const results = await inRounds(
    jobs.map((each) => ({ name: String(each), measure: () => generate(count, each, context) })),
    { rounds: 1, onRound: (_round, name) => context.progress(`--jobs ${name}`) },
  );
  const rateOf = (each: number) => {
    const samples = results.get(String(each))!.samples;
    return samples && summarise(samples.map((seconds) => count / seconds));
  };
  const gainOf = (each: number) => {
    const [one, many] = [rateOf(1), rateOf(each)];
    return one && many && many.median / one.median;
  };
  const rows = jobs.map((each) => {
    const rate = rateOf(each);
    if (!rate) return [`${each}`, results.get(String(each))!.reason!, '–', '–'];
    return [`${each}`, short(rate.median), times(gainOf(each)!), short(count / rate.median)];
  });
  const introduction =
    `${count} workbooks of the seed template with different first weights and inputs, compared ` +
    'learning rates and all, by `node dist/cli.js generate --variants`.';
  return {
    title,
    body: [introduction, markdown(['jobs', 'workbooks a second', '×', 'seconds'], rows)],
    verdicts: cores < 2 ? [] : [atLeast('at least 1.8× on two cores', gainOf(2), 1.8, times)],
  };
}

/** Seconds for all of them, into an empty folder. */
async function generate(count: number, jobs: number, { folder }: Context): Promise<number> {
  const target = join(folder, 'variants');
  rmSync(target, { recursive: true, force: true });
  const args = [
    ...[CLI, 'generate', 'simple-backprop', '--variants', String(count), '--seed', '1'],
    ...['--out-dir', target, '--jobs', String(jobs), '--quiet'],
  ];
  return (await runProcess(process.execPath, args, { limit: LIMIT })).seconds;
}
