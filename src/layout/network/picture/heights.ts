import type { Network } from '../../../network/network.ts';
import { shownOf } from './elide.ts';
import { blockNotes, gridsHeight, type Stage } from './stages.ts';

/** Rows of a unit, and with it the row for a mark. */
export const UNIT_ROWS = 3;
/** Of a unit in a matrix: name, net input, activation, gradient, and the mark. */
export const GRID_ROWS = 5;
/** An input in a matrix: its name and its number. */
export const GIVEN_ROWS = 2;
/** Most weights that a stack of a block shows: a window of 3×3. */
export const MOST_IN_BLOCK = 10;

/** How many rows a stage takes at least. */
export function heightOf(network: Network, stage: Stage): number {
  switch (stage.kind) {
    case 'inputs':
      if (stage.grids) return gridsHeight(stage.grids, GIVEN_ROWS);
      return 2 * shownOf(stage.count).length;
    case 'units': {
      const { fanIn, weightRows, biases } = network.layers[stage.layer]!;
      const height = Math.max(UNIT_ROWS, shownOf(fanIn).length + (biases ? 1 : 0));
      return shownOf(weightRows).length * (height + 1);
    }
    case 'block': {
      const { fanIn, weightRows, biases } = network.layers[stage.layer]!;
      const height = shownOf(fanIn, MOST_IN_BLOCK).length + (biases ? 1 : 0);
      return Math.max(
        shownOf(weightRows).length * (height + 1),
        blockNotes(network.layers[stage.layer]!).length + gridsHeight(stage.grids, GRID_ROWS),
      );
    }
    case 'elided':
      return 1;
    case 'errors':
      return 3 * shownOf(stage.count).length;
  }
}
