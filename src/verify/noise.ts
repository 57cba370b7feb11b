import type { Activation } from '../functions/activations.ts';
import type { Selection } from '../layout/plan.ts';
import type { Network } from '../network/network.ts';
import type { Cell, Cells } from '../xlsx/cells.ts';
import { ownCells } from './own.ts';

const LAST_BIT = 1 / 2 ** 52;
const PATTERNS = [1, 2, 3, 4];
const MARGIN = 16;

type Spread = (sheet: string, cell: Cell) => number;

/**
 * How far one engine may lie from another in each cell because the last bit of an exponential
 * differs between mathematics libraries. At some learning rates training is chaotic and magnifies
 * that bit a millionfold; so it is measured: the network is trained again with activations and errors off
 * by one last bit, in several patterns, and the farthest result, times a margin, is the spread. So are
 * inputs and starting weights: as programs add up and standardise in another order, or with more
 * digits, a sum whose terms cancel is that of terms off by a last bit.
 */
export async function spreadOf(
  network: Network,
  exact: Cells,
  selection: Selection = {},
): Promise<Spread> {
  const spreads = await Promise.all(noisySpreads(network, exact, selection));
  return (sheet, cell) => Math.max(...spreads.map((spread) => spread(sheet, cell)));
}

/** The same, one pattern after the other: each when it is asked for. */
export function* noisySpreads(
  network: Network,
  exact: Cells,
  selection: Selection = {},
): Generator<Promise<Spread>> {
  for (const pattern of PATTERNS) yield noisySpread(withNoise(network, pattern), exact, selection);
}

async function noisySpread(network: Network, exact: Cells, selection: Selection): Promise<Spread> {
  const noisy = await ownCells(network, selection);
  return (sheet, { row, column }) => {
    const valueIn = (cells: Cells) => cells.sheets.get(sheet)?.rows.get(row)?.get(column)?.value;
    const [expected, value] = [exact, noisy].map(valueIn);
    if (typeof expected === 'number' && typeof value === 'number') {
      return MARGIN * Math.abs(value - expected);
    }
    // A verdict, or an overflow, that hangs on the last bit.
    return JSON.stringify(value) === JSON.stringify(expected) ? 0 : Number.POSITIVE_INFINITY;
  };
}

function withNoise(network: Network, pattern: number): Network {
  let calls = pattern;
  const shifted = (exact: number) => {
    calls = (Math.imul(calls, 1664525) + 1013904223) >>> 0;
    return exact * (1 + (calls & 0x10000 ? LAST_BIT : -LAST_BIT));
  };
  /** 0 and the bounds are exact in every library. */
  const within = (bounds: Activation['bounds'], exact: number) => {
    const [lower, upper] = bounds ?? [-Infinity, Infinity];
    const value = shifted(exact);
    return value > lower && value < upper ? value : exact;
  };
  const noisy = (activation: Activation): Activation =>
    activation.kind === 'layer'
      ? { ...activation, value: (x, s) => within(activation.bounds, activation.value(x, s)) }
      : { ...activation, value: (x: number) => within(activation.bounds, activation.value(x)) };
  const { descent, loss, layers } = network;
  const { optimizer, schedule } = descent;
  const inputsOf = <Of extends { readonly inputs: Float64Array }>(of: Of): Of => ({
    ...of,
    inputs: of.inputs.map(shifted),
  });
  return {
    ...inputsOf(network),
    samples: network.samples.map(inputsOf),
    layers: layers.map((layer) => ({
      ...layer,
      weights: layer.weights.map(shifted),
      biases: layer.biases?.map(shifted) ?? null,
      activation: noisy(layer.activation),
    })),
    loss: { ...loss, value: (...of) => shifted(loss.value(...of)) },
    descent: {
      ...descent,
      // Powers of β and cosines differ in the last bit; w − η·g does not.
      optimizer:
        optimizer.states.length === 0
          ? optimizer
          : { ...optimizer, advance: (...of) => shifted(optimizer.advance(...of)) },
      schedule: schedule && { ...schedule, value: (...of) => shifted(schedule.value(...of)) },
    },
  };
}
