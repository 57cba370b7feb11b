import { mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { libreoffice } from '../../engines/libreoffice.ts';
import { plantSentinel } from '../../engines/sentinel.ts';
import type { Context } from '../context.ts';
import { markdown, type Report, times, whole, withRange } from '../report.ts';
import { inRounds, type Series, summarise } from '../rounds.ts';
import { type Formulation, formulaCells, type Table, tableOf } from '../table.ts';
import { write } from '../writers/gradsheet.ts';
import { type Recalculation, startOffice } from './office.ts';

const TITLES: Record<Formulation, string> = {
  expanded: "the seed's: gradients fully expanded",
  factored: '**ours**: the chain rule factor by factor',
  shipped: 'the sheet Training: ours with step and diagnostics',
};
const FORMULATIONS = Object.keys(TITLES) as Formulation[];

const SIZES = [5_000, 20_000];
const ROUNDS = 3;

const INTRODUCTION =
  'A forced recalculation of every formula in LibreOffice, timed from inside, and opening the file ' +
  'before it. All tables hold the same training; they differ in how they write the gradients. ' +
  'Medians (least–most), the tables taking turns; × compares with the seed’s formulation.';

/** LibreOffice recalculates the same training in different formulations. */
export async function benchRecalculation(context: Context): Promise<Report> {
  const title = 'Recalculation';
  const available = libreoffice.available();
  if (available !== true) return { title, body: [`Skipped: ${available}.`], verdicts: [] };

  const body = [INTRODUCTION];
  const measure = await startOffice(context.folder);
  for (const rows of context.quick ? SIZES.slice(0, 1) : SIZES) {
    const tables = FORMULATIONS.map((name) => ({ name, table: tableOf(name, rows) }));
    const files = new Map<Formulation, string>();
    for (const { name, table } of tables) files.set(name, await save(table, name, context));
    const results = await inRounds(
      FORMULATIONS.map((name) => ({ name, measure: () => measure(files.get(name)!) })),
      {
        rounds: context.quick ? 2 : ROUNDS,
        onRound: (round, name) => {
          context.progress(`${whole(rows)} rows, round ${round}: ${name}`);
        },
      },
    );
    const cells = new Map(tables.map(({ name, table }) => [name, formulaCells(table)]));
    body.push(`**${whole(rows)} rows**`, resultsAsTable(results, cells));
  }
  return { title, body, verdicts: [] };
}

async function save(table: Table, name: string, { folder }: Context): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}-${table.rows}.xlsx`);
  await write(table, path);
  await writeFile(path, await plantSentinel(await readFile(path)));
  return path;
}

function resultsAsTable(
  results: ReadonlyMap<Formulation, Series<Recalculation>>,
  cells: ReadonlyMap<Formulation, number>,
): string {
  const of = (name: Formulation, what: keyof Recalculation) => {
    const samples = results.get(name)!.samples;
    return samples && summarise(samples.map((sample) => sample[what]));
  };
  const rows = FORMULATIONS.map((name) => {
    const [recalculate, open] = [of(name, 'recalculate'), of(name, 'open')];
    const seed = of('expanded', 'recalculate');
    if (!recalculate || !open) return [TITLES[name], results.get(name)!.reason!, '–', '–', '–'];
    return [
      TITLES[name],
      whole(cells.get(name)!),
      withRange(recalculate),
      seed ? times(recalculate.median / seed.median) : '–',
      withRange(open),
    ];
  });
  return markdown(['formulation', 'formula cells', 'recalculate, s', '×', 'open, s'], rows);
}
