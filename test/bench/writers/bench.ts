import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { program } from '../paths.ts';
import { runForJson } from '../process.ts';
import {
  atMost,
  markdown,
  megabytes,
  type Report,
  short,
  times,
  type Verdict,
  whole,
  withRange,
} from '../report.ts';
import { type Contender, inRounds, type Series, summarise } from '../rounds.ts';
import { saveTable } from '../store.ts';
import { formulaCells, tableOf } from '../table.ts';
import { isNodeWriter, nodeWriters, type WriterName, writers } from './contenders.ts';
import { PYTHON, pythonArguments, pythonModule } from './python.ts';

interface Sample {
  /** From the table in memory to the file on disk. */
  readonly seconds: number;
  /** From the start of the process to its end. */
  readonly whole: number;
  readonly peak: number;
  readonly bytes: number;
}

/** Longest time for one file. */
const LIMIT = 120;

/** Rows of the table and how often it is written; the last one not in a quick run. */
const SIZES = [
  { rows: 68, rounds: 7 },
  { rows: 5_000, rounds: 5 },
  { rows: 50_000, rounds: 3 },
] as const;

type Results = Map<string, Series<Sample>>;

/** Every writer writes the same table, each time in a process of its own. */
export async function benchWriters(context: Context): Promise<Report> {
  const body = [INTRODUCTION];
  const verdicts: Verdict[] = [];
  for (const { rows, rounds } of SIZES.slice(0, context.quick ? 2 : 3)) {
    const table = tableOf('expanded', rows);
    const folder = join(context.folder, `table-${rows}`);
    mkdirSync(folder);
    saveTable(folder, table);
    const results = await inRounds(
      (Object.keys(writers) as WriterName[]).map((name) => contender(name, folder)),
      context.quick ? 2 : rounds,
      (round, name) => context.progress(`${whole(rows)} rows, round ${round}, ${name}`),
    );
    body.push(`**${whole(rows)} rows**, ${whole(formulaCells(table))} formula cells`);
    body.push(tableOfResults(results, formulaCells(table)));
    verdicts.push(...verdictsOf(results, rows, formulaCells(table)));
  }
  return { title: 'Writers', body, verdicts };
}

const INTRODUCTION =
  'All write the same table: the 31 columns of the 2-2-2 network as the workbook that started this ' +
  'project has them (gradients fully expanded), one row a step at η = 1, with the same formulas, ' +
  'cached values and number formats. Each file in a process of its own. *Write* is from the table in ' +
  'memory to the file on disk with the library loaded, *process* from start to end. The floor is a ' +
  'loop that puts the same strings into a deflate stream and nothing else. Medians (least–most), ' +
  'contenders in turns; × is against gradsheet.';

function contender(name: WriterName, folder: string): Contender<Sample> {
  const target = join(folder, `${name}.xlsx`);
  const python = isNodeWriter(name) ? undefined : pythonModule(name);
  return {
    name,
    skipped: python && 'reason' in python ? python.reason : undefined,
    async measure() {
      const sample = isNodeWriter(name)
        ? await runForJson<Sample>(
            process.execPath,
            [program('writers/write.js'), name, folder, target],
            { limit: LIMIT },
          )
        : await runForJson<Sample>(PYTHON, pythonArguments(name, folder, target), { limit: LIMIT });
      return { ...sample, bytes: statSync(target).size };
    },
  };
}
