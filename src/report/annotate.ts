import type { CellValue, Workbook, Worksheet } from 'exceljs';
import type { AuditReport, Fault, TrainingTable } from '../audit/report.ts';
import { exceljsParts } from '../emit/exceljs/parts.ts';
import { font, solid } from '../emit/theme/cells.ts';
import { type Book, openBook } from '../sheet/book.ts';
import { addressOf, parseRange, type Range } from '../xlsx/address.ts';
import { type Cell, type Cells, cellsOf, type SheetCells } from '../xlsx/cells.ts';
import { finishWorkbook } from '../xlsx/writer/package.ts';
import { shield } from '../xlsx/writer/shield.ts';
import { isHarmless, type Known } from './harmless.ts';
import { shown } from './numbers.ts';
import { rangesOf, tablesOn } from './places.ts';
import { verdictText } from './words.ts';

const WRONG = { fill: solid('F4C7C3'), font: font({ bold: true, colour: '9C1B0C' }) } as const;
const PLAIN = { font: font() } as const;
const RIGHT = { fill: solid('CBE6CC'), font: font() } as const;
const HEAD = { font: font({ bold: true }) } as const;
const WRAPPED = { font: font(), alignment: { wrapText: true, vertical: 'top' } } as const;

/**
 * A copy of the values and formulas of a workbook, with the wrong cells marked, a column of right
 * values beside each table and a sheet that lists what is wrong. It is written anew: only what is
 * understood is copied. A formula that is not (another workbook, a program, an address on the web, a
 * macro, an unknown function) stands as its value. Same cells and report, same bytes.
 */
export async function annotate(cells: Cells, report: AuditReport): Promise<Uint8Array> {
  const { default: ExcelWorkbook } = await import('../emit/exceljs/workbook.ts');
  const workbook: Workbook = new ExcelWorkbook();
  workbook.creator = 'gradsheet';
  const book = openBook(cells);
  const taken = new Set([...cells.sheets.keys()].map((name) => name.toLowerCase()));
  addFindings(workbook, report, freeName('Audit', taken));
  const names = plainNames(cells);
  const known: Known = {
    isSheet: (name) => taken.has(name.toLowerCase()),
    isName: (name) => names.has(name.toLowerCase()),
  };
  for (const sheet of cells.sheets.values()) addCopy(workbook, sheet, { book, report, known });
  return finishWorkbook(await exceljsParts(workbook), [], { names: [...names.values()] });
}

