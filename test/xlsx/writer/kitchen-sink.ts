import ExcelJS from 'exceljs';
import { exceljsParts } from '../../../src/emit/exceljs/parts.ts';
import { cellAddress, columnRange } from '../../../src/xlsx/address.ts';
import type {
  ChartAxis,
  ChartStyle,
  ScatterChart,
  Series,
} from '../../../src/xlsx/writer/chart.ts';
import { EMU } from '../../../src/xlsx/writer/drawingml.ts';
import type { Parts } from '../../../src/xlsx/writer/opc.ts';
import { finishWorkbook, type SheetAddition } from '../../../src/xlsx/writer/package.ts';
import type { BlockColumn } from '../../../src/xlsx/writer/rows.ts';

export const RUNS = "Teacher's runs & more";
export const RATES = [0.1, 0.2, 0.5, 0.8, 1, 2, 5, 10, 30, 50, 100, 300, 500, 600, 1000];

/**
 * A workbook as exceljs writes it, with every feature of exceljs that gradsheet uses and the data
 * that trips it: what `finishWorkbook` is given in the tests.
 */
export async function kitchenSink(): Promise<Parts> {
  const book = new ExcelJS.Workbook();
  book.title = 'Kitchen sink';
  book.calcProperties = { fullCalcOnLoad: true };
  start(book);
  network(book);
  table(book, 'Training', ['step', 'w1', 'h1', 'a_h1', '∂E/∂w1']);
  table(book, RUNS, ['step', ...RATES]);
  return await exceljsParts(book);
}

const thin: ExcelJS.Border = { style: 'thin', color: { argb: 'FFBFBFBF' } };
const pale: ExcelJS.Fill = {
  type: 'pattern',
  pattern: 'solid',
  fgColor: { argb: 'FFFFFBE6' },
};

function start(book: ExcelJS.Workbook): void {
  const sheet = book.addWorksheet('Start', {
    properties: { tabColor: { argb: 'FF0072B2' } },
    views: [{ showGridLines: false }],
  });
  sheet.getColumn(1).width = 30;
  sheet.getCell('A1').value = {
    richText: [
      { text: 'Simple ', font: { name: 'Calibri', size: 22, bold: true } },
      {
        text: 'BackProp',
        font: { name: 'Calibri', size: 22, italic: true, color: { argb: 'FF0072B2' } },
      },
    ],
  };
  sheet.mergeCells('A1:F1');
  sheet.getCell('A3').value =
    'Text: <b> & "quotes" \' \ufffe\uffff\u0001 _x0041_ =1+1\nsecond line  ';
  sheet.getCell('A3').alignment = { wrapText: true, vertical: 'top' };
  sheet.getCell('A4').value = { text: 'Learning rates', hyperlink: "#'Teacher''s runs & more'!A1" };
  sheet.getCell('A5').value = {
    text: 'Training',
    hyperlink: '#Training!A1',
    tooltip: 'The table "Training"',
  };
  sheet.getCell('A6').value = { text: 'Project', hyperlink: 'https://example.org/?a=1&b=2' };
  sheet.getCell('A7').value = { formula: 'Network!B4*2', result: 1 };
  sheet.getCell('A8').value = { formula: '"a"&"<_x0042_>"', result: 'a<_x0042_>' };
  sheet.getCell('A9').value = { formula: '1/0', result: { error: '#DIV/0!' } };
  sheet.getCell('A10').value = { formula: '1=1', result: true };
  sheet.getCell('A11').value = 0.5;
  sheet.getCell('A11').numFmt = '"LR = "General';
  sheet.headerFooter.oddFooter = '&L&F & co&CPage &P of &N&R&A';
  sheet.pageSetup = { ...sheet.pageSetup, printArea: 'A1:F20' };
}

