import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cells } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import type { Engine } from './engine.ts';
import { largest } from './largest.ts';
import { checkSentinel, plantSentinel } from './sentinel.ts';
import { needsProgram, run, withTempFolder } from './tool.ts';

/** The locale in which every number looks as in the file. */
const PLAIN = 'C.UTF-8';

/**
 * Gnumeric computes with 80 bits: it carries 17 digits and overflows only beyond 1e+4932. Compare
 * its results with `anyOverflow`.
 */
export const gnumeric: Engine = gnumericIn(PLAIN);

/** Gnumeric under a locale of the system, `de_DE.UTF-8` for a decimal comma. */
export function gnumericIn(locale: string): Engine {
  const name = locale === PLAIN ? 'Gnumeric' : `Gnumeric (${locale})`;
  return {
    name,
    available() {
      const program = needsProgram('ssconvert', 'gnumeric');
      return program === true ? needsLocale(locale) : program;
    },
    async recalculate(files) {
      const all: Cells[] = [];
      for (const file of files) {
        const cells = await ssconvert(await plantSentinel(file), ['--recalc'], locale);
        all.push(checkSentinel('Gnumeric', cells));
      }
      return all;
    },
  };
}

/** What the file holds that `saveAgain` makes. */
export async function ssconvert(
  file: Uint8Array,
  args: readonly string[],
  locale: string = PLAIN,
): Promise<Cells> {
  return readCells(await saveAgain(file, args, locale), largest);
}

/** Opens a file and saves it as .xlsx; without `--recalc` the stored results are trusted. */
export function saveAgain(
  file: Uint8Array,
  args: readonly string[],
  locale: string = PLAIN,
): Promise<Uint8Array> {
  return withTempFolder(async (folder) => {
    const [source, target] = [join(folder, 'in.xlsx'), join(folder, 'out.xlsx')];
    await writeFile(source, file);
    // A home of its own keeps it from the settings of whoever runs the tests.
    const env = { HOME: folder, LC_ALL: locale };
    await run('ssconvert', [...args, source, target], { seconds: 120, env });
    return readFile(target);
  });
}

/** A program takes a locale that the system lacks for the plain one, without a word. */
function needsLocale(locale: string): true | string {
  if (locale === PLAIN) return true;
  const plain = (name: string) => name.toLowerCase().replaceAll('-', '');
  const known = spawnSync('locale', ['-a'], { encoding: 'utf8' }).stdout ?? '';
  if (known.split('\n').some((name) => plain(name) === plain(locale))) return true;
  const [language] = locale.split('.');
  return `the system has no locale ${locale}; on Debian: apt-get install locales && localedef -i ${language} -f UTF-8 ${locale}`;
}
