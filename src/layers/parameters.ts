import { given } from '../ops/given.ts';
import { type Node, node } from '../ops/node.ts';
import { ref } from '../ref.ts';
import type { LayerPlace } from './kind.ts';

/**
 * The weights of a layer, a row after the other, each told by what it reads and for which unit.
 * Weights are numbered layer by layer and row by row.
 */
export function weightNodes<Source>(
  { index, weightsBefore }: LayerPlace,
  rows: number,
  read: readonly Source[],
  meaning: (row: number, source: Source) => string,
): Node[][] {
  return Array.from({ length: rows }, (_, row) =>
    read.map((source, column) =>
      node(given, {
        ref: ref('weight', index, row, column),
        name: `w${weightsBefore + row * read.length + column + 1}`,
        meaning: `weight ${meaning(row, source)}`,
      }),
    ),
  );
}

/** The biases of a layer, one a row of weights; none for a layer without. */
export function biasNodes(
  { index, biasesBefore, unitName }: LayerPlace,
  rows: number,
  biases: unknown,
): Node[] {
  return Array.from({ length: biases ? rows : 0 }, (_, row) =>
    node(given, {
      ref: ref('bias', index, row),
      name: `b${biasesBefore + row + 1}`,
      meaning: `bias of ${unitName(row)}`,
    }),
  );
}
