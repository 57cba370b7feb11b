import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { wholeTick } from '../../src/emit/rateCharts.ts';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { TRAINING } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { type Cells, cellAt, cellsOf } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { readCharts } from '../labels/charts.ts';
import { seed, withTraining } from '../support/specs.ts';
import { templates } from '../support/templates.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('the same network', () => {
  const network = () => buildNetwork({ ...withTraining(seed, { steps: 8 }), compare: [0.5, 100] });

  it('gives the same bytes twice', async () => {
    const [first, second] = [await buildWorkbook(network()), await buildWorkbook(network())];
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
  });

  it.each([
    { TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8' },
    { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8' },
  ])('gives the same bytes under %j', async (env) => {
    const script = `
      import { readFileSync } from 'node:fs';
      import { createHash } from 'node:crypto';
      import { buildNetwork, buildWorkbook, parseSpec } from './src/index.ts';
      const spec = parseSpec(readFileSync('templates/mazur.yaml'), { overrides: { steps: 5 } });
      const { bytes } = await buildWorkbook(buildNetwork(spec));
      process.stdout.write(createHash('sha256').update(bytes).digest('hex'));`;
    const hash = (extra: NodeJS.ProcessEnv) =>
      execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        cwd: ROOT,
        env: { ...process.env, ...extra },
        encoding: 'utf8',
      });
    expect(hash(env)).toBe(hash({ TZ: 'UTC', LANG: 'C' }));
  });
});

describe('the default workbook', async () => {
  const { spec } = templates().find(({ name }) => name === 'simple-backprop')!;
  const workbook = await buildWorkbook(buildNetwork(spec));
  const cells = await readCells(workbook.bytes);
  const zip = await JSZip.loadAsync(workbook.bytes);
  const text = (path: string) => zip.file(path)!.async('string');

  it('has the sheets in order, Runs last', () =>
    expect([...cells.sheets.keys()]).toEqual([
      'Start',
      'Network',
      'Training',
      'Gradient check',
      'Learning rates',
      'Charts',
      'Digits',
      'Ways',
      'Picture data',
      'Chart data',
      'Runs',
    ]));

  it('names its inputs and results', () =>
    expect([...cells.names.keys()].sort()).toEqual([
      'eta',
      'follow',
      'followed_input',
      'followed_layer',
      'followed_unit',
      'problem',
      'proof',
      'selected_row',
      'selected_step',
      'tolerance',
      'verdict',
      'wires_show',
    ]));

  it('holds the correct table, not that of the hand-made sheets', () => {
    const column = columnsOf(cells, 'Training', TRAINING.headerRow);
    const at = (name: string, step: number) =>
      cells.sheets
        .get('Training')!
        .rows.get(TRAINING.firstRow + step)!
        .get(column(name))!.value;
    expect(at('step', 0)).toBe(0);
    expect(at('step', 67)).toBe(67);
    expect(at('E_total', 0)).toBe(0.014181377937891659);
    expect(at('∂E/∂w3', 0)).toBe(0.0003517763215907322);
    expect(at('E_total', 67)).toBeCloseTo(0.00019683752612, 14);
  });

  it('has no other cell that reads step above the header', () => {
    const found: string[] = [];
    for (const [row, columns] of cells.sheets.get('Training')!.rows) {
      for (const [column, { value, address }] of columns) {
        if (row < TRAINING.firstRow && column <= 3 && value === 'step') found.push(address);
      }
    }
    expect(found).toEqual([`A${TRAINING.headerRow}`]);
  });

  it('compares the 15 rates of the pictures, a row each and a column of losses', () => {
    const { rows } = cells.sheets.get('Learning rates')!;
    const rates = [0.1, 0.2, 0.5, 0.8, 1, 2, 5, 10, 30, 50, 100, 300, 500, 600, 1000];
    expect(rates.map((_, i) => rows.get(5 + i)!.get(1)!.value)).toEqual(rates);
    const header = [...rows.get(29)!.values()].map(({ value }) => value);
    expect(header).toEqual(['step', ...rates]);
    for (let step = 1; step <= 67; step++) {
      expect(rows.get(30 + step)!.get(16)!.value).toBeCloseTo(0.25, 5);
    }
    expect(rows.get(19)!.get(2)!.value).toBe(rows.get(30 + 67)!.get(16)!.value);
    expect(rows.get(19)!.get(3)!.value).toBe('stuck');
  });

  it("marks the lesson's own rate, which follows η and stands there unasked", async () => {
    const { rows } = cells.sheets.get('Learning rates')!;
    const marked = [...rows.values()].filter((row) => row.get(4)?.value === 'this lesson');
    expect(marked.map((row) => row.get(1))).toMatchObject([{ value: 1, formula: 'eta' }]);

    const unlisted = withTraining({ ...seed, compare: [0.1, 10] }, { learningRate: 2, steps: 3 });
    const { bytes } = await buildWorkbook(buildNetwork(unlisted));
    const own = (await readCells(bytes)).sheets.get('Learning rates')!.rows;
    const column = (at: number) => [5, 6, 7].map((row) => own.get(row)!.get(at)!.value);
    expect(column(4)).toEqual(['', 'this lesson', '']);
    expect(column(1)).toEqual([0.1, 2, 10]);
  });

  it('charts them natively, bound to ranges, with caches and axis titles', async () => {
    const charts = Object.keys(zip.files).filter((name) => /charts\/chart\d+\.xml$/.test(name));
    const titles = await Promise.all(
      charts.map(async (path) => {
        const xml = await text(path);
        expect(xml).not.toMatch(/<c:numLit>|<c:strLit>/);
        expect(xml.match(/<c:numCache>/g)!.length).toBe(2 * xml.match(/<c:ser>/g)!.length);
        const texts = xml.match(/<c:title>/g)?.length ?? 0;
        // Nothing stands at the wires of the picture, and little at the small chart beside it.
        expect([0, 1, 3]).toContain(texts);
        return /<a:t>(.*?)<\/a:t>/.exec(xml)?.[1];
      }),
    );
    expect(titles).toContain('Too small to just right: up to 30');
    expect(titles).toContain('Larger to too large: beyond 30');
    expect(titles).toContain('All rates, logarithmic');
    expect(titles).toContain('E_total');
    expect(titles.filter((title) => title === undefined)).toHaveLength(2);
  });

  it('writes no number into a rule or criterion that Excel would take for a text', async () => {
    for (const path of Object.keys(zip.files).filter((name) => /sheet\d+\.xml$/.test(name))) {
      const xml = await text(path);
      const literals = [
        ...(xml.match(/<formula[12]>[^<]*</g) ?? []),
        ...(xml.match(/<f[ >][^<]*</g) ?? []),
      ].flatMap((formula) => formula.match(/\d(?:\.\d+)?E[+-]?\d+/gi) ?? []);
      for (const literal of literals) expect(Number(literal)).toBeLessThanOrEqual(9.99e307);
    }
  });

  it('has nothing to recalculate on loading, so that Excel does not ask to save it', async () => {
    expect(await text('xl/workbook.xml')).toContain('<calcPr calcId="191029"/>');
    for (const sheet of cells.sheets.values()) {
      for (const { address, formula, value } of cellsOf(sheet)) {
        if (formula !== undefined) expect(value, `${sheet.name}!${address}`).not.toBeNull();
      }
    }
  });

  it('refuses typing into the copy of η', async () =>
    expect(await text('xl/worksheets/sheet3.xml')).toMatch(
      /<dataValidation type="custom"[^>]*sqref="D1"[^>]*>\s*<formula1>FALSE<\/formula1>/,
    ));

  it('says what made it', () => {
    const values = [...cells.sheets.get('Start')!.rows.values()].flatMap((row) =>
      [...row.values()].map(({ value }) => value),
    );
    expect(values).toContain('name: Simple BackProp');
    expect(values.some((value) => /^Made by gradsheet \d/.test(String(value)))).toBe(true);
  });

  it('is, byte for byte, the sample in output/', async () => {
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    const { readFile } = await import('node:fs/promises');
    const sample = await readFile(join(ROOT, 'output/simple-backprop.xlsx'));
    const again = await buildWorkbook(buildNetwork(spec), { madeFrom: 'template simple-backprop' });
    expect(hash(again.bytes)).toBe(hash(sample));
  });
});

