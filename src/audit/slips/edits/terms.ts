import type { CellNode, Node } from '../../../sheet/formula/node.ts';
import { termsOf } from '../../table/recurrence.ts';
import { binary } from './build.ts';
import {
  type Edit,
  type Material,
  type PlaceIn,
  type Probe,
  places,
  type Readable,
} from './edit.ts';
import { isAbout, isProduct, isSum, type Piece, partsFor } from './parts.ts';

/** A part of a formula to which a term may have been added, and what that term must be worth. */
interface Gap {
  readonly worth: number;
  /** The whole formula with the term added here. */
  readonly add: (term: Node) => Node;
}

/**
 * Sums that lack a whole term: a path to the loss, a time step, a sample. What the term must be worth
 * follows from the value that the formula needs; terms are those of the table's other formulas, as
 * they are or with one cell in place of another, and products of two cells.
 */
export function* missingTerms(
  root: Node,
  material: Material,
  read: readonly Readable[],
  probe: Probe,
): Generator<Edit> {
  const gaps = gapsIn(root, probe);
  if (gaps.length === 0) return;
  const terms = termsFor(material, probe);
  const byValue = sortedByValue(read);
  const factors = partsFor(material, probe, differencesOf);
  for (const { worth, add } of gaps) {
    for (const { node, value } of terms) {
      if (isAbout(value, worth)) yield { node: add(node), slip: 'missing term', cost: 1.15 };
      for (const changed of withOtherCell(node, value, worth, byValue, probe)) {
        yield { node: add(changed), slip: 'missing term', cost: 1.2 };
      }
    }
    for (const { node, value } of byValue) {
      for (const other of near(byValue, worth / value)) {
        const product = binary('*', node, other);
        yield { node: add(product), slip: 'missing term', cost: 1.25 };
      }
    }
    // An error, spelt out, times a cell: what another time step or sample adds.
    for (const { node, value } of factors) {
      for (const other of near(byValue, worth / value)) {
        const product = binary('*', node, other);
        yield { node: add(product), slip: 'missing term', cost: 1.25 };
      }
    }
  }
}

/** The differences that a formula multiplies by something: `a-t` of `(a-t)*w`. */
function differencesOf(node: Node): Node[] {
  if (!isProduct(node)) return [];
  return [node.left, node.right].filter(
    (each) => each.kind === 'binary' && each.operator === '-' && each.left.kind === 'cell',
  );
}

/** The whole formula, each term of a sum, and each stretch of a product. */
function gapsIn(root: Node, probe: Probe): Gap[] {
  const gaps: Gap[] = [];
  const all = places(root);
  for (const place of all) {
    const wanted = probe.wanted(place);
    const value = wanted === undefined ? undefined : probe.valueOf(place.node);
    if (wanted === undefined || value === undefined || value === 0) continue;
    if (place.node === root || isSum(place.node)) {
      gaps.push(gapOf(wanted - value, (term) => place.put(binary('+', place.node, term))));
    }
    if (isProduct(place.node) && !isInProduct(place, all)) {
      gaps.push(...stretchesOf(place, wanted / value, probe));
    }
  }
  return gaps.filter(({ worth }) => worth !== 0 && Number.isFinite(worth));
}

const gapOf = (worth: number, add: Gap['add']): Gap => ({ worth, add });
const isInProduct = ({ node }: PlaceIn, all: readonly PlaceIn[]) =>
  all.some((each) => isProduct(each.node) && each.node.left === node);

/** `b*c` of `a*b*c*d`: the product of the path that is left, where another one is missing. */
function stretchesOf({ node, put }: PlaceIn, ratio: number, probe: Probe): Gap[] {
  const factors: { operator: string; node: Node }[] = [];
  let at = node;
  for (; isProduct(at); at = at.left) factors.unshift({ operator: at.operator, node: at.right });
  factors.unshift({ operator: '*', node: at });
  const product = (from: number, to: number, start?: Node) =>
    factors
      .slice(from, to)
      .reduce<Node | undefined>(
        (left, { operator, node: right }) =>
          left === undefined ? right : binary(operator, left, right),
        start,
      );
  const gaps: Gap[] = [];
  for (let from = 0; from < factors.length; from++) {
    if (factors[from]!.operator !== '*') continue;
    for (let to = from + 1; to <= factors.length; to++) {
      if (from === 0 && to === factors.length) continue;
      const stretch = product(from, to)!;
      const value = probe.valueOf(stretch);
      if (value === undefined) continue;
      const before = product(0, from);
      gaps.push(
        gapOf(value * (ratio - 1), (term) => {
          const whole = binary('+', stretch, term);
          const start = before === undefined ? whole : binary('*', before, whole);
          return put(product(to, factors.length, start)!);
        }),
      );
    }
  }
  return gaps;
}

/** The terms of all formulas of the step. */
const termsFor = (material: Material, probe: Probe): Piece[] =>
  partsFor(material, probe, (node, isRoot) => (isRoot || isSum(node) ? termsOf(node) : []));

interface Valued {
  readonly node: CellNode;
  readonly value: number;
}

function sortedByValue(read: readonly Readable[]): Valued[] {
  const valued = read.flatMap(({ node, value }) =>
    value === undefined || value === 0 ? [] : [{ node, value }],
  );
  return valued.sort((a, b) => a.value - b.value);
}

/** The cells of about a value, by halving. */
function near(byValue: readonly Valued[], wanted: number): CellNode[] {
  const margin = 1e-6 * Math.abs(wanted);
  let [low, high] = [0, byValue.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byValue[middle]!.value < wanted - margin) low = middle + 1;
    else high = middle;
  }
  const found: CellNode[] = [];
  for (; low < byValue.length && byValue[low]!.value <= wanted + margin; low++) {
    found.push(byValue[low]!.node);
  }
  return found;
}

/** A term with one of its cells replaced, so that it is worth what is wanted. */
function* withOtherCell(
  term: Node,
  value: number,
  worth: number,
  byValue: readonly Valued[],
  probe: Probe,
): Generator<Node> {
  for (const { node, linear, put } of places(term)) {
    if (node.kind !== 'cell' || !linear) continue;
    const own = probe.valueOf(node);
    if (own === undefined) continue;
    for (const other of near(byValue, (own * worth) / value)) yield put(other);
  }
}
