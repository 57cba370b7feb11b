import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from './context.ts';
import { BROWSER, CLI, ROOT } from './paths.ts';
import { runCounted } from './processor.ts';
import { atMost, markdown, type Report, times, withRange } from './report.ts';
import { inRounds, summarise } from './rounds.ts';

const ROUNDS = 7;
const LIMIT = 60;

const EXCELJS = "`require('exceljs')`";
const GENERATE = '`node dist/cli.js generate`';
const NONE = '`node dist/cli.js generate --compare none`';
const START = '`npm start`, without npm';

const megabytes = (size: number) => `${size.toFixed(2)} MB`;

const INTRODUCTION =
  'Seconds from the start of the process to its end, and seconds that its threads had processors for. ' +
  '`generate` writes the seed template, with the compared learning rates that are in it or without. ' +
  '`npm start` runs the source through tsx. Medians (least–most), taking turns; × compares with ' +
  'requiring exceljs.';

/** Commands that make no workbook. */
const QUICK = ['--version', '--help', 'templates', 'explain'] as const;
const quick = (command: (typeof QUICK)[number]) => `\`node dist/cli.js ${command}\`` as const;

/** How long a person waits for one small workbook, against what loading exceljs takes alone. */
export async function benchStartup(context: Context): Promise<Report> {
  const generate = (...more: string[]) => [
    'generate',
    'simple-backprop',
    ...['--out', join(context.folder, 'start.xlsx'), '--force', '--quiet'],
    ...more,
  ];
  const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
  const commands = {
    'node alone': ['-e', '0'],
    [EXCELJS]: ['-e', `require(${JSON.stringify(join(ROOT, 'node_modules/exceljs'))})`],
    ...Object.fromEntries(QUICK.map((command) => [quick(command), [CLI, command]])),
    [NONE]: [CLI, ...generate('--compare', 'none')],
    [GENERATE]: [CLI, ...generate()],
    [START]: [tsx, join(ROOT, 'src/cli.ts'), ...generate()],
  } as Readonly<Record<string, readonly string[]>>;
  const names = Object.keys(commands);

  const results = await inRounds(
    names.map((name) => ({
      name,
      measure: () => runCounted(process.execPath, commands[name], { limit: LIMIT }),
    })),
    {
      rounds: context.quick ? 3 : ROUNDS,
      onRound: (round, name) => context.progress(`round ${round}: ${name}`),
    },
  );
  const summaryOf = (name: string, what: 'seconds' | 'processor') => {
    const samples = results.get(name)!.samples;
    return samples && summarise(samples.map((sample) => sample[what]));
  };
  const ratioOf = (name: string, what: 'seconds' | 'processor' = 'seconds') => {
    const [own, exceljs] = [summaryOf(name, what), summaryOf(EXCELJS, what)];
    return own && exceljs && own.median / exceljs.median;
  };
  const rows = names.map((name) => {
    if (results.get(name)!.reason) return [name, results.get(name)!.reason!, '–', '–', '–'];
    return [
      name,
      ...(['seconds', 'processor'] as const).flatMap((what) => [
        withRange(summaryOf(name, what)!),
        times(ratioOf(name, what)!),
      ]),
    ];
  });
  const verdict = (name: string, limit: number) =>
    atMost(`${name} within ${limit}× of requiring exceljs`, ratioOf(name), limit, times);
  const [source, built] = [START, GENERATE].map((name) => summaryOf(name, 'seconds'));
  return {
    title: 'Start-up',
    body: [INTRODUCTION, markdown(['', 'seconds', '×', 'of processors', '×'], rows)],
    verdicts: [
      ...QUICK.map((command) => verdict(quick(command), 1)),
      verdict(NONE, 1.6),
      verdict(GENERATE, 2.2),
      atMost(
        'the bundle for browsers at most 1.2 MB',
        statSync(BROWSER).size / 1e6,
        1.2,
        megabytes,
      ),
      {
        target: '`npm start` not much worse',
        measured:
          source && built ? `${times(source.median / built.median)} of the built package` : '–',
        outcome: 'no limit given',
      },
    ],
  };
}