function network(book: ExcelJS.Workbook): void {
  const sheet = book.addWorksheet('Network', {
    properties: { tabColor: { argb: 'FFD55E00' } },
    views: [{ showGridLines: false, zoomScale: 90 }],
  });
  const eta = sheet.getCell('B4');
  eta.value = 0.5;
  eta.font = {
    name: 'Calibri',
    size: 12,
    bold: true,
    italic: true,
    underline: true,
    strike: true,
    family: 2,
    color: { argb: 'FF0000FF' },
  };
  eta.fill = pale;
  eta.border = { top: thin, left: thin, bottom: { style: 'medium' }, right: thin };
  eta.numFmt = '0.0000';
  eta.alignment = { horizontal: 'center' };
  eta.dataValidation = {
    type: 'decimal',
    operator: 'between',
    formulae: [-1e300, 1e300],
    allowBlank: false,
    showInputMessage: true,
    promptTitle: 'η',
    prompt: 'The learning rate, any number; try "30" & see.',
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: 'Not a number',
    error: 'η is a number.',
  };
  sheet.getCell('B5').value = 3;
  sheet.getCell('B5').dataValidation = {
    type: 'whole',
    operator: 'between',
    formulae: [0, 67],
    showErrorMessage: true,
    error: 'A step of the table.',
  };
  sheet.getCell('B6').value = { formula: 'B4', result: 0.5 };
  sheet.getCell('B6').dataValidation = {
    type: 'custom',
    formulae: ['FALSE'],
    showInputMessage: true,
    prompt: 'Change η on Network.',
    showErrorMessage: true,
    error: 'This is a copy of η.',
  };
  sheet.getCell('B7').value = 'sigmoid';
  sheet.getCell('B7').dataValidation = { type: 'list', formulae: ['$D$1:$D$3'] };
  for (let row = 10; row < 20; row++) sheet.getCell(row, 2).value = row / 10;
  sheet.addConditionalFormatting({
    ref: 'B10:B19',
    rules: [
      {
        type: 'colorScale',
        priority: 1,
        cfvo: [{ type: 'min' }, { type: 'num', value: 0 }, { type: 'max' }],
        color: [{ argb: 'FFD55E00' }, { argb: 'FFFFFFFF' }, { argb: 'FF0072B2' }],
      },
    ],
  });
  sheet.addConditionalFormatting({
    ref: 'C10:C19',
    rules: [
      {
        type: 'expression',
        priority: 2,
        formulae: ['$B10>"1"&""'],
        style: {
          font: { bold: true, italic: true, color: { argb: 'FF9C0006' }, name: 'Calibri' },
          fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFFC7CE' } },
          numFmt: '0.00',
          border: { top: thin },
        },
      },
    ],
  });
  sheet.addConditionalFormatting({
    ref: 'D10:D19',
    rules: [
      {
        type: 'dataBar',
        priority: 3,
        cfvo: [{ type: 'min' }, { type: 'max' }],
        color: { argb: 'FF56B4E9' },
        gradient: false,
      } as ExcelJS.ConditionalFormattingRule,
    ],
  });
}

/** A table with its headers in row 6 and two template rows, 7 and 8. */
function table(book: ExcelJS.Workbook, name: string, headers: (string | number)[]): void {
  const sheet = book.addWorksheet(name, {
    properties: {
      tabColor: { argb: 'FF7F7F7F' },
      outlineProperties: { summaryBelow: true, summaryRight: false },
    },
    views: [{ state: 'frozen', xSplit: 1, ySplit: 6, topLeftCell: 'B7', activeCell: 'A1' }],
    pageSetup: {
      orientation: 'landscape',
      paperSize: 9,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '6:6',
      printTitlesColumn: 'A:A',
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.5, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddHeader: '&L&"Calibri,Bold"gradsheet&R&D', oddFooter: '&CPage &P' },
  });
  sheet.columns = headers.map((_, index) => ({
    width: 10 + (index % 5),
    ...(index === 3 || index === 4 ? { outlineLevel: 1, hidden: index === 4 } : {}),
  }));
  sheet.getCell('A1').value = name;
  sheet.mergeCells('A2:E2');
  sheet.getCell('B3').value = { formula: 'Network!$B$4', result: 0.5 };
  headers.forEach((text, index) => {
    const header = sheet.getCell(6, index + 1);
    header.value = text;
    header.numFmt = '"LR = "General';
    header.font = { name: 'Calibri', bold: true, color: { argb: 'FFFFFFFF' } };
    header.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF0072B2' } };
    header.border = { bottom: thin };
    for (const row of [7, 8]) {
      const cell = sheet.getCell(row, index + 1);
      cell.numFmt = index === 0 ? '0' : '0.0000000';
      cell.font = { name: 'Calibri', color: { argb: row === 7 ? 'FF0000FF' : 'FF000000' } };
      if (row === 7 && index === 1) cell.fill = pale;
    }
  });
}

const ROWS = 68;
const FIRST = 7;
const LAST = FIRST + ROWS - 1;
const COLORS = ['0072B2', 'D55E00', '009E73', 'CC79A7', 'E69F00', '56B4E9', '000000', '999999'];
const DASHES = ['solid', 'dash', 'sysDot', 'dashDot'] as const;

export const STYLE: ChartStyle = {
  font: 'Calibri',
  titleColor: '595959',
  titleSize: 16,
  textColor: '404040',
  textSize: 10,
  axisColor: '7F7F7F',
  gridColor: 'D9D9D9',
};

const loss = (rate: number, step: number) => 0.014 / (1 + rate * step) + 0.0001;
const steps = Array.from({ length: ROWS }, (_, step) => step);

