import { childrenOf, type Node } from '../sheet/formula/node.ts';
import { exists } from './judge/finding.ts';
import { figure } from './numbers.ts';
import type { Remark } from './report.ts';
import { forwardSeries } from './roles/forward.ts';
import type { TableRoles } from './roles/roles.ts';
import { areasOf } from './table/names.ts';
import type { Series } from './table/table.ts';
import { list } from './words.ts';

/** EXP of more than this is more than a cell can hold. */
const mostExponent = 709;

/**
 * From here on it is worth saying: a tenth of what overflows. A unit is flat to the last digit from 37
 * on, so that a training which has come this far has nothing that holds its net inputs back, and a
 * rate ten times as large, which students try, takes it over the edge.
 */
const notableExponent = mostExponent / 10;

/**
 * Sigmoids that have no value where their EXP overflows, `1/(1+EXP(-x))` and `EXP(x)/(1+EXP(x))`, on
 * sheets that come near that. As long as they do not get there, they are right.
 */
export function unsafeSigmoids(roles: TableRoles): Remark[] {
  const { table, nameOf } = roles;
  const { book } = table;
  const found = new Map<string, { series: Series[]; largest: number }>();
  const inOrder = [...forwardSeries(roles)].sort((a, b) => a.index - b.index);
  for (const series of inOrder) {
    const usual = table.usualOf(series);
    const sigmoid = usual && sigmoidOf(usual.node);
    if (sigmoid === undefined) continue;
    const program = book.compile(sigmoid.exponent);
    const exponents = series.cells.flatMap((id) => {
      const value = exists(id) ? book.run(program, id).results.at(-1) : undefined;
      return typeof value === 'number' ? [value] : [];
    });
    const largest = exponents.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    if (largest < notableExponent) continue;
    const known = found.get(sigmoid.text) ?? { series: [], largest };
    known.series.push(series);
    known.largest = Math.max(known.largest, largest);
    found.set(sigmoid.text, known);
  }
  return [...found].map(([text, { series, largest }]) => ({
    sentence: `${list(series.map(nameOf))} ${series.length === 1 ? 'is' : 'are'} written as ${text}: where the exponent is over ${mostExponent}, EXP is more than a cell can hold, and the cell shows #NUM!. So far it is ${figure(largest)} at most. IF(x>=0,1/(1+EXP(-x)),EXP(x)/(1+EXP(x))) has a value for every x.`,
    cells: areasOf(
      table.book,
      series.flatMap(({ cells }) => cells.filter((id) => table.book.templateOf(id) !== undefined)),
    ),
  }));
}

/** Which unsafe way a formula writes a sigmoid, and what it takes EXP of. */
function sigmoidOf(node: Node): { text: string; exponent: Node } | undefined {
  if (node.kind !== 'binary' || node.operator !== '/') return undefined;
  const below = exponentOf(node.right);
  if (below === undefined) return undefined;
  if (isNumber(node.left, 1)) return { text: '1/(1+EXP(-x))', exponent: below };
  const isSame = JSON.stringify(exponentIn(node.left)) === JSON.stringify(below);
  return isSame ? { text: 'EXP(x)/(1+EXP(x))', exponent: below } : undefined;
}

/** Of `1+EXP(…)`, either way round. */
function exponentOf(node: Node): Node | undefined {
  if (node.kind !== 'binary' || node.operator !== '+') return undefined;
  if (isNumber(node.left, 1)) return exponentIn(node.right);
  return isNumber(node.right, 1) ? exponentIn(node.left) : undefined;
}

/** Of `EXP(…)`. */
function exponentIn(node: Node): Node | undefined {
  return node.kind === 'call' && node.name === 'EXP' ? childrenOf(node)[0] : undefined;
}

const isNumber = (node: Node, value: number) => node.kind === 'constant' && node.value === value;
