import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { TRAINING } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { isHidden, sheetIds, sheets } from '../../src/spec/sheets.ts';
import { type Cells, cellsOf, isCellError } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { COLUMN_UNIT, textWidth } from '../../src/xlsx/text-width.ts';
import { drawnCharts } from '../support/drawn-charts.ts';
import { PAPERS, PROGRAMS, printedSheets } from '../support/paper.ts';
import { templates } from '../support/templates.ts';

/** What a student's computer opens at once. */
const MOST_CELLS = 100_000;

const partOf = async (bytes: Uint8Array, path: string) =>
  (await JSZip.loadAsync(bytes)).file(path)!.async('string');
const sheetPathOf = ({ sheets: all }: Cells, name: string) =>
  `xl/worksheets/sheet${[...all.keys()].indexOf(name) + 1}.xml`;

describe.each(templates())('the workbook of $name', async ({ spec }) => {
  const { bytes, finalLoss } = await buildWorkbook(buildNetwork(spec));
  const cells = await readCells(bytes);
  const all = [...cells.sheets.values()].flatMap((sheet) =>
    [...cellsOf(sheet)].map((cell) => ({ sheet: sheet.name, ...cell })),
  );

  it('shows no error', () => {
    // Where a wire of one kind is, those of the other kinds have a gap.
    const errors = all.filter(({ value, sheet }) => isCellError(value) && sheet !== 'Picture data');
    expect(errors.map(({ sheet, address }) => `${sheet}!${address}`)).toEqual([]);
  });
  it('can be read on paper, with its charts in one piece', async () => {
    const papers = Object.keys(PAPERS) as (keyof typeof PAPERS)[];
    const programs = Object.keys(PROGRAMS) as (keyof typeof PROGRAMS)[];
    const presses = papers.flatMap((paper) => programs.map((program) => ({ paper, program })));
    for (const { sheet, paper, program, smallest, cut } of await printedSheets(bytes, presses)) {
      const where = `${sheet} on ${paper} by ${program}`;
      expect(smallest, where).toBeGreaterThanOrEqual(6);
      expect(cut, where).toEqual([]);
    }
  });
  it('cuts no title of a band where a page ends', async () => {
    const training = cells.sheets.get('Training')!;
    const xml = await partOf(bytes, sheetPathOf(cells, 'Training'));
    const widths = new Map<number, number>();
    for (const [, min, max, width] of xml.matchAll(
      /<col min="(\d+)" max="(\d+)" width="([\d.]+)"/g,
    )) {
      for (let n = Number(min); n <= Number(max); n++) widths.set(n, Number(width) * COLUMN_UNIT);
    }
    const titles = [...training.rows.get(TRAINING.bandRow)!.values()].filter(
      ({ value }) => typeof value === 'string' && value !== '',
    );
    const press = [{ paper: 'A4', program: 'LibreOffice' }] as const;
    const { pages } = (await printedSheets(bytes, press)).find((p) => p.sheet === 'Training')!;
    for (const { column, value } of titles) {
      const page = pages.find(({ columns: { first, last } }) => first <= column && column <= last);
      if (!page) continue;
      const reach = Array.from({ length: page.columns.last - column + 1 }, (_, i) => column + i);
      const room = reach.reduce((sum, n) => sum + widths.get(n)!, 0);
      expect(room, String(value)).toBeGreaterThan(
        textWidth(String(value), { size: 11, bold: true }),
      );
    }
  });
  it('takes a stack of paper that one can carry, and says what is left out', async () => {
    const press = [{ paper: 'A4', program: 'LibreOffice' }] as const;
    const printed = await printedSheets(bytes, press);
    expect(printed.reduce((sum, { pages }) => sum + pages.length, 0)).toBeLessThan(70);
    const { pages } = printed.find(({ sheet }) => sheet === 'Training')!;
    const down = pages.filter(({ columns }) => columns.first === 1).map(({ rows }) => rows);
    const isPart = down.some(({ first }, i) => i > 0 && first !== down[i - 1]!.last + 1);
    const { rows } = cells.sheets.get('Training')!;
    expect(
      String(rows.get(2)!.get(1)!.value).includes('On paper stand the first and last rows'),
    ).toBe(isPart);
    expect([down[0]!.first <= TRAINING.bandRow, down.at(-1)!.last]).toEqual([
      true,
      Math.max(...rows.keys()),
    ]);
  });
  it('has titles of charts that fit, and names at the ends of lines apart from each other', async () => {
    const charts = await drawnCharts(bytes);
    expect(charts.length).toBeGreaterThan(1);
    for (const { title, xTitle, yTitle, width, height, ends } of charts) {
      expect(textWidth(title.text, title) + 0.04 * width, title.text).toBeLessThan(width);
      expect(textWidth(xTitle.text, xTitle), xTitle.text).toBeLessThan(0.9 * width);
      expect(textWidth(yTitle.text, yTitle), yTitle.text).toBeLessThan(0.9 * height);
      const places = ends.toSorted((a, b) => a - b);
      for (const [i, place] of places.entries()) {
        if (i > 0) expect(place - places[i - 1]!, title.text).toBeGreaterThan(13);
      }
    }
  });
  it('is small', () => expect(all.length).toBeLessThan(MOST_CELLS));
  it('has a header on Training that leaves the screen to the rows', async () => {
    const xml = await partOf(bytes, sheetPathOf(cells, 'Training'));
    const rows = [...xml.matchAll(/<row r="(\d+)"([^>]*)>/g)].slice(0, TRAINING.headerRow);
    expect(rows.map(([, row]) => Number(row))).toEqual([1, 2, 3, 4, 5, 6]);
    const seen = rows.filter(([, , attributes]) => !attributes.includes('hidden="1"'));
    const points = seen.map(([, , attributes]) => Number(/ ht="([\d.]+)"/.exec(attributes)![1]));
    expect((points.reduce((sum, height) => sum + height) * 96) / 72).toBeLessThanOrEqual(130);
    expect(xml).toContain(`ySplit="${TRAINING.headerRow}"`);
    const names = await partOf(bytes, 'xl/workbook.xml');
    expect(names).toMatch(
      /Print_Titles" localSheetId="\d+">(Training![$A-Z:]+,)?Training!\$3:\$6</,
    );
  });
  it('hides the sheets that only serve others, names them on Start and links to none', async () => {
    const hidden = [...cells.sheets.values()].filter(({ state }) => state !== 'visible');
    expect(hidden.map(({ name }) => name)).toEqual(
      sheetIds
        .filter(isHidden)
        .map((id) => sheets[id].name)
        .filter((name) => cells.sheets.has(name)),
    );
    const start = [...cellsOf(cells.sheets.get('Start')!)].map(({ value }) => value);
    const behind = start.slice(start.indexOf('Behind the scenes'));
    expect(behind).toEqual(expect.arrayContaining(hidden.map(({ name }) => name)));
    for (const name of cells.sheets.keys()) {
      const xml = await partOf(bytes, sheetPathOf(cells, name));
      const targets = [...xml.matchAll(/<hyperlink [^>]*location="'?([^'!"]+)/g)].map(
        ([, to]) => to,
      );
      expect(hidden.filter((sheet) => targets.includes(sheet.name))).toEqual([]);
    }
  });
  it('ends with a loss', () => expect(finalLoss).toBeGreaterThanOrEqual(0));
});

describe('the course teaches what it says', () => {
  const outcome = async (name: string) =>
    buildWorkbook(buildNetwork(templates().find((each) => each.name === name)!.spec));
  const accuracyAt = async (name: string) => {
    const { bytes } = await outcome(name);
    const { rows } = (await readCells(bytes)).sheets.get('Summary')!;
    const header = [...rows.get(5)!.values()].find(({ value }) => value === 'accuracy')!;
    return [...rows.values()].map((row) => row.get(header.column)?.value).filter(Number.isFinite);
  };

  it.each(['xor', 'softmax-classifier', 'flowers', 'convolution', 'recurrent'])(
    '%s is solved by its last step',
    async (name) => {
      expect((await accuracyAt(name)).at(-1)).toBe(1);
    },
  );
  it('the dead unit keeps the network stuck', async () =>
    expect((await outcome('dead-relu')).verdict).toBe('stuck'));
  it('momentum ends far below plain descent in the same valley', async () => {
    const [plain, momentum] = await Promise.all(['plain-descent', 'momentum'].map(outcome));
    expect(momentum.finalLoss).toBeLessThan(plain.finalLoss / 5);
  });
});