/** What `finishWorkbook` adds to the kitchen sink: the rows of two tables, four charts. */
export const ADDITIONS: readonly SheetAddition[] = [
  {
    sheet: 'Training',
    rows: {
      firstTemplateRow: FIRST,
      lastRow: LAST,
      lastColumn: 5,
      blocks: (styles) => [
        {
          firstRow: FIRST,
          rows: ROWS,
          firstColumn: 1,
          columns: [
            stepColumn(styles(1)),
            {
              styles: styles(2),
              first: { kind: 'number' },
              rest: { kind: 'shared', formula: 'B7+0.5' },
              value: (row) => row / 2,
            },
            {
              styles: styles(3),
              rest: { kind: 'each', formula: (row) => `Network!$B$4*${row}&""<"&"` },
              value: () => 0,
            },
            { styles: styles(4), rest: { kind: 'shared', formula: 'LN(-1)' }, value: () => NaN },
            {
              styles: styles(5),
              rest: { kind: 'shared', formula: 'IF(A7>2,NA(),A7)' },
              value: (row) => (row > 2 ? NaN : row),
              error: '#N/A',
            },
          ],
        },
      ],
    },
  },
  {
    sheet: RUNS,
    rows: {
      firstTemplateRow: FIRST,
      lastRow: LAST,
      lastColumn: 1 + RATES.length,
      blocks: (styles) => [
        {
          firstRow: FIRST,
          rows: ROWS,
          firstColumn: 1,
          columns: [
            stepColumn(styles(1)),
            ...RATES.map(
              (rate, index): BlockColumn => ({
                styles: styles(index + 2),
                rest: { kind: 'number' },
                value: (row) => loss(rate, row),
              }),
            ),
          ],
        },
      ],
    },
    charts: [
      chartAt(2, 'Lower rates', lossChart([0, 1, 2, 3, 4, 5, 6, 7, 8])),
      chartAt(22, 'Higher rates', lossChart([8, 9, 10, 11, 12, 13, 14])),
      chartAt(42, 'Log', lossChart([0, 4, 8, 14], { log: true, numberFormat: '0E+00' })),
    ],
  },
  {
    sheet: 'Network',
    charts: [
      {
        anchor: { column: 5, row: 3, width: 14 * EMU.centimetre, height: 8 * EMU.centimetre },
        name: 'Selected step',
        altText: 'The loss at step 12 of "LR = 1" & <others>',
        chart: withMarker(lossChart([4])),
      },
    ],
  },
];

/** The kitchen sink after `finishWorkbook`. */
export async function finishedKitchenSink(): Promise<Uint8Array> {
  return finishWorkbook(await kitchenSink(), ADDITIONS, {
    names: [
      { name: 'eta', formula: "'Network'!$B$4" },
      { name: 'decimals', formula: '"0"&MID((1/2)&"",2,1)&"0000"' },
    ],
  });
}

function stepColumn(styles: readonly [number, number]): BlockColumn {
  return {
    styles,
    first: { kind: 'number' },
    rest: { kind: 'shared', formula: 'A7+1' },
    value: (row) => row,
  };
}

function chartAt(row: number, name: string, chart: ScatterChart) {
  const anchor = { column: 18, row, width: 17 * EMU.centimetre, height: 9.5 * EMU.centimetre };
  return { anchor, name, altText: `${name}: loss by step`, chart };
}

function lossChart(rates: number[], y: Partial<ChartAxis> = { min: 0 }): ScatterChart {
  return {
    title: 'LR vs Step vs Loss',
    x: { title: 'Step', numberFormat: '0', min: 0, max: 70, majorUnit: 10 },
    y: { title: 'Loss', numberFormat: '0.000', ...y },
    legend: 'right',
    series: rates.map((rate, index) => lossSeries(rate, index)),
    style: STYLE,
  };
}

function lossSeries(rate: number, index: number): Series {
  const header = cellAddress(rate + 2, 6, { sheet: RUNS, absolute: 'both' });
  return {
    name: { kind: 'cell', ref: header, text: `LR = ${RATES[rate]}` },
    x: { ref: columnRange(RUNS, 1, FIRST, LAST), values: steps },
    y: {
      ref: columnRange(RUNS, rate + 2, FIRST, LAST),
      values: steps.map((step) => loss(RATES[rate]!, step)),
    },
    line: { color: COLORS[index % 8]!, width: 2, dash: DASHES[index % 4]! },
  };
}

function withMarker(chart: ScatterChart): ScatterChart {
  const selected: Series = {
    name: { kind: 'text', text: 'selected step' },
    x: { ref: columnRange(RUNS, 1, 19, 19), values: [12] },
    y: { ref: columnRange(RUNS, 6, 19, 19), values: [loss(1, 12)] },
    marker: { symbol: 'circle', size: 9, color: 'D55E00' },
  };
  return { ...chart, legend: 'bottom', series: [...chart.series, selected] };
}
