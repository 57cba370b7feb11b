import ExcelJS from 'exceljs';

/**
 * A workbook as exceljs writes it, with every feature of exceljs that gradsheet uses and the data
 * that trips it: what `finishWorkbook` is given in the tests.
 */
export async function kitchenSink(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.title = 'Kitchen sink';
  book.calcProperties = { fullCalcOnLoad: true };
  start(book);
  network(book);
  table(book, 'Training');
  table(book, "Teacher's runs & more");
  return new Uint8Array(await book.xlsx.writeBuffer());
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
      { text: 'BackProp', font: { name: 'Calibri', size: 22, italic: true, color: { argb: 'FF0072B2' } } },
    ],
  };
  sheet.mergeCells('A1:F1');
  sheet.getCell('A3').value = 'Text: <b> & "quotes" \' \ufffe\uffff\u0001 _x0041_ =1+1\nsecond line  ';
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

/** A table with header rows and two template rows, 7 and 8, in columns A to E. */
function table(book: ExcelJS.Workbook, name: string): void {
  const sheet = book.addWorksheet(name, {
    properties: { tabColor: { argb: 'FF7F7F7F' }, outlineProperties: { summaryBelow: true, summaryRight: false } },
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
  sheet.columns = [1, 2, 3, 4, 5].map((index) => ({
    width: 10 + index,
    ...(index >= 4 ? { outlineLevel: 1, hidden: index === 5 } : {}),
  }));
  sheet.getCell('A1').value = name;
  sheet.mergeCells('A2:E2');
  sheet.getCell('B3').value = { formula: 'Network!$B$4', result: 0.5 };
  ['step', 'w1', 'h1', 'a_h1', '∂E/∂w1'].forEach((text, index) => {
    const header = sheet.getCell(6, index + 1);
    header.value = text;
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
