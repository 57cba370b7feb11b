import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from './context.ts';
import { CLI, program } from './paths.ts';
import { runForJson } from './process.ts';
import {
  atMost,
  markdown,
  megabytes,
  type Report,
  short,
  type Verdict,
  whole,
  withRange,
} from './report.ts';
import { inRounds, type Series, summarise } from './rounds.ts';

const STEPS = [67, 5_000, 50_000];
/** The seed's own rate, at which training soon stands still, and one at which every digit moves. */
const RATES = [1, 0.001];
const ROUNDS = 3;
const LIMIT = 120;

const INTRODUCTION =
  'Whole workbooks by `node dist/cli.js generate`, from the description to the file: the seed’s ' +
  'network with all its sheets and charts, without compared learning rates. At η = 1 it has learned ' +
  'after some hundred steps and most values no longer change; at η = 0.001 all sixteen digits of ' +
  'most values are new in every row, the worst case for the size. Medians (least–most).';

interface Sample {
  readonly whole: number;
  readonly bytes: number;
  readonly formulas: number;
  readonly peak: number;
}

/** Time, memory and size of whole workbooks from small to large. */
export async function benchScale(context: Context): Promise<Report> {
  const cases = (context.quick ? STEPS.slice(0, 2) : STEPS).flatMap((steps) =>
    RATES.map((rate) => ({ steps, rate, name: `${whole(steps)} steps, η = ${rate}` })),
  );
  const results = await inRounds(
    cases.map(({ name, steps, rate }) => ({ name, measure: () => generate(steps, rate, context) })),
    {
      rounds: context.quick ? 1 : ROUNDS,
      onRound: (round, name) => context.progress(`round ${round}: ${name}`),
    },
  );
  const header = [
    '',
    'formula cells',
    'seconds',
    'peak memory, MB',
    'bytes',
    'bytes a formula cell',
  ];
  const rows = cases.map(({ name }) => [name, ...describe(results.get(name)!)]);
  return {
    title: 'Whole workbooks',
    body: [INTRODUCTION, markdown(header, rows)],
    verdicts: cases.flatMap((each) => verdictsOn(each, results.get(each.name)!)),
  };
}

async function generate(steps: number, rate: number, { folder }: Context): Promise<Sample> {
  const peakFile = join(folder, 'peak');
  const args = [
    ...['--import', program('report-peak.js')],
    ...[CLI, 'generate', 'simple-backprop', '--compare', 'none', '--json', '--force'],
    ...['--out', join(folder, 'scale.xlsx'), '--steps', String(steps), '--lr', String(rate)],
  ];
  const env = { GRADSHEET_BENCH_PEAK: peakFile };
  const sample = await runForJson<Omit<Sample, 'peak'>>(process.execPath, args, {
    limit: LIMIT,
    env,
  });
  return { ...sample, peak: Number(readFileSync(peakFile, 'utf8')) };
}

function describe({ samples, reason }: Series<Sample>): string[] {
  if (samples === undefined) return [reason, '–', '–', '–', '–'];
  const { formulas, bytes } = samples[0];
  return [
    whole(formulas),
    withRange(summarise(samples.map((sample) => sample.whole))),
    megabytes(peakOf(samples)),
    whole(bytes),
    short(bytes / formulas),
  ];
}

const peakOf = (samples: readonly Sample[]) => Math.max(...samples.map(({ peak }) => peak));

function verdictsOn(
  { name, steps }: { name: string; steps: number },
  series: Series<Sample>,
): Verdict[] {
  const { samples } = series;
  const perCell = samples && samples[0].bytes / samples[0].formulas;
  // The small workbook is mostly its other sheets, drawings and styles.
  if (steps < 1000) return [];
  const verdicts = [
    atMost(
      `at most 6 bytes a formula cell (${name})`,
      perCell,
      6,
      (bytes) => `${short(bytes)} bytes`,
    ),
  ];
  if (steps < 50_000) return verdicts;
  const peak = samples && peakOf(samples);
  const memory = (bytes: number) => `${megabytes(bytes)} MB`;
  return [...verdicts, atMost(`peak memory under 400 MB (${name})`, peak, 400e6, memory)];
}
