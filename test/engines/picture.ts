import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { convert } from './libreoffice.ts';
import { needsProgram, run, type Tool, withTempFolder } from './tool.ts';

/** What pictures of a workbook take, on top of LibreOffice. */
export const poppler: Tool = {
  name: 'Poppler',
  available: () => needsProgram('pdftoppm', 'poppler-utils'),
};

/** Prints a workbook as LibreOffice shows it, recalculated, to `<folder>/<name>.pdf`. */
export async function toPdf(bytes: Uint8Array, folder: string, name = 'workbook'): Promise<string> {
  await withTempFolder(async (scratch) => {
    const source = join(scratch, `${name}.xlsx`);
    await writeFile(source, bytes);
    await convert([source], 'pdf', folder, scratch);
  });
  return join(folder, `${name}.pdf`);
}

/** One picture per printed page, `<folder>/<name>-1.png` and on; returns their paths in order. */
export async function toPng(
  bytes: Uint8Array,
  folder: string,
  { name = 'workbook', dpi = 80 } = {},
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  return withTempFolder(async (scratch) => {
    const pdf = await toPdf(bytes, scratch, name);
    const pages = join(scratch, 'pages');
    await mkdir(pages);
    await run('pdftoppm', ['-png', '-r', String(dpi), pdf, join(pages, name)], { seconds: 120 });
    const files = (await readdir(pages)).sort();
    // pdftoppm pads page numbers to the width of the last one, so names sort as pages do.
    await Promise.all(files.map((file) => copyFile(join(pages, file), join(folder, file))));
    return files.map((file) => join(folder, file));
  });
}
