import type { Book } from '../sheet/book.ts';
import { type CellNode, resolve } from '../sheet/formula/node.ts';
import { printFormula } from '../sheet/formula/print.ts';
import type { CellId } from '../sheet/places.ts';
import { addressOf } from '../xlsx/address.ts';
import type { Finding } from './judge/finding.ts';
import { figure } from './numbers.ts';
import type { Fault, Slip } from './report.ts';
import type { TableRoles } from './roles/roles.ts';
import { areasOf, cellAddress } from './table/names.ts';

/** What words need to know of a table. */
type Named = Pick<TableRoles, 'table' | 'nameOf'>;

/** A finding in words and cells. */
export function faultOf(roles: Named, finding: Finding): Fault | undefined {
  const { book } = roles.table;
  const usual = roles.table.usualOf(finding.series);
  // The first step may have a formula of its own, which the right one does not fit.
  const isUsual = (cell: CellId) => book.templateOf(book.anchorOf(cell)) === usual;
  const first = finding.wrong.find(({ cell }) => isUsual(cell)) ?? finding.wrong[0];
  if (first === undefined) return undefined;
  const { cell } = first;
  const held = book.cellOf(cell);
  const value = book.value(cell);
  const formula = held.formula === undefined ? null : `=${held.formula}`;
  const rightFormula =
    finding.node === undefined ? null : `=${printFormula(finding.node, book.placeOf(cell))}`;
  const cells = areasOf(
    book,
    finding.wrong.map((each) => each.cell),
  );
  const shown = typeof value === 'number' ? value : null;
  const [got, right] = [figure(shown), figure(first.right)];
  const parts = [
    `${cells}, ${finding.symbol}: ${reasonOf(roles, finding, cell)}.`,
    ...finding.notes,
    first.right === null ? `Value ${got}.` : `Value ${got}, right ${right}.`,
    ...(rightFormula === null ? [] : [`Right formula: ${rightFormula}`]),
  ];
  return {
    slip: finding.slip,
    role: finding.role,
    symbol: finding.symbol,
    sheet: book.sheets[book.placeOf(cell).sheet]!,
    cells,
    cell: cellAddress(book, cell),
    value: shown,
    right: first.right,
    formula,
    rightFormula,
    sentence: parts.join(' '),
    corrections: finding.wrong.map((each) => ({
      cell: cellAddress(book, each.cell),
      right: each.right,
    })),
  };
}

const plain: Record<Slip, string> = {
  'wrong reference': 'reads a wrong cell',
  'wrong step': 'reads a cell of the wrong step',
  sign: 'has the wrong sign',
  'missing factor': 'lacks a factor',
  'extra factor': 'has a factor too many',
  'missing term': 'lacks a term',
  'extra term': 'has a term too many',
  'missing brackets': 'lacks brackets: only a part of the sum is multiplied',
  'constant factor': 'is off by a constant factor that the other columns do not have',
  'wrong operator': 'has a wrong operator',
  'wrong function': 'uses a wrong function',
  'swapped columns': 'has the formula of another column, and that one has this one’s',
  'typed constant': 'holds a typed number where its neighbours have a formula',
  'wrong constant': 'holds a wrong number',
  rate: 'does not use the learning rate as the other updates do',
  'wrong gradient': 'goes by the gradient of another parameter',
  'never updated': 'is never updated, while others of its kind are',
  'broken pattern': 'breaks the pattern of its column',
  'error value': 'shows an error',
  unexplained: 'is not the derivative of the loss, and no single small change makes it right',
};

const oddForward =
  'is like no formula that sums, activations or losses have, and no single small change makes it right';

function reasonOf(roles: Named, { slip, role, edit, causes }: Finding, at: CellId): string {
  const because =
    causes.length === 0
      ? ''
      : `; because of it ${list(causes)} ${causes.length === 1 ? 'is' : 'are'} wrong`;
  const swap = edit?.swap;
  if (slip === 'unexplained' && role === 'forward') return oddForward + because;
  if (swap === undefined || (slip !== 'wrong reference' && slip !== 'wrong step')) {
    return plain[slip] + because;
  }
  const { book } = roles.table;
  const times = swap.times === 1 ? '' : swap.times === 2 ? ' twice' : ` ${swap.times} times`;
  const from = named(roles, book, at, swap.from);
  const to = named(roles, book, at, swap.to);
  return `uses ${from}${times} where the chain rule has ${to}${because}`;
}

/** `J33 (a_h1)` */
function named(roles: Named, book: Book, at: CellId, node: CellNode): string {
  const here = book.placeOf(at);
  const place = { row: resolve(node.row, here.row), column: resolve(node.column, here.column) };
  const address = addressOf(place);
  const sheet = node.sheet === undefined ? here.sheet : book.sheets.indexOf(node.sheet);
  const id = book.find(sheet, place.row, place.column);
  const series = id < 0 ? undefined : roles.table.seriesOf(id);
  const name = series === undefined ? undefined : roles.nameOf(series);
  return name === undefined || name === address ? address : `${address} (${name})`;
}

/** `a`, `a and b`, `a, b and c` */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
