import type { AuditReport, TrainingTable } from '../../audit/report.ts';
import type { Book } from '../../sheet/book.ts';
import { addressOf, columnLetters, parseRange, type Range } from '../../xlsx/address.ts';
import { isCellError } from '../../xlsx/cells.ts';
import { inTable, shown } from '../numbers.ts';
import { faultFinder, rangesOf, rightValues } from '../places.ts';
import { escaped } from './escape.ts';

/** A page with more rows is slow and no more to look at. */
const MOST_ROWS = 40;
/** At the beginning of a table. */
const FIRST_ROWS = 12;
const MOST_COLUMNS = 120;
/** Rows above a table that may hold its headers. */
const ABOVE = 2;

/** A training table as it stands on its sheet, the wrong cells marked with the numbers of their faults. */
export function tableHtml(report: AuditReport, table: TrainingTable, book: Book): string {
  const range = parseRange(table.range.replaceAll('$', ''));
  const sheet = book.sheets.indexOf(table.sheet);
  if (range === undefined || sheet < 0) return '';
  const shownRows = rowsToShow(report, table.sheet, range);
  const lastColumn = Math.min(range.last.column, range.first.column + MOST_COLUMNS - 1);
  const columns = Array.from(
    { length: lastColumn - range.first.column + 1 },
    (_, i) => range.first.column + i,
  );
  const faultAt = faultFinder(report, table.sheet);
  const rights = rightValues(report, table.sheet);

  const cell = (row: number, column: number): string => {
    const id = book.find(sheet, row, column);
    const value = id < 0 ? null : book.value(id);
    const text = isCellError(value)
      ? value.error
      : typeof value === 'number'
        ? inTable(value)
        : String(value ?? '');
    const fault = faultAt(row, column);
    const address = addressOf({ row, column });
    if (fault === undefined) {
      const kind = typeof value === 'string' ? ' class="text"' : '';
      return `<td${kind}>${escaped(text)}</td>`;
    }
    const right = rights.get(address);
    const note = right === undefined ? '' : `; right: ${shown(right)}`;
    return `<td class="wrong" title="${escaped(`fault ${fault}, ${address}${note}`)}">${escaped(text)}</td>`;
  };
  const head = columns.map((column) => `<th>${columnLetters(column)}</th>`).join('');
  const body = shownRows.map((row, i) => {
    const above = shownRows[i - 1];
    const gap =
      above !== undefined && row > above + 1
        ? `<tr><th>…</th><td class="gap" colspan="${columns.length}">rows ${above + 1} to ${row - 1} are left out here</td></tr>`
        : '';
    return `${gap}<tr><th>${row}</th>${columns.map((column) => cell(row, column)).join('')}</tr>`;
  });
  return `<div class="scroll"><table><thead><tr><th></th>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

/** The headers, the first rows, and the first wrong rows of each fault. */
function rowsToShow({ faults }: AuditReport, sheet: string, { first, last }: Range): number[] {
  const rows = new Set<number>();
  for (
    let row = Math.max(1, first.row - ABOVE);
    row <= Math.min(last.row, first.row + FIRST_ROWS - 1);
    row++
  ) {
    rows.add(row);
  }
  for (const fault of faults.filter((each) => each.sheet === sheet)) {
    for (const range of rangesOf(fault.cells).slice(0, 3)) {
      for (const row of [range.first.row - 1, range.first.row, range.first.row + 1]) {
        const isInside = row >= first.row && row <= last.row;
        if (isInside && rows.size < MOST_ROWS) rows.add(row);
      }
    }
  }
  rows.add(last.row);
  return [...rows].sort((a, b) => a - b);
}
