import type { Book } from '../../sheet/book.ts';
import {
  type Axis,
  type CellNode,
  childrenOf,
  type Node,
  type RangeNode,
  resolve,
  withChildren,
} from '../../sheet/formula/node.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import type { Slip } from '../report.ts';
import { termsOf } from '../table/recurrence.ts';
import type { StepTable } from '../table/table.ts';
import { binary, number } from './build.ts';
import {
  type Edit,
  type Material,
  type PlaceIn,
  type Probe,
  places,
  type Readable,
} from './edit.ts';
import { missingFactors } from './factors.ts';
import { local, unaryNames } from './local.ts';
import { missingTerms } from './terms.ts';

const untold: Probe = { valueOf: () => undefined, wanted: () => undefined };

/** Every formula one slip away. They come unordered, some of them twice. */
export function* editsOf(root: Node, material: Material, probe: Probe = untold): Generator<Edit> {
  const read = readables(material).map((node) => ({ node, value: probe.valueOf(node) }));
  yield* swaps(root, material, read, probe);
  for (const place of places(root)) {
    yield* local(place.node, place.put, root === place.node);
    yield* insertions(place, read, probe);
  }
  yield* missingTerms(root, material, read, probe);
  yield* missingFactors(root, material, read, probe);
}

/** Slips in formulas of whole blocks: one block for another, a turn forgotten, and what befalls any formula. */
export function* blockEditsOf(
  root: Node,
  blocks: readonly (RangeNode | CellNode)[],
  stride: StepTable['stride'],
): Generator<Edit> {
  const hasProduct = places(root).some(({ node }) => node.kind === 'call' && node.name === 'MMULT');
  for (const left of hasProduct ? [] : blocks) {
    for (const right of blocks) {
      const product: Node = { kind: 'call', name: 'MMULT', arguments: [left, right] };
      yield { node: binary('+', product, root), slip: 'missing term', cost: 1.4 };
    }
  }
  for (const place of places(root)) {
    const { node, put } = place;
    yield* local(node, put, node === root);
    if (node.kind === 'range' && node.rows !== undefined && node.columns !== undefined) {
      const by = (each: Axis, distance: number): Axis => ({ ...each, by: each.by + distance });
      for (const sign of [-1, 1]) {
        const rows = [
          by(node.rows[0], sign * stride.down),
          by(node.rows[1], sign * stride.down),
        ] as const;
        const columns = [
          by(node.columns[0], sign * stride.right),
          by(node.columns[1], sign * stride.right),
        ] as const;
        yield { node: put({ ...node, rows, columns }), slip: 'wrong step', cost: 0.95 };
      }
      for (const block of blocks) yield { node: put(block), slip: 'wrong reference', cost: 1 };
    }
    if (node.kind === 'cell') {
      for (const block of blocks) yield { node: put(block), slip: 'wrong reference', cost: 1 };
    }
    const turned: Node = { kind: 'call', name: 'TRANSPOSE', arguments: [node] };
    yield { node: put(turned), slip: 'wrong function', cost: 1.2 };
    for (const factor of [2, 0.5]) {
      yield { node: put(binary('*', number(factor), node)), slip: 'constant factor', cost: 1.2 };
    }
    if (node.kind === 'call' && node.name === 'TRANSPOSE') continue;
    for (const block of blocks) {
      yield { node: put(binary('*', node, block)), slip: 'missing factor', cost: 1.2 };
      for (const given of [
        [block, node],
        [node, block],
      ]) {
        const product: Node = { kind: 'call', name: 'MMULT', arguments: given };
        yield { node: put(product), slip: 'missing factor', cost: 1.3 };
      }
      yield { node: put(binary('+', node, block)), slip: 'missing term', cost: 1.2 };
      yield { node: put(binary('-', node, block)), slip: 'missing term', cost: 1.2 };
      const slope = binary('-', number(1), block);
      yield { node: put(binary('*', node, slope)), slip: 'missing factor', cost: 1.25 };
      const both = binary('*', block, slope);
      yield { node: put(binary('*', node, both)), slip: 'missing factor', cost: 1.25 };
      const square = binary('-', number(1), binary('^', block, number(2)));
      yield { node: put(binary('*', node, square)), slip: 'missing factor', cost: 1.25 };
    }
  }
}

const misses = (value: number | undefined, wanted: number | undefined): boolean =>
  value !== undefined &&
  wanted !== undefined &&
  Math.abs(value - wanted) > 1e-5 * Math.max(Math.abs(value), Math.abs(wanted));

