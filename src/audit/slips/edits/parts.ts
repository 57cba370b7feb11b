import type { Node } from '../../../sheet/formula/node.ts';
import { nowhere } from '../../../sheet/places.ts';
import { moved } from '../moved.ts';
import { type Material, type Probe, places } from './edit.ts';

/** A part of some formula of the table, in the words of another cell, and what it is worth there. */
export interface Piece {
  readonly node: Node;
  readonly value: number;
}

/** Of more no formula of a person is made. */
const mostParts = 400;

/** Parts of all formulas of the step, each once. */
export function partsFor(
  { table, at }: Material,
  probe: Probe,
  partsOf: (node: Node, isRoot: boolean) => readonly Node[],
): Piece[] {
  const { book } = table;
  const step = table.stepOf(at) ?? 0;
  const here = book.placeOf(at);
  const found = new Map<string, Piece>();
  for (const { cells } of table.series) {
    const id = cells[step]!;
    if (id === nowhere || id === at || found.size >= mostParts) continue;
    const there = book.placeOf(id);
    const template = book.templateOf(id);
    // Of another sheet's formulas the references would have to name that sheet.
    if (template === undefined || there.sheet !== here.sheet) continue;
    for (const { node } of places(template.node)) {
      for (const part of partsOf(node, node === template.node)) {
        const own = moved(part, there, here);
        const value = probe.valueOf(own);
        if (value !== undefined && value !== 0)
          found.set(JSON.stringify(own), { node: own, value });
      }
    }
  }
  return [...found.values()];
}

export const isAbout = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b));

export const isSum = (node: Node) => node.kind === 'binary' && node.operator === '+';

export const isProduct = (node: Node): node is Node & { kind: 'binary' } =>
  node.kind === 'binary' && (node.operator === '*' || node.operator === '/');
