import type { CellId } from '../../sheet/book.ts';
import { resolve } from '../../sheet/formula/node.ts';
import { gradientOf } from '../../sheet/gradient.ts';
import { isGrid } from '../../sheet/value.ts';
import type { TableRoles } from '../roles/roles.ts';
import { signatureOf } from '../slips/signature.ts';
import { isDerivativeName } from '../table/names.ts';
import type { Series, StepTable } from '../table/table.ts';
import { exists } from './finding.ts';
import type { GradientRole } from './gradient-role.ts';
import { forwardSeries } from './needs.ts';

/**
 * Formulas of the way forward that are none of the field's: no sum of weights times what they
 * weigh, no known activation, no known error, no sum. Where gradients are wrong and one formula is
 * such, it is to blame. Blocks of array formulas are not told.
 */
export function oddForward(roles: TableRoles): Set<Series> {
  const forward = [...forwardSeries(roles)].filter((series) => isComputed(roles, series));
  const odd = new Set(forward.filter((series) => isUsual(roles, series) === false));
  for (const { series } of unitsWithoutBias(roles)) odd.add(series);
  for (const series of sharingWeights(roles, forward)) odd.add(series);
  for (const series of readingTargets(roles, forward)) odd.add(series);
  for (const series of unlikeInLayer(roles, forward)) odd.add(series);
  // Where many are, it is a way to write that is not known here.
  return odd.size * 3 <= forward.length + 2 ? odd : new Set();
}

function isComputed({ table, states, samples }: TableRoles, { cells }: Series): boolean {
  const id = cells[middleOf(samples)];
  if (!exists(id) || states.has(id)) return false;
  const template = table.book.templateOf(id);
  // In a batch what repeats a parameter is one.
  return template !== undefined && !repeatsAlong(table, id);
}

function repeatsAlong({ book, stride }: StepTable, id: CellId): boolean {
  const node = book.templateOf(id)?.node;
  if (node?.kind !== 'cell' || node.sheet !== undefined) return false;
  const { row, column } = book.placeOf(id);
  return stride.down > 0 ? resolve(node.column, column) === column : resolve(node.row, row) === row;
}

const middleOf = (samples: readonly number[]) => samples[samples.length >> 1];

/** What a formula reads, each cell once, with the slope by it. */
function readsOf(roles: TableRoles, id: CellId): Read[] {
  const { book } = roles.table;
  const { by } = gradientOf(book, id, (each) => each !== id);
  return [...new Set(book.references(id))].map((read) => ({ read, slope: by(read) }));
}

const isNear = (a: number, b: number) =>
  Math.abs(a - b) <= 1e-9 + 1e-7 * Math.max(Math.abs(a), Math.abs(b));

function isParameter(roles: TableRoles, id: CellId): boolean {
  if (roles.states.has(id)) return true;
  if (!repeatsAlong(roles.table, id)) return false;
  return roles.table.book.references(id).some((read) => roles.states.has(read));
}

/** Undefined where it cannot be told. */
function isUsual(roles: TableRoles, { cells }: Series): boolean | undefined {
  const { table, samples } = roles;
  const { book } = table;
  const step = middleOf(samples);
  const id = cells[step];
  if (typeof book.value(id) !== 'number' || book.cellOf(id).array !== undefined) return undefined;
  const reads = readsOf(roles, id);
  if (reads.length === 0) return undefined;
  if (reads.some(({ read }) => typeof book.value(read) !== 'number')) return undefined;
  if (reads.some(({ read }) => (table.stepOf(read) ?? step) !== step)) return false;
  const weights = reads.filter(({ read }) => isParameter(roles, read));
  if (weights.length > 0) {
    const alone = aloneIn(roles, id, reads);
    return alone !== undefined && alone.length < reads.length && alone.length < 2;
  }
  const at = (values: readonly number[]): number => {
    const held = new Map(reads.map(({ read }, i) => [read, values[i]]));
    const program = book.templateOf(id)?.program;
    if (program === undefined) return Number.NaN;
    const { results } = book.run(program, id, (each) => held.get(each));
    const value = results[results.length - 1];
    const single = isGrid(value) ? value.at(0, 0) : value;
    return typeof single === 'number' ? single : Number.NaN;
  };
  if (reads.length === 1) return isKnown(scalars, (x) => at([x]), points);
  if (reads.every(({ slope }) => isNear(slope, reads[0].slope)) && isSum(at, reads.length)) {
    return reads[0].slope > 0;
  }
  if (isSoftmax(at, reads.length)) return true;
  if (reads.length === 2) {
    const pairs = chances.flatMap((t) => chances.map((a) => [t, a] as const));
    return (
      isKnown(errors, ([t, a]) => at([t, a]), pairs) ||
      isKnown(errors, ([t, a]) => at([a, t]), pairs)
    );
  }
  return undefined;
}