/** A term that was left out: one of the lost quantities, times what it weighs. */
export function* lostProducts(
  root: Node,
  material: Material,
  lost: Pick<Material, 'series' | 'constants'>,
): Generator<Edit> {
  const read = readables(material);
  for (const node of readables({ ...material, ...lost })) {
    for (const ref of read) {
      const sum = binary('+', root, binary('*', node, ref));
      yield { node: sum, slip: 'missing term', cost: 1.25 };
    }
  }
}

/**
 * The slips that people make on the way forward, where nothing has a chain of slopes to forget. A term
 * may be missing beside each cell, or (with fewer to try) in the sum that the formula is.
 */
export function* forwardEditsOf(
  root: Node,
  material: Material,
  everywhere: boolean,
): Generator<Edit> {
  const read = readables(material);
  const plain = read.map((node) => ({ node, value: undefined }));
  yield* swaps(root, material, plain, untold);
  for (const name of unaryNames) {
    const call: Node = { kind: 'call', name, arguments: [root] };
    yield { node: call, slip: 'wrong function', cost: 1.2 };
  }
  const terms = new Set(termsOf(root));
  for (const { node, put } of places(root)) {
    yield* local(node, put, root === node);
    if (node !== root && !terms.has(node) && node.kind !== 'cell') continue;
    for (const ref of read) {
      yield { node: put(binary('*', node, ref)), slip: 'missing factor', cost: 1.3 };
      if (node !== root && !terms.has(node) && !everywhere) continue;
      yield { node: put(binary('+', node, ref)), slip: 'missing term', cost: 1.2 };
      yield { node: put(binary('-', node, ref)), slip: 'missing term', cost: 1.25 };
    }
  }
}

/** The cells that a formula could read, as references from its own cell. */
function readables({ table, at, series, constants, back = 0 }: Material): CellNode[] {
  const step = (table.stepOf(at) ?? 0) - back;
  const nodes: CellNode[] = [];
  for (const { cells } of series) {
    if (cells[step] !== nowhere && cells[step] !== at)
      nodes.push(relative(table.book, at, cells[step]!));
  }
  for (const id of constants) nodes.push(absolute(table.book, at, id));
  return nodes;
}

/** A reference that moves with the formula. */
export function relative(book: Book, at: CellId, to: CellId): CellNode {
  const [from, place] = [book.placeOf(at), book.placeOf(to)];
  return {
    kind: 'cell',
    sheet: from.sheet === place.sheet ? undefined : book.sheets[place.sheet],
    row: { by: place.row - from.row, fixed: false },
    column: { by: place.column - from.column, fixed: false },
  };
}

/** A reference that stays where it is. */
export function absolute(book: Book, at: CellId, to: CellId): CellNode {
  const [from, place] = [book.placeOf(at), book.placeOf(to)];
  return {
    kind: 'cell',
    sheet: from.sheet === place.sheet ? undefined : book.sheets[place.sheet],
    row: { by: place.row, fixed: true },
    column: { by: place.column, fixed: true },
  };
}

const sameCell = (a: Node, b: Node) => JSON.stringify(a) === JSON.stringify(b);

