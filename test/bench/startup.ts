import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from './context.ts';
import { BROWSER, CLI, ROOT } from './paths.ts';
import { runProcess } from './process.ts';
import { atMost, markdown, type Report, times, withRange } from './report.ts';
import { inRounds, summarise } from './rounds.ts';

const ROUNDS = 7;
const LIMIT = 60;

const EXCELJS = "`require('exceljs')`";
const VERSION = '`node dist/cli.js --version`';
const GENERATE = '`node dist/cli.js generate`';
const START = '`npm start`, without npm';

const megabytes = (size: number) => `${size.toFixed(2)} MB`;

const INTRODUCTION =
  'Seconds from the start of the process to its end. `generate` writes the seed template, with the ' +
  'fifteen compared learning rates that are in it or without. `npm start` runs the source through ' +
  'tsx. Medians (least–most), taking turns; × compares with requiring exceljs.';

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
    [VERSION]: [CLI, '--version'],
    '`node dist/cli.js generate --compare none`': [CLI, ...generate('--compare', 'none')],
    [GENERATE]: [CLI, ...generate()],
    [START]: [tsx, join(ROOT, 'src/cli.ts'), ...generate()],
  } as const satisfies Record<string, readonly string[]>;
  type Command = keyof typeof commands;
  const names = Object.keys(commands) as Command[];

  const results = await inRounds(
    names.map((name) => ({
      name,
      measure: () => runProcess(process.execPath, commands[name], { limit: LIMIT }),
    })),
    {
      rounds: context.quick ? 3 : ROUNDS,
      onRound: (round, name) => context.progress(`round ${round}: ${name}`),
    },
  );
  const secondsOf = (name: Command) => {
    const samples = results.get(name)!.samples;
    return samples && summarise(samples.map(({ seconds }) => seconds));
  };
  const exceljs = secondsOf(EXCELJS);
  const ratioOf = (name: Command) => {
    const seconds = secondsOf(name);
    return seconds && exceljs && seconds.median / exceljs.median;
  };
  const rows = names.map((name) => {
    const seconds = secondsOf(name);
    if (!seconds) return [name, results.get(name)!.reason!, '–'];
    return [name, withRange(seconds), times(ratioOf(name)!)];
  });
  const verdict = (name: Command) =>
    atMost(`${name} within 1.5× of requiring exceljs`, ratioOf(name), 1.5, times);
  const [source, built] = [secondsOf(START), secondsOf(GENERATE)];
  return {
    title: 'Start-up',
    body: [INTRODUCTION, markdown(['', 'seconds', '×'], rows)],
    verdicts: [
      verdict(VERSION),
      verdict(GENERATE),
      verdict('`node dist/cli.js generate --compare none`'),
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
