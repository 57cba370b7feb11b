/**
 * Renders the pictures of the two READMEs from the sample workbooks: `npm run pictures`. Needs LibreOffice and
 * poppler-utils, and Chromium for the page of an audit. Every sheet is printed at 100 % on large paper, as it looks on a screen.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import JSZip from 'jszip';
import { auditCells } from '../src/audit/audit.ts';
import { pageHtml, sectionHtml } from '../src/report/page/page.ts';
import { version } from '../src/version.ts';
import { readCells } from '../src/xlsx/reader/read.ts';
import { usualSheet } from './audit/example.ts';
import { toPdf } from './engines/picture.ts';
import { run, withTempFolder } from './engines/tool.ts';

const OUTPUT = join(import.meta.dirname, '../output');

/**
 * Pages of the print at 100 % of a sample, found by a text that only they open with; sizes in
 * pixels.
 */
const PICTURES = {
  'simple-backprop': [
    { file: 'start', opens: 'A neural network trained', width: 1230, height: 900 },
    { file: 'network', opens: 'wires show', width: 1250, height: 560 },
    { file: 'line-by-line', opens: 'line by line', width: 1020, height: 1110 },
    { file: 'training', opens: 'Every value of every step', width: 1530, height: 620 },
    { file: 'gradient-check', opens: 'Is the chain rule right?', width: 1290, height: 800 },
    { file: 'learning-rates', opens: 'The same training', width: 1260, height: 590 },
    { file: 'derivation', opens: 'Where the gradients come from', width: 1320, height: 720 },
    { file: 'charts', opens: 'The size of every gradient', width: 1020, height: 490 },
  ],
  xor: [
    { file: 'decision-surface', opens: 'What the network answers', width: 920, height: 680 },
    { file: 'data-set', opens: 'Every value of every step', width: 1530, height: 620 },
  ],
} as const;

for (const [sample, pictures] of Object.entries(PICTURES)) {
  const bytes = await readFile(join(OUTPUT, `${sample}.xlsx`));
  await withTempFolder(async (folder) => {
    const pdf = await toPdf(await onLargePaper(bytes), folder);
    const pages = await pageTexts(pdf, folder);
    for (const { file, opens, width, height } of pictures) {
      const page = pages.findIndex((text) => text.slice(0, 400).includes(opens)) + 1;
      if (page === 0) throw new Error(`no page opens with "${opens}"`);
      const crop = ['-x', '0', '-y', '0', '-W', String(width), '-H', String(height)];
      const range = ['-f', String(page), '-l', String(page), '-singlefile'];
      const target = join(OUTPUT, file);
      await run('pdftoppm', ['-r', '96', '-png', ...crop, ...range, pdf, target], { seconds: 60 });
    }
  });
}

await pictureOfAudit();

/** The page that `audit --html` makes of the sheet that most students make, where Chromium is. */
async function pictureOfAudit(): Promise<void> {
  const bytes = await usualSheet();
  const cells = await readCells(bytes);
  const report = auditCells(cells);
  const section = { file: 'student.xlsx', report, html: sectionHtml(report, cells) };
  await withTempFolder(async (folder) => {
    const page = join(folder, 'page.html');
    await writeFile(page, pageHtml([section], version));
    const target = join(OUTPUT, 'audit.png');
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'];
    const size = '--window-size=1560,700';
    const screenshot = `--screenshot=${target}`;
    await run('chromium', [...flags, size, screenshot, pathToFileURL(page).href], { seconds: 60 });
  });
}

async function onLargePaper(bytes: Uint8Array): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes);
  for (const path of Object.keys(zip.files).filter((name) =>
    /worksheets\/sheet\d+\.xml$/.test(name),
  )) {
    const xml = await zip.file(path)!.async('string');
    const margins =
      '<pageMargins left="0.1" right="0.1" top="0.1" bottom="0.1" header="0" footer="0"/>';
    const changed = xml
      .replace(/<pageSetUpPr[^>]*\/>/, '')
      .replace(/<pageMargins[^>]*\/>/, margins)
      .replace(
        /<pageSetup [^>]*\/>/,
        '<pageSetup paperSize="8" orientation="landscape" scale="100"/>',
      )
      .replace(/<headerFooter>.*?<\/headerFooter>/s, '')
      // Only the last one stands before a heading; those before it fill pages of A4.
      .replace(/<rowBreaks.*?(<brk [^>]*>)<\/rowBreaks>/s, '<rowBreaks count="1">$1</rowBreaks>')
      .replace(/<colBreaks.*?<\/colBreaks>/s, '');
    zip.file(path, changed);
  }
  // The table is cut for A4, without its title.
  const workbook = 'xl/workbook.xml';
  const areas = /<definedName name="_xlnm\.Print_(Area|Titles)"[^>]*>Training!.*?<\/definedName>/g;
  zip.file(workbook, (await zip.file(workbook)!.async('string')).replace(areas, ''));
  return zip.generateAsync({ type: 'uint8array' });
}

async function pageTexts(pdf: string, folder: string): Promise<string[]> {
  const target = join(folder, 'text.txt');
  await run('pdftotext', ['-l', '120', pdf, target], { seconds: 60 });
  return (await readFile(target, 'utf8')).split('\f');
}
