import type {
  CellFormulaValue,
  ConditionalFormattingRule,
  DataValidation,
  Style,
  Workbook,
  Worksheet,
} from 'exceljs';
import { LARGEST } from '../functions/thresholds.ts';
import { cellAddress } from '../xlsx/address.ts';
import { EXCEL } from '../xlsx/limits.ts';
import { shield } from '../xlsx/writer/shield.ts';
import { ONE_PAGE, pageSetup, TABLE_SCALE } from './paper/room.ts';
import { STYLES } from './theme/styles.ts';

/** What a cell shows, before the style. */
export type CellContent = string | number | Computed | Link;

/** A formula (without `=`) and the value it has now; what is not finite stands for the error. */
export interface Computed {
  readonly formula: string;
  readonly result: number | string;
  /** #NUM! unless said otherwise. */
  readonly error?: '#NUM!' | '#N/A';
}

/** A jump to a cell of another sheet: to A1 unless said otherwise. */
export interface Link {
  readonly text: string;
  readonly sheet: string;
  readonly cell?: string;
}

export interface SheetOptions {
  readonly tab: string;
  /** Whether it only serves other sheets. */
  readonly hidden?: boolean;
  readonly title: string;
  /** One line below the title: what the sheet is for. */
  readonly purpose: string;
  /** Column widths in characters, from column A. */
  readonly widths: readonly number[];
  /** Rows and columns that stay in view, and print on every page. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  /** Rows that print on every page; the last of the frozen ones if left out. */
  readonly printedRows?: readonly [first: number, last: number];
  /** Whether all of it goes on one page. */
  readonly onePage?: boolean;
  /** Of a title and purpose that stay in view with much else. */
  readonly low?: boolean;
  readonly gridLines?: boolean;
  readonly landscape?: boolean;
}

/** Adds the one sheet that it stands for: its name, its tab and whether it is hidden are settled. */
export type Open = (options: Omit<SheetOptions, 'tab' | 'hidden'>) => Worksheet;

/** Adds a sheet with its title, view and print set-up. */
export function addSheet(workbook: Workbook, name: string, options: SheetOptions): Worksheet {
  const { frozen, gridLines = false, landscape = true, onePage = false, low = false } = options;
  const printedRows = options.printedRows ?? (frozen && ([frozen.rows, frozen.rows] as const));
  const view = { showGridLines: gridLines, zoomScale: 100 } as const;
  const sheet = workbook.addWorksheet(name, {
    ...(options.hidden && { state: 'hidden' as const }),
    properties: { tabColor: { argb: `FF${options.tab}` }, defaultRowHeight: 16 },
    views: [
      frozen
        ? { ...view, state: 'frozen', xSplit: frozen.columns, ySplit: frozen.rows }
        : { ...view, state: 'normal' },
    ],
    pageSetup: {
      ...pageSetup(landscape),
      ...(onePage ? ONE_PAGE : { scale: TABLE_SCALE }),
      ...(printedRows && { printTitlesRow: printedRows.join(':') }),
    },
    headerFooter: { oddFooter: '&L&A&RPage &P of &N' },
  });
  for (const [i, width] of options.widths.entries()) sheet.getColumn(i + 1).width = width;
  put(sheet, 1, 1, options.title, low ? STYLES.lowTitle : STYLES.title);
  put(sheet, 2, 1, options.purpose, STYLES.purpose);
  sheet.getRow(1).height = low ? 18.75 : 30;
  sheet.getRow(2).height = low ? 13.5 : 20;
  return sheet;
}

/** Writes one cell. */
export function put(
  sheet: Worksheet,
  row: number,
  column: number,
  content: CellContent | null,
  style: Partial<Style>,
): void {
  const cell = sheet.getCell(row, column);
  cell.style = style;
  if (content === null) return;
  if (typeof content === 'string') cell.value = shield(cut(content));
  else if (typeof content !== 'object') cell.value = content;
  else if ('sheet' in content) {
    const { text, cell: at = 'A1' } = content;
    cell.value = { text: shield(cut(text)), hyperlink: `#'${content.sheet}'!${at}` };
  } else {
    const { formula, result, error = '#NUM!' } = content;
    const failed = typeof result === 'number' && !Number.isFinite(result);
    cell.value = { formula, result: failed ? { error } : result } as CellFormulaValue;
  }
}

/** As much of a text as there is room for, in whole characters. The library's callers may give any. */
function cut(text: string, most: number = EXCEL.textCharacters): string {
  if (text.length <= most) return text;
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}

