import { gradientOf } from '../../../sheet/gradient.ts';
import type { CellId } from '../../../sheet/places.ts';
import { isGrid } from '../../../sheet/value.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { isDerivativeName } from '../../table/names.ts';
import type { Series } from '../../table/table.ts';
import {
  isActivatedNet,
  isInBlock,
  isNear,
  isParameter,
  middleOf,
  netOf,
  type Read,
  readsOf,
} from './reads.ts';

/** A formula as a function of the cells it reads. */
type Formula = (values: readonly number[]) => number;

/**
 * Whether a formula of the way forward is one of the field's: a sum of weights times what they
 * weigh, a known activation, a known error, a sum. Undefined where it cannot be told.
 */
export function isUsual(roles: TableRoles, series: Series): boolean | undefined {
  const { cells } = series;
  const { table, samples } = roles;
  const { book } = table;
  const step = middleOf(samples);
  const id = cells[step]!;
  const value = book.value(id);
  if (typeof value !== 'number') return typeof value === 'boolean' ? false : undefined;
  const all = readsOf(roles, id);
  // A loss is computed from something, and so are its terms.
  if (all.length === 0) return isOfLoss(roles, id) ? false : undefined;
  if (all.some(({ read }) => typeof book.value(read) !== 'number')) return undefined;
  if (all.some(({ read }) => (table.stepOf(read) ?? step) !== step)) return false;
  const isSlope = ({ read }: Read) => {
    const series = table.seriesOf(read);
    return series !== undefined && isDerivativeName(roles.nameOf(series));
  };
  if (all.some(isSlope)) return false;
  // Of a block each cell depends on some of what the block reads.
  const isBlock = isInBlock(roles, id);
  const reads = isBlock ? all.filter(({ slope }) => slope !== 0) : all;
  if (reads.length === 0) return undefined;
  if (reads.some(({ read }) => isParameter(roles, read))) {
    const net = netOf(roles, id, all);
    // A sum of weights and its activation in one formula.
    if (net === undefined && isActivatedNet(roles, id, all)) return undefined;
    // What no parameter moves is a bias that is not trained, however it is computed.
    const isBias = (each: CellId) =>
      isParameter(roles, each) ||
      [...gradientOf(book, each, (id) => roles.states.stops(id)).reached.keys()].every(
        (id) => !roles.states.has(id),
      );
    return (
      net !== undefined &&
      net.products.length > 0 &&
      net.alone.length < 2 &&
      net.alone.every(isBias)
    );
  }
  const at = formulaOf(roles, id, reads);
  if (reads.length === 1) return isKnown(activations, (x) => at([x]), points);
  if (reads.every(({ slope }) => isNear(slope, reads[0]!.slope)) && isSum(at, reads.length)) {
    return reads[0]!.slope > 0;
  }
  if (isSoftmax(at, reads.length)) return true;
  if (reads.length === 2 || (isBlock && reads.length % 2 === 0)) return isErrorOf(at, reads.length);
  // An error reads a target and an output; more are a way to write that is not known here.
  if (reads.length !== 3) return undefined;
  // A setting beside the steps, such as the number of samples, may be a part of an error.
  const inner = reads.filter(({ read }) => table.seriesOf(read) !== undefined);
  return inner.length === 2 && isErrorOf(formulaOf(roles, id, inner), 2);
}

const isOfLoss = ({ table: { book }, loss, samples }: TableRoles, id: CellId): boolean => {
  const total = loss.cells[middleOf(samples)]!;
  return total === id || book.references(total).includes(id);
};

function formulaOf({ table: { book } }: TableRoles, id: CellId, reads: readonly Read[]): Formula {
  const anchor = book.anchorOf(id);
  const program = book.templateOf(anchor)?.program;
  return (values) => {
    if (program === undefined) return Number.NaN;
    const held = new Map(reads.map(({ read }, i) => [read, values[i]]));
    const { results } = book.run(program, anchor, (each) => held.get(each));
    const value = results.at(-1)!;
    const [at, from] = [book.placeOf(id), book.placeOf(anchor)];
    const single = isGrid(value) ? value.at(at.row - from.row, at.column - from.column) : value;
    return typeof single === 'number' ? single : Number.NaN;
  };
}

const points = [-2.3, -0.7, 0.4, 1.9];
const chances = [0.2, 0.45, 0.9];

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Activations, and errors beside a typed target. What has a constant of its own is told by its shape. */
const activations: readonly ((x: number, of: (x: number) => number) => number)[] = [
  (x) => x,
  sigmoid,
  Math.tanh,
  (x) => Math.max(0, x),
  (x, of) => (x > 0 ? x : -x * of(-1)),
  (x) => Math.log(1 + Math.exp(x)),
  (x) => x * sigmoid(x),
  (x, of) => (x > 0 ? x : of(-40) * (1 - Math.exp(x))),
];

type Pair = readonly [t: number, a: number];

/** Up to a constant factor. */
const errors: readonly ((pair: Pair) => number)[] = [
  ([t, a]) => (t - a) * (t - a),
  ([t, a]) => Math.abs(t - a),
  ([t, a]) => -t * Math.log(a) - (1 - t) * Math.log(1 - a),
  ([t, a]) => -t * Math.log(a),
];

function isKnown<X>(
  functions: readonly ((x: X, of: (x: X) => number) => number)[],
  of: (x: X) => number,
  xs: readonly X[],
): boolean {
  return functions.some((each) => xs.every((x) => isNear(each(x, of), of(x))));
}

/** Of targets and outputs, one of each or all targets before or after all outputs. */
function isErrorOf(at: Formula, count: number): boolean {
  const half = count / 2;
  return [true, false].some((targetsFirst) =>
    errors.some((error) => {
      const given = (shift: number) => {
        const targets = Array.from({ length: half }, (_, i) => chances[(i + shift) % 3]!);
        const turn = Math.floor(shift / 3) + shift + 1;
        const outputs = Array.from({ length: half }, (_, i) => chances[(2 * i + turn) % 3]!);
        const total = targets.reduce((sum, t, i) => sum + error([t, outputs[i]!]), 0);
        return {
          total,
          got: at(targetsFirst ? [...targets, ...outputs] : [...outputs, ...targets]),
        };
      };
      const all = [...Array(9).keys()].map(given);
      const factor = all[0]!.got / all[0]!.total;
      return factor > 0 && all.slice(1).every(({ total, got }) => isNear(factor * total, got));
    }),
  );
}

/** Linear, without a constant, and with the same factor for all. */
function isSum(at: Formula, count: number): boolean {
  const some = Array.from({ length: count }, (_, i) => 0.3 + 0.2 * i);
  const total = some.reduce((a, b) => a + b);
  const share = at(some) / total;
  return isNear(at(some.map((x) => 2 * x)), 2 * share * total) && share !== 0;
}

function isSoftmax(at: Formula, count: number): boolean {
  const some = Array.from({ length: count }, (_, i) => 0.3 - 0.4 * i);
  const powers = some.map(Math.exp);
  const total = powers.reduce((a, b) => a + b);
  return powers.some((power) => isNear(at(some), power / total));
}
