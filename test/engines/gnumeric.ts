import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cells } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import type { Engine } from './engine.ts';
import { checkSentinel, plantSentinel } from './sentinel.ts';
import { needsProgram, run, withTempFolder } from './tool.ts';

/**
 * Gnumeric computes with 80 bits: it carries 17 digits and overflows only beyond 1e+4932. Compare
 * its results with `anyOverflow`.
 */
export const gnumeric: Engine = {
  name: 'Gnumeric',
  available: () => needsProgram('ssconvert', 'gnumeric'),
  async recalculate(files) {
    const all: Cells[] = [];
    for (const file of files) {
      const cells = await ssconvert(await plantSentinel(file), ['--recalc']);
      all.push(checkSentinel('Gnumeric', cells));
    }
    return all;
  },
};

/** Opens a file and saves it as .xlsx; without `--recalc` the stored results are trusted. */
export function ssconvert(file: Uint8Array, args: readonly string[]): Promise<Cells> {
  return withTempFolder(async (folder) => {
    const [source, target] = [join(folder, 'in.xlsx'), join(folder, 'out.xlsx')];
    await writeFile(source, file);
    // A home of its own keeps it from the settings of whoever runs the tests.
    const env = { HOME: folder, LC_ALL: 'C.UTF-8' };
    await run('ssconvert', [...args, source, target], { seconds: 120, env });
    return readCells(await readFile(target));
  });
}