/** One reference for another, in one place or wherever it stands; also that of the step before. */
function* swaps(
  root: Node,
  { table, at }: Material,
  read: readonly Readable[],
  probe: Probe,
): Generator<Edit> {
  yield* instead(root, read, probe);
  const all = places(root).filter(({ node }) => node.kind === 'cell');
  const { down, right } = table.stride;
  const shifted = (node: CellNode, steps: number): CellNode => ({
    ...node,
    row: { ...node.row, by: node.row.by + steps * down },
    column: { ...node.column, by: node.column.by + steps * right },
  });
  const here = table.book.placeOf(at);
  const exists = (node: CellNode) =>
    resolve(node.row, here.row) > 0 && resolve(node.column, here.column) > 0;
  const groups = new Map<string, PlaceIn[]>();
  for (const place of all) {
    const key = JSON.stringify(place.node);
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  for (const group of groups.values()) {
    const from = group[0]!.node as CellNode;
    const moving = !from.row.fixed || !from.column.fixed;
    const steps = moving ? [shifted(from, -1), shifted(from, 1)].filter(exists) : [];
    const wanted = group.map((place) => probe.wanted(place));
    for (const [slip, targets] of [
      ['wrong step', steps.map((node) => ({ node, value: probe.valueOf(node) }))],
      ['wrong reference', read],
    ] as const) {
      for (const { node: to, value } of targets) {
        if (sameCell(from, to)) continue;
        const styled = like(from, to, here);
        for (const [i, place] of group.entries()) {
          if (misses(value, wanted[i])) continue;
          yield { node: place.put(styled), slip, cost: 1, swap: { from, to: styled, times: 1 } };
        }
        if (group.length > 1) {
          const node = replaceAll(root, from, styled);
          yield { node, slip, cost: 1, swap: { from, to: styled, times: group.length } };
        }
      }
    }
  }
}

/** One reference in place of a defined name. */
function* instead(root: Node, read: readonly Readable[], probe: Probe): Generator<Edit> {
  for (const place of places(root)) {
    if (place.node.kind !== 'name') continue;
    const wanted = probe.wanted(place);
    for (const { node, value } of read) {
      if (!misses(value, wanted)) yield { node: place.put(node), slip: 'wrong reference', cost: 1 };
    }
  }
}

/** A reference with the dollar signs of the one it replaces, as far as they mean the same. */
function like(from: CellNode, to: CellNode, here: { row: number; column: number }): CellNode {
  if (to.row.fixed && to.column.fixed) return to;
  const column =
    from.column.fixed && !to.column.fixed && from.row.fixed === false
      ? { by: resolve(to.column, here.column), fixed: true }
      : to.column;
  return { ...to, column };
}

function replaceAll(root: Node, from: Node, to: Node): Node {
  if (sameCell(root, from)) return to;
  const children = childrenOf(root);
  if (children.length === 0) return root;
  return withChildren(
    root,
    children.map((child) => replaceAll(child, from, to)),
  );
}

/** What was left out: a factor, a term, a slope, beside any subtree. */
function* insertions(place: PlaceIn, read: readonly Readable[], probe: Probe): Generator<Edit> {
  const { node, put } = place;
  const one = number(1);
  yield { node: put(binary('*', number(2), node)), slip: 'constant factor', cost: 1.2 };
  yield { node: put(binary('/', node, number(2))), slip: 'constant factor', cost: 1.2 };
  yield { node: put(binary('-', one, node)), slip: 'missing term', cost: 1.2 };
  yield { node: put(binary('+', one, node)), slip: 'missing term', cost: 1.3 };
  yield { node: put(binary('^', node, number(2))), slip: 'missing factor', cost: 1.3 };
  if (node.kind === 'cell') {
    for (const name of unaryNames) {
      yield {
        node: put({ kind: 'call', name, arguments: [node] }),
        slip: 'wrong function',
        cost: 1.3,
      };
    }
  }
  const wanted = probe.wanted(place);
  const x = wanted === undefined ? undefined : probe.valueOf(node);
  const count = wanted === undefined || x === undefined ? 0 : Math.round(x / wanted);
  if (count > 2 && count < 1000 && !misses(x, count * (wanted as number))) {
    const mean = binary('/', node, number(count));
    yield { node: put(mean), slip: 'constant factor', cost: 1.2 };
  }
  for (const { node: ref, value: y } of read) {
    const known = x !== undefined && y !== undefined;
    const missesBy = (value: (x: number, y: number) => number) =>
      known && misses(value(x, y), wanted);
    const slope = binary('-', one, ref);
    const square = binary('-', one, binary('*', ref, ref));
    const product = (factor: Node, cost: number): Edit => {
      return { node: put(binary('*', node, factor)), slip: 'missing factor', cost };
    };
    if (!missesBy((x, y) => x * y)) yield product(ref, 1.2);
    if (!missesBy((x, y) => x * y * (1 - y))) yield product(binary('*', ref, slope), 1.25);
    if (!missesBy((x, y) => x * (1 - y))) yield product(slope, 1.25);
    if (!missesBy((x, y) => x * (1 - y * y))) yield product(square, 1.25);
    const other = (operator: string, left: Node, right: Node, slip: Slip, cost: number): Edit => {
      return { node: put(binary(operator, left, right)), slip, cost };
    };
    if (!missesBy((x, y) => x / y)) yield other('/', node, ref, 'missing factor', 1.4);
    if (!missesBy((x, y) => x + y)) yield other('+', node, ref, 'missing term', 1.2);
    if (!missesBy((x, y) => x - y)) yield other('-', node, ref, 'missing term', 1.2);
    if (!missesBy((x, y) => y - x)) yield other('-', ref, node, 'missing term', 1.3);
  }
}
