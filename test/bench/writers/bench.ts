import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { program } from '../paths.ts';
import { runForJson } from '../process.ts';
import { type Report, type Verdict, whole } from '../report.ts';
import { type Contender, inRounds } from '../rounds.ts';
import { saveTable } from '../store.ts';
import { formulaCells, tableOf } from '../table.ts';
import { isNodeWriter, nodeWriters } from './contenders.ts';
import {
  PYTHON,
  type PythonWriter,
  pythonArguments,
  pythonModule,
  pythonWriters,
} from './python.ts';
import { resultsAsTable, type Sample, verdictsOn, type WriterName } from './results.ts';

/** Longest time for one file, in seconds. */
const LIMIT = 120;

/** What takes longer than so many seconds is not written again: it is slow in any case. */
const PATIENCE = 10;

/** Rows of the table and how often it is written. */
const SIZES = [
  { rows: 68, rounds: 5 },
  { rows: 5_000, rounds: 5 },
  { rows: 50_000, rounds: 3 },
] as const;

const INTRODUCTION =
  'All write the same table: the 31 columns that the 2-2-2 workbook has which started this ' +
  'project, gradients fully expanded, a row a step at η = 1; the same formulas, cached values and ' +
  'number formats; each file by a process of its own. *Write* is from the table in memory to the ' +
  'file on disk, with the library loaded; *process* is from start to end. The floor is a loop that ' +
  'puts the rows as text into a deflate stream, and nothing else. Medians (least–most), the writers ' +
  `taking turns; what takes longer than ${PATIENCE} s is written once. × compares with gradsheet.`;

const NAMES = [...Object.keys(nodeWriters), ...Object.keys(pythonWriters)] as WriterName[];

/** Every writer writes the same tables. */
export async function benchWriters(context: Context): Promise<Report> {
  const body = [INTRODUCTION];
  const verdicts: Verdict[] = [];
  for (const { rows, rounds } of context.quick ? SIZES.slice(0, 2) : SIZES) {
    const table = tableOf('expanded', rows);
    const formulas = formulaCells(table);
    const folder = join(context.folder, `${rows}-rows`);
    mkdirSync(folder);
    saveTable(folder, table);
    const results = await inRounds(
      NAMES.map((name) => contender(name, folder)),
      {
        rounds: context.quick ? 2 : rounds,
        patience: PATIENCE,
        onRound: (round, name) => {
          context.progress(`${whole(rows)} rows, round ${round}: ${name}`);
        },
      },
    );
    body.push(
      `**${whole(rows)} rows**, ${whole(formulas)} formula cells`,
      resultsAsTable(results, formulas),
    );
    verdicts.push(...verdictsOn(results, rows));
  }
  return { title: 'Writers', body, verdicts };
}

function contender(name: WriterName, folder: string): Contender<WriterName, Sample> {
  const target = join(folder, `${name}.xlsx`);
  const [command, args] = isNodeWriter(name)
    ? [process.execPath, [program('writers/write.js'), name, folder, target]]
    : [PYTHON, pythonArguments(name, folder, target)];
  return {
    name,
    skipped: isNodeWriter(name) ? undefined : pythonModule(name as PythonWriter).reason,
    async measure() {
      const sample = await runForJson<Omit<Sample, 'bytes'>>(command, args, { limit: LIMIT });
      return { ...sample, bytes: statSync(target).size };
    },
  };
}
