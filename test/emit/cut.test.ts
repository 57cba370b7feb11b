import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { SLOT_CAPTIONS } from '../../src/emit/network/ways.ts';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { CHECK } from '../../src/layout/check/layout.ts';
import { spanWidth } from '../../src/layout/network/picture/page.ts';
import { type Plan, planWorkbook } from '../../src/layout/plan.ts';
import { SHEETS } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import type { Remark } from '../../src/numeric/check/check.ts';
import { shownText } from '../../src/symbolic/cells/proof.ts';
import { linesOf, PADDING } from '../../src/xlsx/text-width.ts';
import { contentOf, cutNumbers, cutTexts, formatsLost } from '../support/cut-texts.ts';
import { withTraining } from '../support/specs.ts';
import { templates } from '../support/templates.ts';

/** Beside pictures that take most of the screen there is no room for more than this of a number. */
const NARROW: Readonly<Record<string, readonly string[]>> = {
  [SHEETS.valley]: ['-999.9999', '-1.23E-300'],
  [SHEETS.surface]: ['-9.9999', '-1.23E-30'],
};

const REMARKS: readonly Remark[] = [
  'not all values are numbers',
  'not finite',
  'crosses a kink',
  'bends within Δ',
  'lost in round-off',
];

/** What a cell of `Network` may show where another weight is followed. */
function* textsOf({ ways, networkSheet, desk, names }: Plan) {
  const { waysBlock: block } = networkSheet;
  const { columns } = block;
  for (const { parameter, sum, ways: own } of ways.followed) {
    yield {
      row: desk.wiresShow.row + 1,
      column: desk.wiresShow.column,
      text: names.meaning(parameter),
    };
    yield { row: block.sumRow, column: columns.symbols, text: sum };
    for (const [k, { label, factors }] of own.entries()) {
      yield { row: block.wayRow(k), column: columns.product, text: label };
      for (const { slot, name } of factors) {
        yield { row: block.wayRow(k), column: columns.slot(slot), text: name };
        const sums = name.startsWith('∂E/∂');
        const caption = sums ? 'all ways from there' : SLOT_CAPTIONS[ways.slots[slot]];
        yield { row: block.row + 1, column: columns.slot(slot), text: caption };
      }
    }
  }
}

describe.each(templates())('what the sheets of $name say', async ({ spec }) => {
  const lesson = { ...withTraining(spec, { steps: 2 }), compare: spec.compare.slice(0, 2) };
  const network = buildNetwork(lesson);
  const { bytes } = await buildWorkbook(network);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  const seen = workbook.worksheets.filter(({ state }) => state !== 'hidden');

  it('has room', () => {
    const cut = seen.flatMap((sheet) => cutTexts(sheet).map((text) => `${sheet.name} ${text}`));
    expect(cut).toEqual([]);
  });

  it('has room for any number', () => {
    const cut = seen.flatMap((sheet) =>
      cutNumbers(sheet, NARROW[sheet.name]).map((text) => `${sheet.name} ${text}`),
    );
    expect(cut).toEqual([]);
  });

  it('keeps the formats of its numbers under every rule', () => {
    expect(seen.flatMap((sheet) => formatsLost(sheet))).toEqual([]);
  });

  it('has room for what the checks find wrong', () => {
    const { desk, networkSheet } = planWorkbook(network);
    const { row, column, lastColumn } = desk.proof;
    const { formula } = workbook.getWorksheet(SHEETS.network)!.getCell(row, column);
    const most = Number(/LEN\(\w+\)>(\d+)/.exec(formula)![1]);
    const { widths } = networkSheet.picture;
    const room = spanWidth(widths, { first: column, last: lastColumn }) - PADDING;
    const at = `at step 12345${spec.data ? ', sample 1234' : ''}`;
    for (const sentence of [
      `new ∂E/∂w123 ${at} does not follow its formula · gradients ${at} proven`,
      `gradients ${at} proven · ∂a_h2_3/∂h2_3 ${at} does not follow its formula`,
      `123 of 456 gradients ${at} are wrong · ∂a_h2_3/∂h2_3 ${at} is no formula`,
      `the forward pass on Training differs at a_h2_3 ${at} · a_h2_3 ${at} is no formula`,
    ]) {
      const shown = shownText(sentence, most);
      expect(linesOf(shown, room, { size: 9, bold: true }), shown).toBeLessThanOrEqual(2);
    }
  });

  it('has room for what is remarked on a gradient', () => {
    const sheet = workbook.getWorksheet(SHEETS.gradientCheck)!;
    const column = CHECK.remark;
    const cut = REMARKS.flatMap((remark) =>
      cutTexts(sheet, (row, c) => (c === column ? remark : contentOf(sheet.getCell(row, c))), [
        { row: CHECK.firstRow, column },
      ]),
    );
    expect(cut).toEqual([]);
  });

  it('has room whatever is followed', () => {
    const sheet = workbook.getWorksheet(SHEETS.network)!;
    const told = new Map(
      [...textsOf(planWorkbook(network))].map((each) => [JSON.stringify(each), each]),
    );
    const cut = [...told.values()].flatMap(({ row, column, text }) =>
      cutTexts(
        sheet,
        (r, c) => (r === row && c === column ? text : contentOf(sheet.getCell(r, c))),
        [{ row, column }],
      ),
    );
    expect(cut).toEqual([]);
  });
});
