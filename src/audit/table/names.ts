import type { Book } from '../../sheet/book.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import { addressOf, quoteSheet } from '../../xlsx/address.ts';
import type { Series, StepTable } from './table.ts';

/** How far above a table its headers may stand. */
const farthest = 6;

/** What a sheet calls a quantity: the text above its first cell, or beside it; else undefined. */
export function headerOf({ book, stride }: StepTable, { cells }: Series): string | undefined {
  const first = cells.find((id) => id !== nowhere);
  if (first === undefined) return undefined;
  const long = stride.down > 0 ? stride.down > 1 : stride.right > 1;
  const { array } = book.cellOf(book.anchorOf(first));
  if (array !== undefined) {
    const { row, column } = book.placeOf(first);
    const corner = book.find(book.placeOf(first).sheet, array.first.row, array.first.column);
    const name = textNear(book, corner, long ? ['left', 'up'] : ['up', 'left']);
    if (name === undefined) return undefined;
    const entry = `${row - array.first.row + 1},${column - array.first.column + 1}`;
    return `${name} (${entry})`;
  }
  // Blocks have a name at each number, batches one above the first.
  if (long) {
    const beside = textNear(book, first, ['left', 'up'], { reach: 1 });
    return beside ?? textNear(book, first, ['up'], { gap: stride.down });
  }
  return textNear(book, first, stride.down > 0 ? ['up'] : ['left']);
}

/** The name of a cell that stands alone: a rate, a setting. */
export function labelOf(book: Book, id: CellId): string | undefined {
  return textNear(book, id, ['left', 'up'], { reach: 2 });
}

function textNear(
  book: Book,
  from: CellId,
  ways: readonly ('left' | 'up')[],
  { reach, gap: most = farthest }: { readonly reach?: number; readonly gap?: number } = {},
): string | undefined {
  const { sheet, row, column } = book.placeOf(from);
  for (const way of ways) {
    // Above a table there may be another one of the same columns, with the headers above that.
    const end = reach ?? (way === 'up' ? row - 1 : farthest);
    let gap = 0;
    for (let distance = 1; distance <= end; distance++) {
      const found =
        way === 'up'
          ? book.find(sheet, row - distance, column)
          : book.find(sheet, row, column - distance);
      if (found === nowhere) {
        gap += 1;
        if (gap > most) break;
        continue;
      }
      gap = 0;
      const { value, formula } = book.cellOf(found);
      if (formula !== undefined) {
        if (way === 'left') break;
        continue;
      }
      if (typeof value === 'string' && value.trim() !== '') {
        return value.trim().replace(/\s*[=:]\s*$/, '');
      }
      // A number of another quantity stands in between.
      if (typeof value === 'number' && way === 'left') break;
    }
  }
  return undefined;
}

/** A cell as a formula of any sheet would name it. */
export function cellName(book: Book, id: CellId): string {
  const { sheet, row, column } = book.placeOf(id);
  return `${quoteSheet(book.sheets[sheet]!)}!${addressOf({ row, column })}`;
}

/** A cell without its sheet. */
export function cellAddress(book: Book, id: CellId): string {
  return addressOf(book.placeOf(id));
}

/** Cells as areas: `Z33:Z100`, `Z33:Z40, Z52`. They belong to one quantity and come in order. */
export function areasOf(book: Book, ids: readonly CellId[]): string {
  const areas: { first: CellId; last: CellId }[] = [];
  for (const id of ids) {
    const current = areas[areas.length - 1];
    if (current !== undefined && isNext(book, current, id)) current.last = id;
    else areas.push({ first: id, last: id });
  }
  return areas
    .map(({ first, last }) =>
      first === last
        ? cellAddress(book, first)
        : `${cellAddress(book, first)}:${cellAddress(book, last)}`,
    )
    .join(', ');
}

function isNext(book: Book, { first, last }: { first: CellId; last: CellId }, id: CellId) {
  const [from, before, at] = [book.placeOf(first), book.placeOf(last), book.placeOf(id)];
  const below = at.column === before.column && at.row === before.row + 1;
  const beside = at.row === before.row && at.column === before.column + 1;
  return (below && from.column === at.column) || (beside && from.row === at.row);
}

const letters = '[\\p{L}]{1,12}';

/** `w3` of `∂E/∂w3`, `dE/dw3`, `Etotaldw3`, `grad w3`, `mean ∂E/∂w3 (2)`, `梯度 w3`: the last name in it. */
export function subjectOf(header: string): string | undefined {
  const text = header.normalize('NFKC').replace(/\((\d+(,\d+)?)\)\s*$/, '[$1]');
  const match = new RegExp(
    `(?:∂|[^\\p{L}]d|^d|Etotald|[_\\s/]d?)?(${letters}_?\\d+(?:\\[[\\d,]+\\])?)$`,
    'u',
  ).exec(text);
  if (match === null) return undefined;
  return match[1]!.replace(/^(?:∂|Etotald|[dδΔ](?=[a-z]+_?\d))/u, '');
}

/** Whether a header speaks of a derivative. */
export function isDerivativeName(header: string): boolean {
  return /∂|grad|gradient|градиент|梯度|ableitung|dérivée|derivada|(?:^|\s)d[a-z]_?\w*\d|d[A-Z]\w*\/d|Etotald|delta|δ/iu.test(
    header,
  );
}

/** Whether a header is one of the usual names of a loss. */
export function isLossName(header: string): number {
  // `Loss (1,1)`: the entry of a block.
  const name = header.replace(/\s*\(\d+,\d+\)$/, '');
  const text = name.normalize('NFKC').toLowerCase().replace(/[\s_]/g, '');
  if (
    /^(etot(al)?|e_total|totalerror|errortotal|gesamtfehler|总误差|कुलत्रुटि|erreurtotale|errototal|totalloss|totalcost)$/.test(
      text,
    )
  )
    return 3;
  if (
    /^(loss|cost|custo|costo|coût|kosten|verlust|perte|pérdida|perda|mse|sse|损失|代价|हानि|j|l|e)$/.test(
      text,
    )
  )
    return 2;
  return /loss|cost|error|erro|fehler|erreur|误差|損失|त्रुटि/.test(text) ? 1 : 0;
}
