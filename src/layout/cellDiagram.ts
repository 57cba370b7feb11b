import { isFull, layerTitle, type Network } from '../network/network.ts';
import { type Ref, ref } from '../ref.ts';
import { shownUnits } from './elide.ts';

/**
 * A network drawn with cells: the shape of the diagram, one number a cell, with its name in the cell
 * above it. Counted from 0.
 */
export interface CellDiagram {
  readonly rows: number;
  readonly headers: readonly DiagramHeader[];
  readonly cells: readonly DiagramCell[];
  /** Where units were left out: a cell that says so. */
  readonly gaps: readonly { readonly row: number; readonly column: number }[];
}

export interface DiagramHeader {
  readonly text: string;
  readonly column: number;
}

export interface DiagramCell {
  readonly ref: Ref;
  /** Of its number; the name is one above. */
  readonly row: number;
  readonly column: number;
}

/** Columns a layer takes: weights, net inputs, activations. */
const LAYER_COLUMNS = 3;

/**
 * Lays the network out from left to right: the inputs, then for each layer its weights in one
 * group a unit, with the unit's net input and activation at the middle of the group, then errors
 * and E_total. Every column is centred on the tallest.
 */
export function cellDiagramOf(network: Network): CellDiagram {
  const { layers, inputs, targets } = network;
  const heights = layers.map(({ weightRows, fanIn, biases }) => {
    const group = shownUnits(fanIn).length + (biases ? 1 : 0);
    return shownUnits(weightRows).length * (group + 1) - 1;
  });
  const rows = Math.max(
    ...heights,
    ...layers.map(({ units }) => shownUnits(units).length),
    2 * shownUnits(inputs.length).length,
  );
  const cells: DiagramCell[] = [];
  const gaps: { row: number; column: number }[] = [];
  const headers: DiagramHeader[] = [{ text: 'Inputs', column: 0 }];

  const spread = (count: number, column: number, refs: (index: number) => readonly Ref[]) => {
    const shown = shownUnits(count);
    for (const [place, index] of shown.entries()) {
      const row = Math.floor(((place + 0.5) * rows) / shown.length);
      if (index === null) gaps.push({ row, column });
      else
        refs(index).forEach((r, i) => {
          cells.push({ ref: r, row: row + i, column });
        });
    }
  };
  spread(inputs.length, 0, (k) => [ref('input', 0, k)]);

  for (const [l, layer] of layers.entries()) {
    const { units, weightRows, fanIn, biases } = layer;
    const column = 1 + l * LAYER_COLUMNS;
    const title = layerTitle(network, l);
    headers.push(
      { text: biases ? 'weights, bias' : 'weights', column },
      { text: title, column: column + 1 },
      { text: 'activation', column: column + 2 },
    );
    const fan = shownUnits(fanIn);
    const group = fan.length + (biases ? 1 : 0);
    let row = Math.floor((rows - heights[l]) / 2);
    const isOwn = isFull(layer);
    if (!isOwn) {
      // Shared weights stand in their column, what is computed with them at all places beside them.
      spread(units, column + 1, (j) => [ref('net', l, j)]);
      spread(units, column + 2, (j) => [ref('activation', l, j)]);
    }
    for (const j of shownUnits(weightRows)) {
      const middle = row + Math.floor((group - 1) / 2);
      if (j === null) {
        for (let offset = 0; offset < (isOwn ? LAYER_COLUMNS : 1); offset++) {
          gaps.push({ row: middle, column: column + offset });
        }
      } else {
        for (const [place, k] of fan.entries()) {
          if (k === null) gaps.push({ row: row + place, column });
          else cells.push({ ref: ref('weight', l, j, k), row: row + place, column });
        }
        if (biases) cells.push({ ref: ref('bias', l, j), row: row + fan.length, column });
        if (isOwn) {
          cells.push({ ref: ref('net', l, j), row: middle, column: column + 1 });
          cells.push({ ref: ref('activation', l, j), row: middle, column: column + 2 });
        }
      }
      row += group + 1;
    }
  }

  const end = 1 + layers.length * LAYER_COLUMNS;
  headers.push({ text: 'target, error', column: end }, { text: 'total', column: end + 1 });
  spread(targets.length, end, (j) => [ref('target', 0, j), ref('error', 0, j)]);
  cells.push({ ref: ref('total'), row: Math.floor(rows / 2), column: end + 1 });
  // Each place has two rows.
  const numberRow = <T extends { row: number }>(place: T): T => ({
    ...place,
    row: 2 * place.row + 1,
  });
  return {
    rows: 2 * (rows + 1),
    headers,
    cells: cells.map(numberRow),
    gaps: gaps.map(numberRow),
  };
}