/** A text that says so where it is cut: a name of a column may be as long as one likes. */
function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${cut(text, most - 1)}…`;
}

interface Accepted {
  readonly title: string;
  /** Shown when the cell is selected. */
  readonly prompt: string;
  readonly from?: number;
  readonly to?: number;
  /** The same for the cells below, down to this row. */
  readonly lastRow?: number;
}

/** Makes an input cell say what it wants and refuse anything but a number. */
export function acceptNumber(sheet: Worksheet, row: number, column: number, wanted: Accepted) {
  accept(sheet, row, column, 'decimal', { from: -LARGEST.value, to: LARGEST.value, ...wanted });
}

/** Makes an input cell accept whole numbers of a range only. */
export function acceptWholeNumber(
  sheet: Worksheet,
  row: number,
  column: number,
  wanted: Accepted & { readonly from: number; readonly to: number },
) {
  accept(sheet, row, column, 'whole', wanted);
}

/** Makes an input cell accept what stands in a list, in quotes, or in a range. */
export function acceptListed(
  sheet: Worksheet,
  row: number,
  column: number,
  { title, prompt, list }: Pick<Accepted, 'title' | 'prompt'> & { readonly list: string },
): void {
  sheet.getCell(row, column).dataValidation = {
    type: 'list',
    formulae: [list],
    allowBlank: false,
    showInputMessage: true,
    promptTitle: shortened(title, EXCEL.promptTitleCharacters),
    prompt: shortened(prompt, EXCEL.promptCharacters),
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: shortened(title, EXCEL.promptTitleCharacters),
    error: 'Please choose one from the list.',
  };
}

function accept(
  sheet: Worksheet,
  row: number,
  column: number,
  type: 'decimal' | 'whole',
  { title, prompt, from, to, lastRow }: Accepted & { readonly from: number; readonly to: number },
): void {
  const number = `${type === 'whole' ? 'a whole number' : 'a number'} from ${bound(from)} to ${bound(to)}`;
  // Any number but the largest of all will do: a prompt need not say so.
  const wanted = to - from < LARGEST.value ? ` Type ${number}.` : '';
  const validation: DataValidation = {
    type,
    operator: 'between',
    formulae: [from, to],
    allowBlank: false,
    showInputMessage: true,
    promptTitle: shortened(title, EXCEL.promptTitleCharacters),
    prompt: shortened(prompt, EXCEL.promptCharacters - wanted.length) + wanted,
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: shortened(title, EXCEL.promptTitleCharacters),
    error: shortened(`Please type ${number}.`, EXCEL.errorCharacters),
  };
  if (lastRow === undefined || lastRow === row) {
    sheet.getCell(row, column).dataValidation = validation;
  } else {
    const range = `${cellAddress(column, row)}:${cellAddress(column, lastRow)}`;
    (sheet as WithValidations).dataValidations.add(range, validation);
  }
}

/** A bound as a person would type it. */
const bound = (x: number) => String(x).toUpperCase();

/** exceljs has it, but its types do not say so. */
type WithValidations = Worksheet & {
  readonly dataValidations: { add(range: string, validation: DataValidation): void };
};

/** A rule without its rank. */
export type Rule = ConditionalFormattingRule extends infer Each
  ? Each extends ConditionalFormattingRule
    ? Omit<Each, 'priority'>
    : never
  : never;

/** Adds conditional formats: of those of a sheet the ones that were added first go first. */
export function addRules(sheet: Worksheet, ref: string, rules: readonly Rule[]): void {
  const { conditionalFormattings } = sheet as WithRules;
  const before = conditionalFormattings.reduce((count, each) => count + each.rules.length, 0);
  sheet.addConditionalFormatting({
    ref,
    // Excel wants no two alike on a sheet.
    rules: rules.map((rule, i) => ({ ...rule, priority: before + i + 1 })),
  });
}

/** exceljs has it, but its types do not say so. */
type WithRules = Worksheet & {
  readonly conditionalFormattings: readonly { readonly rules: readonly unknown[] }[];
};

/** A heading with a rule below it, from column A on. */
export function heading(sheet: Worksheet, row: number, text: string | null, columns: number): void {
  for (let column = 1; column <= columns; column++) {
    put(sheet, row, column, column === 1 ? text : null, STYLES.heading);
  }
  sheet.getRow(row).height = 22;
}

/** Makes a cell refuse typing, because its value comes from elsewhere. */
export function refuseTyping(sheet: Worksheet, row: number, column: number, remedy: string): void {
  sheet.getCell(row, column).dataValidation = {
    type: 'custom',
    formulae: ['FALSE'],
    allowBlank: false,
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: 'This is a copy',
    error: shortened(remedy, EXCEL.errorCharacters),
  };
}