interface Read {
  readonly read: CellId;
  readonly slope: number;
}

/**
 * What stands alone in a sum of products of one weight and one other cell each; undefined if a
 * formula is no such sum.
 */
function aloneIn({ table: { book } }: TableRoles, id: CellId, reads: readonly Read[]) {
  const value = (cell: CellId) => Number(book.value(cell));
  const open = [...reads];
  const alone: CellId[] = [];
  let total = 0;
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { read, slope } = next;
    const partner = open.findIndex(
      (each) => isNear(slope, value(each.read)) && isNear(each.slope, value(read)),
    );
    if (partner >= 0) open.splice(partner, 1);
    else if (isNear(slope, 1)) alone.push(read);
    else return undefined;
    total += value(read) * slope;
  }
  return isNear(total, value(id)) ? alone : undefined;
}

const points = [-2.3, -0.7, 0.4, 1.9];
const chances = [0.2, 0.45, 0.9];

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Activations, and errors beside a typed target. What has a constant of its own is told by its shape. */
const scalars: readonly ((x: number, of: (x: number) => number) => number)[] = [
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
const errors: readonly ((pair: Pair, of: (pair: Pair) => number) => number)[] = (
  [
    ([t, a]) => (t - a) * (t - a),
    ([t, a]) => Math.abs(t - a),
    ([t, a]) => -t * Math.log(a) - (1 - t) * Math.log(1 - a),
    ([t, a]) => -t * Math.log(a),
  ] satisfies ((pair: Pair) => number)[]
).map((error) => (pair, of) => (error(pair) * of([0.9, 0.2])) / error([0.9, 0.2]));

function isKnown<X>(
  functions: readonly ((x: X, of: (x: X) => number) => number)[],
  of: (x: X) => number,
  xs: readonly X[],
): boolean {
  return functions.some((each) => xs.every((x) => isNear(each(x, of), of(x))));
}

/** Linear, without a constant, and with the same factor for all. */
function isSum(at: (values: readonly number[]) => number, count: number): boolean {
  const some = Array.from({ length: count }, (_, i) => 0.3 + 0.2 * i);
  const total = some.reduce((a, b) => a + b);
  const share = at(some) / total;
  return isNear(at(some.map((x) => 2 * x)), 2 * share * total) && share !== 0;
}

function isSoftmax(at: (values: readonly number[]) => number, count: number): boolean {
  const some = Array.from({ length: count }, (_, i) => 0.3 - 0.4 * i);
  const powers = some.map(Math.exp);
  const total = powers.reduce((a, b) => a + b);
  return powers.some((power) => isNear(at(some), power / total));
}

/** A unit that lacks a bias, and those of the units that share a cell with it. */
interface Unbiased {
  readonly series: Series;
  readonly biases: readonly {
    readonly cell: CellId;
    /** Of a unit with the same weights: of the same one for another sample. */
    readonly own: boolean;
  }[];
}

/** Sums of weights that lack a bias, where all that share a cell with them have one. */
export function unitsWithoutBias(roles: TableRoles): Unbiased[] {
  const forward = [...forwardSeries(roles)].filter((series) => isComputed(roles, series));
  const step = middleOf(roles.samples);
  const nets = forward.flatMap((series) => {
    const id = series.cells[step];
    const reads = readsOf(roles, id);
    const alone = aloneIn(roles, id, reads);
    const weights = reads.map(({ read }) => read).filter((read) => isParameter(roles, read));
    if (alone === undefined || weights.length === 0) return [];
    return [{ series, alone, weights, reads: new Set(reads.map(({ read }) => read)) }];
  });
  return nets.flatMap(({ series, alone, weights, reads }) => {
    if (alone.length > 0) return [];
    const like = nets.filter((net) => net.series !== series && meets(net.reads, reads));
    if (like.length === 0 || like.some((net) => net.alone.length === 0)) return [];
    const biases = like.flatMap((net) => {
      const own = weights.every((weight) => net.weights.includes(weight));
      return net.alone.map((cell) => ({ cell, own }));
    });
    return [{ series, biases }];
  });
}

const meets = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>) =>
  [...one].some((each) => other.has(each));

/** The sums of weights among formulas, with what they read. */
function netsOf(roles: TableRoles, forward: readonly Series[]) {
  const step = middleOf(roles.samples);
  return forward.flatMap((series) => {
    const reads = readsOf(roles, series.cells[step]).map(({ read }) => read);
    return reads.some((read) => isParameter(roles, read))
      ? [{ series, reads: new Set(reads) }]
      : [];
  });
}

