import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import JSZip from 'jszip';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { toPdf } from '../engines/picture.ts';
import { run, withTempFolder } from '../engines/tool.ts';

/** A printed page, as its text tells; lengths are points. */
interface PdfPage {
  readonly sheet: string;
  readonly words: number;
  /** Of the paper, margins and all. */
  readonly width: number;
  readonly height: number;
  /** From the first to the last word, without the footer. */
  readonly filled: { readonly width: number; readonly height: number };
}

/** Of the page's height: the footer below. */
const FOOTER = 40;

/** What is wrong with a workbook on paper: pages that say nearly nothing, and pages of the wrong sheets. */
export async function faultsOnPaper(bytes: Uint8Array): Promise<string[]> {
  const pages = await withTempFolder(async (folder) =>
    pdfPages(await toPdf(bytes, folder), folder),
  );
  const sheets = [...(await readCells(bytes)).sheets.values()];
  const printed = new Set(pages.map(({ sheet }) => sheet));
  const wrong = sheets
    .filter(({ name, state }) => printed.has(name) !== (state === 'visible'))
    .map(({ name, state }) => `${name}, ${state}, is ${printed.has(name) ? '' : 'not '}printed`);
  return [...wrong, ...nearlyEmpty(pages)];
}

/** The same workbook for the paper of America. */
export async function onLetter(bytes: Uint8Array): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes);
  for (const path of Object.keys(zip.files).filter((name) => /sheet\d+\.xml$/.test(name))) {
    const xml = await zip.file(path)!.async('string');
    zip.file(path, xml.replace('paperSize="9"', 'paperSize="1"'));
  }
  return zip.generateAsync({ type: 'uint8array' });
}

/** The pages of a workbook that was printed; each is known by the name in its footer. */
async function pdfPages(pdf: string, folder: string): Promise<PdfPage[]> {
  const boxes = join(folder, 'boxes.html');
  await run('pdftotext', ['-bbox', pdf, boxes], { seconds: 120 });
  const pages = (await readFile(boxes, 'utf8')).split('<page ').slice(1);
  return pages.map((text) => {
    const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(text)!.map(Number);
    const words = [
      ...text.matchAll(/<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)<\/word>/g),
    ].map(([, ...numbers]) => {
      const [left, top, right, bottom] = numbers.slice(0, 4).map(Number);
      return { left, top, right, bottom, text: numbers[4] };
    });
    const isFooter = ({ top }: { top: number }) => top > height - FOOTER;
    const own = words.filter((word) => !isFooter(word));
    const footer = words.filter(isFooter).map((word) => word.text);
    const reach = (of: readonly number[]) => Math.max(...of, 0);
    const start = (of: readonly number[]) => Math.min(...of, reach(of));
    return {
      sheet: footer.slice(0, footer.lastIndexOf('Page')).join(' '),
      words: own.length,
      width,
      height,
      filled: {
        width: reach(own.map((w) => w.right)) - start(own.map((w) => w.left)),
        height: reach(own.map((w) => w.bottom)) - start(own.map((w) => w.top)),
      },
    };
  });
}

/**
 * Pages that hold next to nothing, though others of their sheet hold much: a sheet may be small, but not
 * leave a few lines or columns over for a page of their own.
 */
function nearlyEmpty(pages: readonly PdfPage[]): string[] {
  const shareOf = ({ filled, width, height }: PdfPage) =>
    [filled.width / width, filled.height / height] as const;
  return pages.flatMap((page, i) => {
    const siblings = pages.filter(({ sheet }) => sheet === page.sheet);
    const fullest = Math.max(...siblings.map((each) => shareOf(each)[1]));
    const [across, along] = shareOf(page);
    const isShort = along < 0.25 && along < fullest / 2;
    const isNarrow = siblings.length > 1 && across < 0.15;
    if (page.words > 0 && !isShort && !isNarrow) return [];
    const percent = [across, along].map((share) => `${Math.round(100 * share)} %`).join(' × ');
    return [`page ${i + 1}, ${page.sheet}: ${page.words} words over ${percent}`];
  });
}