/** Names for cells and ranges of this workbook; any other is not copied. */
function plainNames({ names, sheets }: Cells) {
  const plain =
    /^(?:'((?:[^'[\]|\\]|'')+)'|([^'![\]|\\]+))!(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)$/i;
  return new Map(
    [...names].flatMap(([name, text]) => {
      const [, quoted, word, range] = plain.exec(text.replace(/^=/, '')) ?? [];
      const sheet = quoted?.replaceAll("''", "'") ?? word;
      if (range === undefined || sheet === undefined || !sheets.has(sheet)) return [];
      if (!/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name)) return [];
      return [[name.toLowerCase(), { name, formula: text.replace(/^=/, '') }] as const];
    }),
  );
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted} ${n}`;
  return name;
}

const LONGEST_HEADER = 16;

interface Copying {
  readonly book: Book;
  readonly report: AuditReport;
  readonly known: Known;
}

function addCopy(workbook: Workbook, cells: SheetCells, { book, report, known }: Copying): void {
  const sheet = workbook.addWorksheet(cells.name, { state: cells.state });
  const index = book.sheets.indexOf(cells.name);
  const valueAt = (row: number, column: number): Cell['value'] => {
    const id = book.find(index, row, column);
    return id < 0 ? null : book.value(id);
  };
  const widths = new Map<number, number>();
  for (const cell of cellsOf(cells)) {
    const { row, column, formula, array } = cell;
    const value = valueAt(row, column);
    const copy = sheet.getCell(row, column);
    const result = typeof value === 'string' ? shield(value) : value;
    if (formula !== undefined && isHarmless(formula, { row, column }, known)) {
      const block = array && { shareType: 'array', ref: areaText(array) };
      copy.value = { formula, result: result ?? 0, ...block } as CellValue;
    } else copy.value = result as CellValue;
    // A header needs its room; a note may run over.
    const { length } = typeof value === 'string' ? value : '0.12345678';
    if (length <= LONGEST_HEADER) widths.set(column, Math.max(widths.get(column) ?? 0, length + 2));
  }
  for (const [column, width] of widths) sheet.getColumn(column).width = width;
  const faults = report.faults.filter((fault) => fault.sheet === cells.name);
  for (const fault of faults) {
    for (const { first, last } of rangesOf(fault.cells)) {
      for (let row = first.row; row <= last.row; row++) {
        for (let column = first.column; column <= last.column; column++) {
          sheet.getCell(row, column).style = WRONG;
        }
      }
    }
  }
  for (const table of tablesOn(report, cells.name)) addRightValues(sheet, table, faults, cells);
}

const areaText = ({ first, last }: Range) => `${addressOf(first)}:${addressOf(last)}`;

/** Beside a table of rows one more column for each wrong one, below one of columns one more row. */
function addRightValues(
  sheet: Worksheet,
  { range, orientation }: TrainingTable,
  faults: readonly Fault[],
  cells: SheetCells,
): void {
  const table = parseRange(range.replaceAll('$', ''));
  if (table === undefined || orientation === 'blocks' || orientation === 'single') return;
  const isRows = orientation === 'rows';
  let free = 1 + lastUsed(cells, isRows ? 'column' : 'row');
  for (const fault of faults) {
    const inside = fault.corrections.filter(({ cell }) => {
      const at = parseRange(cell)?.first;
      return at !== undefined && isWithin(at, table);
    });
    if (inside.length === 0) continue;
    free++;
    const header = isRows
      ? sheet.getCell(Math.max(1, table.first.row - 1), free)
      : sheet.getCell(free, Math.max(1, table.first.column - 1));
    header.value = shield(`right ${fault.symbol}`);
    header.style = HEAD;
    if (isRows) sheet.getColumn(free).width = 18;
    for (const { cell, right } of inside) {
      const { row, column } = parseRange(cell)!.first;
      const target = isRows ? sheet.getCell(row, free) : sheet.getCell(free, column);
      target.value = right ?? { error: '#N/A' };
      target.style = RIGHT;
    }
  }
}

const isWithin = ({ row, column }: Range['first'], { first, last }: Range) =>
  row >= first.row && row <= last.row && column >= first.column && column <= last.column;

function lastUsed(cells: SheetCells, axis: 'row' | 'column'): number {
  let last = 0;
  for (const cell of cellsOf(cells)) last = Math.max(last, cell[axis]);
  return last;
}

/** The first sheet: the verdict, and a row for each fault and each remark. */
function addFindings(workbook: Workbook, report: AuditReport, name: string): void {
  const sheet = workbook.addWorksheet(name, {
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  const widths = [6, 22, 24, 60, 16, 16, 40, 40];
  for (const [i, width] of widths.entries()) sheet.getColumn(i + 1).width = width;
  sheet.getCell(1, 1).value = `Audit: ${verdictText(report)}`;
  sheet.getCell(1, 1).style = { font: font({ bold: true, size: 16 }) };
  sheet.getRow(1).height = 24;
  sheet.getCell(2, 1).value =
    'Each gradient was compared with the derivative of the sheet’s own loss. Wrong cells are red on the other sheets, right values green.';
  sheet.getCell(2, 1).style = PLAIN;
  let row = 4;
  const line = (texts: readonly string[], style: object) => {
    for (const [i, text] of texts.entries()) {
      const cell = sheet.getCell(row, i + 1);
      cell.value = shield(text);
      cell.style = style;
    }
    if (style === WRAPPED) sheet.getRow(row).height = 15 * linesOf(texts, widths);
    row++;
  };
  if (report.reason !== undefined) line([report.reason], PLAIN);
  if (report.faults.length > 0) {
    const head = [
      '',
      'Column',
      'Cells',
      'What is wrong',
      'Value',
      'Right',
      'Formula',
      'Right formula',
    ];
    line(head, HEAD);
  }
  for (const [i, fault] of report.faults.entries()) {
    const { symbol, sheet: on, cells, sentence, value, right, formula, rightFormula } = fault;
    const texts = [String(i + 1), symbol, `${on}!${cells}`, sentence, shown(value), shown(right)];
    // Formulas as texts: they are to be read, not to be computed on this sheet.
    line([...texts, formula ?? '', rightFormula ?? ''], WRAPPED);
  }
  row++;
  for (const { sentence, cells } of report.remarks) {
    line([`Remark${cells === undefined ? '' : `, ${cells}`}: ${sentence}`], PLAIN);
  }
}

/** Lines of the longest text, wrapped into the width of its column. */
function linesOf(texts: readonly string[], widths: readonly number[]): number {
  return Math.max(...texts.map((text, i) => Math.ceil((text.length + 1) / (0.9 * widths[i]!))));
}
