import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Cells } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import type { Edit } from './edit.ts';
import { largest } from './largest.ts';
import { type Setup, writeProfile } from './libreoffice.ts';
import { needsProgram, run, type Tool, withTempFolder } from './tool.ts';

/** What a person does to an open workbook. */
export type Action =
  | Edit
  /** The number of the row on the sheet, from 1. */
  | { readonly sheet: string; readonly deleteRow: number }
  /** Sorts the rows of a range (`A8:F20`) by its first column. */
  | { readonly sheet: string; readonly sort: string; readonly descending: boolean }
  /** Makes a column (`K`) or a row so many times as large. */
  | { readonly sheet: string; readonly column: string; readonly times: number }
  | { readonly sheet: string; readonly row: number; readonly times: number }
  /**
   * Reads the shapes that lie before a row: the name of each, then of its upper left and of its lower
   * right corner the column and how far it is inside that in 1/100 mm, and the row and how far.
   */
  | { readonly sheet: string; readonly shapes: number }
  /** Reads a range (`A8:F20`). */
  | { readonly sheet: string; readonly read: string };

/** What a range showed, a list a row: nothing is an empty text, an error is null. */
export type Seen = readonly (readonly (number | string | null)[])[];

export interface Session {
  readonly file: Uint8Array;
  readonly actions: readonly Action[];
}

export interface Outcome {
  /** The workbook as it opens: nothing is recalculated that LibreOffice does not recalculate itself. */
  readonly opened: Cells;
  /** The same after the actions, with what they reach recalculated. */
  readonly edited: Cells;
  /** The edited workbook as LibreOffice saves it, for another engine to go on with. */
  readonly saved: Uint8Array;
  /** What was read, in the order of the actions that read. */
  readonly seen: readonly Seen[];
}

/** Debian's own Python, the only one that has LibreOffice's `uno`. */
const PYTHON = ['/usr/bin/python3', 'python3'];

/** LibreOffice with a hand on its keyboard. */
export const libreofficeSession: Tool = {
  name: 'LibreOffice through UNO',
  available() {
    const office = needsProgram('soffice', 'libreoffice-calc');
    if (office !== true) return office;
    if (python() !== undefined) return true;
    return 'no Python has the module uno; on Debian: apt-get install python3-uno';
  },
};

function python(): string | undefined {
  return PYTHON.find((program) => spawnSync(program, ['-c', 'import uno']).status === 0);
}

/**
 * Opens each file in LibreOffice, acts on it and reads all cells before and after; all files in one
 * start of the program. Its profile is a new one with nothing set but the locale, as that of most
 * people: so it trusts stored results until an edit reaches them, which is what a student meets,
 * and what a forced recalculation (`libreoffice`) does not show. `trust: false` forces one on opening.
 */
export async function sessions(
  all: readonly Session[],
  { seconds = 300, ...setup }: Setup & { readonly seconds?: number } = {},
): Promise<Outcome[]> {
  const program = python();
  if (program === undefined) throw new Error(String(libreofficeSession.available()));
  return withTempFolder(async (folder) => {
    const profile = join(folder, 'profile');
    await writeProfile(profile, setup);
    await mkdir(join(folder, 'files'));
    const path = (index: number, what: string) => join(folder, 'files', `${index}-${what}`);
    for (const [i, { file }] of all.entries()) await writeFile(path(i, 'source.xlsx'), file);
    const plan = {
      profile: pathToFileURL(profile).href,
      pipe: basename(folder),
      jobs: all.map(({ actions }, i) => ({
        source: path(i, 'source.xlsx'),
        opened: path(i, 'opened.xlsx'),
        edited: path(i, 'edited.xlsx'),
        seen: path(i, 'seen.json'),
        actions,
      })),
    };
    await writeFile(join(folder, 'plan.json'), JSON.stringify(plan));
    const script = join(import.meta.dirname, 'session.py');
    await run(program, [script, join(folder, 'plan.json')], { seconds });
    const outcomes: Outcome[] = [];
    // One after the other: a file can be large.
    for (const i of all.keys()) {
      const saved = await readFile(path(i, 'edited.xlsx'));
      const opened = await readCells(await readFile(path(i, 'opened.xlsx')), largest);
      const seen = JSON.parse(await readFile(path(i, 'seen.json'), 'utf8')) as Seen[];
      outcomes.push({ opened, edited: await readCells(saved, largest), saved, seen });
    }
    return outcomes;
  });
}