/** Sums of weights that read a typed number which errors read too: a target in place of an input. */
function readingTargets(roles: TableRoles, forward: readonly Series[]): Series[] {
  const { table, states, samples } = roles;
  const step = middleOf(samples);
  const nets = netsOf(roles, forward);
  const isNet = (series: Series) => nets.some((net) => net.series === series);
  const others = forward.filter((series) => !isNet(series));
  const targets = new Set(others.flatMap(({ cells }) => table.book.references(cells[step])));
  const isTarget = (id: CellId) =>
    targets.has(id) && !states.has(id) && table.book.templateOf(id) === undefined;
  return nets.filter(({ reads }) => [...reads].some(isTarget)).map(({ series }) => series);
}

/** Activations of one layer that are not the same function: its sums read some of the same cells. */
function unlikeInLayer(roles: TableRoles, forward: readonly Series[]): Series[] {
  const { table, samples } = roles;
  const step = middleOf(samples);
  const nets = netsOf(roles, forward);
  const units = forward.flatMap((series) => {
    const reads = new Set(table.book.references(series.cells[step]));
    if (reads.size !== 1) return [];
    const net = nets.find((each) => reads.has(each.series.cells[step]));
    const usual = table.usualOf(series);
    return net && usual ? [{ series, net, form: signatureOf(usual.node) }] : [];
  });
  return units
    .filter(({ series, net, form }) =>
      units.some(
        (other) =>
          other.series !== series && other.form !== form && meets(other.net.reads, net.reads),
      ),
    )
    .map(({ series }) => series);
}

/** Sums that read the same weight, where another parameter is read by nothing. */
function sharingWeights(roles: TableRoles, forward: readonly Series[]): Series[] {
  const { parameters, samples } = roles;
  const step = middleOf(samples);
  const reads = new Map(
    forward.map((series) => [
      series,
      new Set(readsOf(roles, series.cells[step]).map(({ read }) => read)),
    ]),
  );
  const readers = (id: CellId) => forward.filter((series) => reads.get(series)?.has(id));
  const cells = parameters.map(({ series }) => series.cells[step]).filter(exists);
  if (cells.every((id) => readers(id).length > 0)) return [];
  return [...new Set(cells.flatMap((id) => (readers(id).length > 1 ? readers(id) : [])))];
}

/**
 * What the way forward should read and does not: parameters that are updated, sums of weights, and
 * what nothing at all reads.
 */
export function unreadForward(roles: TableRoles, gradients: readonly GradientRole[]): Set<Series> {
  const { table, parameters, samples, states, nameOf } = roles;
  const { book } = table;
  const step = middleOf(samples);
  const forward = forwardSeries(roles);
  const backward = new Set(gradients.map(({ series }) => series));
  const read = new Set<CellId>();
  for (const { cells } of table.series) {
    for (const each of [step, step + 1]) {
      const id = cells[each];
      if (exists(id)) for (const other of book.references(id)) read.add(other);
    }
  }
  const found = new Set<Series>();
  for (const { series } of parameters) if (!forward.has(series)) found.add(series);
  for (const series of givenToGradients(roles, gradients)) found.add(series);
  for (const series of table.series) {
    const id = series.cells[step];
    if (!exists(id) || forward.has(series) || states.has(id) || backward.has(series)) continue;
    if (table.usualOf(series) === undefined || typeof book.value(id) !== 'number') continue;
    if (isDerivativeName(nameOf(series)) || book.cellOf(book.anchorOf(id)).array) continue;
    const reads = readsOf(roles, id);
    const isNet =
      reads.some((each) => isParameter(roles, each.read)) &&
      aloneIn(roles, id, reads) !== undefined;
    if (isNet || !read.has(id)) found.add(series);
  }
  return found;
}

/** Typed numbers that gradients read and the way forward does not. */
function givenToGradients(roles: TableRoles, gradients: readonly GradientRole[]): Series[] {
  const { table, samples } = roles;
  const { book } = table;
  const step = middleOf(samples);
  const forward = forwardSeries(roles);
  return gradients.flatMap(({ series }) => {
    const id = series.cells[step];
    if (!exists(id)) return [];
    return book.references(id).flatMap((read) => {
      const found = table.seriesOf(read);
      const isGiven = book.templateOf(book.anchorOf(read)) === undefined;
      return found !== undefined && isGiven && !forward.has(found) ? [found] : [];
    });
  });
}