it.each([
  [
    [0.5, 2, 1000],
    ['Too small to just right: up to 2', 'Too large: beyond 2', 'All rates, logarithmic'],
  ],
  [
    [0.5, 2],
    ['All rates', 'All rates, logarithmic'],
  ],
  [[30], ['All rates', 'All rates, logarithmic']],
])('rates %j make charts that say what they show', async (compare, titles) => {
  const { bytes } = await buildWorkbook(
    buildNetwork({ ...withTraining(seed, { steps: 3, learningRate: compare[0] }), compare }),
  );
  const drawn = (await readCharts(bytes)).map(({ title }) => title);
  expect(drawn.filter((title) => /rates|^Too/.test(title))).toEqual(titles);
  expect(drawn.filter((title) => title.startsWith('Final loss'))).toHaveLength(1);
});

it.each([
  // The larger ones come to the tolerance in a step.
  ['mazur', ['Too small to just right: up to 50', 'Larger still: beyond 50']],
  ['linear-regression', ['Best of these: 0.00001', 'Larger still: beyond 0.00001']],
])('the rates of %s are called what they are', async (name, titles) => {
  const { bytes } = await buildWorkbook(
    buildNetwork(templates().find((each) => each.name === name)!.spec),
  );
  const drawn = (await readCharts(bytes)).map(({ title }) => title);
  expect(drawn.filter((title) => /^(?:Too|Best|Larger)/.test(title))).toEqual(titles);
});

it.each([1, 4, 5, 9, 60, 67, 100, 145, 999, 1000, 12_345, 50_000])(
  'an axis of %i steps has few ticks, at whole steps',
  (last) => {
    const tick = wholeTick(last);
    expect(Number.isInteger(tick)).toBe(true);
    expect(last / tick).toBeLessThan(5);
    expect(last / tick).toBeGreaterThanOrEqual(1);
  },
);

it('leaves out the comparison where there is none', async () => {
  const { bytes, sheets } = await buildWorkbook(buildNetwork({ ...seed, compare: [] }));
  expect(sheets).not.toContain('Runs');
  const cells = await readCells(bytes);
  expect([...cells.sheets.keys()]).toEqual([...sheets]);
  expect(cellAt(cells, 'Start', 'A1')?.value).toBe('Simple BackProp');
});

function columnsOf(cells: Cells, sheet: string, headerRow: number): (name: string) => number {
  const header = cells.sheets.get(sheet)!.rows.get(headerRow)!;
  return (name) => [...header.values()].find(({ value }) => value === name)!.column;
}
