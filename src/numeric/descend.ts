import type { Network } from '../network/network.ts';
import { descentGradientOf, stateOf } from '../network/parameters.ts';
import { type Ref, ref } from '../ref.ts';
import { rowOf } from './rows.ts';
import type { LayerTrace, Trace } from './trace.ts';
import { overflowToNaN } from './vectors.ts';

/** The first row: initial weights and biases; the optimizer's memory begins at 0. */
export function start({ network, layers, rows }: Trace): void {
  for (const [l, layer] of layers.entries()) {
    const { weights, biases } = network.layers[l]!;
    rowOf(layer.weights, 0, rows).set(weights);
    if (layer.biases) rowOf(layer.biases, 0, rows).set(biases!);
  }
}

/** Another sample of the same batch: nothing moves. */
export function holdStill({ layers, rows }: Trace, row: number): void {
  for (const layer of layers) for (const values of memory(layer)) copyDown(values, row, rows);
}

/** The first row of a step: one update of every trained parameter by the gradients of the step before. */
export function descend(trace: Trace, row: number, step: number): void {
  const { network, layers, rows } = trace;
  for (const layer of layers) {
    const { weights, biases, penalisedWeights, penalisedBiases } = layer;
    const byWeights = penalisedWeights ?? layer.meanWeights;
    const byBiases = penalisedBiases ?? layer.meanBiases;
    move(trace, weights, byWeights, layer.weightStates, row, step);
    if (biases && network.trainBiases) {
      move(trace, biases, byBiases!, layer.biasStates, row, step);
    } else if (biases) copyDown(biases, row, rows);
  }
}

function move(
  { network, learningRate, rates, rows }: Trace,
  values: Float64Array,
  gradients: Float64Array,
  states: readonly Float64Array[],
  row: number,
  step: number,
): void {
  const { optimizer, parameters } = network.descent;
  const eta = rates ? rates[row - 1]! : learningRate;
  const width = values.length / rows;
  const memory = new Float64Array(states.length);
  // Gradients by which a layer moves have a row a step.
  const ahead = (row - (step - 1)) * width;
  // This is the innermost loop: one object for all parameters, and no look at a memory that is empty.
  const of = { w: 0, g: 0, eta, t: step };
  for (let i = row * width; i < (row + 1) * width; i++) {
    for (let part = 0; part < states.length; part++) memory[part] = states[part]![i - width]!;
    of.w = values[i - width]!;
    of.g = gradients[i - ahead]!;
    const moved = optimizer.advance(memory, of, parameters);
    // What is computed from an overflow is one, even g/√∞.
    values[i] = states.length === 0 || memory.every(Number.isFinite) ? moved : Number.NaN;
    for (let part = 0; part < states.length; part++) states[part]![i] = memory[part]!;
  }
  overflowToNaN(rowOf(values, row, rows));
  for (const state of states) overflowToNaN(rowOf(state, row, rows));
}

/** What one update makes of one parameter. */
export interface Update {
  readonly value: number;
  readonly states: Float64Array;
}

/**
 * One update of one parameter, from any numbers.
 * @param at every value that the update starts from.
 * @param t how many updates there will have been.
 */
export function updateOf(
  network: Network,
  parameter: Ref,
  at: (r: Ref) => number,
  t: number,
): Update {
  const { optimizer, parameters, schedule } = network.descent;
  const states = Float64Array.from(optimizer.states, (_, part) => at(stateOf(parameter, part)));
  const [w, g] = [at(parameter), at(descentGradientOf(network, parameter))];
  const eta = at(ref(schedule ? 'rate' : 'eta'));
  const value = Float64Array.of(optimizer.advance(states, { w, g, eta, t }, parameters));
  overflowToNaN(value);
  overflowToNaN(states);
  return { value: value[0]!, states };
}

function memory({ weights, biases, weightStates, biasStates }: LayerTrace): Float64Array[] {
  return [weights, ...(biases ? [biases] : []), ...weightStates, ...biasStates];
}

function copyDown(values: Float64Array, row: number, rows: number): void {
  rowOf(values, row, rows).set(rowOf(values, row - 1, rows));
}
