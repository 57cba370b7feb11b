import { buildWorkbook } from '../../src/emit/workbook.ts';
import type { Activation } from '../../src/functions/activations.ts';
import type { Network } from '../../src/network/network.ts';
import type { Cell, Cells } from '../../src/verify/cells.ts';
import { readCells } from '../../src/verify/read.ts';

const LAST_BIT = 1 / 2 ** 52;
const PATTERNS = [1, 2, 3, 4];
const MARGIN = 16;

/**
 * How far one engine may lie from another in each cell because the last bit of an exponential
 * differs between mathematics libraries. At some learning rates training is chaotic and magnifies
 * that bit a millionfold; so it is measured: the network is trained again with activations and errors off
 * by one last bit, in several patterns, and the farthest result, times a margin, is the spread.
 */
export async function spreadOf(
  network: Network,
  exact: Cells,
  selectedStep = 0,
): Promise<(sheet: string, cell: Cell) => number> {
  const noisy: Cells[] = [];
  for (const pattern of PATTERNS) {
    const { bytes } = await buildWorkbook(withNoise(network, pattern), { selectedStep });
    noisy.push(await readCells(bytes));
  }
  return (sheet, { row, column }) => {
    const valueIn = (cells: Cells) => cells.sheets.get(sheet)?.rows.get(row)?.get(column)?.value;
    const expected = valueIn(exact);
    const distances = noisy.map((cells) => {
      const value = valueIn(cells);
      if (typeof expected === 'number' && typeof value === 'number') {
        return MARGIN * Math.abs(value - expected);
      }
      // A verdict, or an overflow, that hangs on the last bit.
      return JSON.stringify(value) === JSON.stringify(expected) ? 0 : Number.POSITIVE_INFINITY;
    });
    return Math.max(...distances);
  };
}

function withNoise(network: Network, pattern: number): Network {
  let calls = pattern;
  const shifted = (exact: number) => {
    calls = (Math.imul(calls, 1664525) + 1013904223) >>> 0;
    return exact * (1 + (calls & 0x10000 ? LAST_BIT : -LAST_BIT));
  };
  const noisy = (activation: Activation): Activation => ({
    ...activation,
    value: (x) => {
      const exact = activation.value(x);
      const [lower, upper] = activation.bounds ?? [-Infinity, Infinity];
      const value = shifted(exact);
      // 0 and the bounds are exact in every library.
      return value > lower && value < upper ? value : exact;
    },
  });
  return {
    ...network,
    layers: network.layers.map((layer) => ({ ...layer, activation: noisy(layer.activation) })),
    loss: { ...network.loss, value: (t, a) => shifted(network.loss.value(t, a)) },
  };
}
