import { type PenaltyName, penalties } from '../functions/optimizers.ts';
import { firstRowOfPeriod, firstRowOfStep, periodOfRow, rowOfStep } from '../network/batches.ts';
import { rowOf } from './rows.ts';
import type { Trace } from './trace.ts';
import { overflowToNaN } from './vectors.ts';

/** What a step comes to when its last row is there: the means over its batch; then the weight decay. */
export function finishStep(trace: Trace, step: number): void {
  const { network, layers, rows } = trace;
  const last = rowOfStep(network, step);
  const [steps, first] = [network.steps + 1, firstRowOfStep(network, step)];
  const mean = (means: Float64Array | null, of: Float64Array | null) => {
    // The mean of one row is that row.
    if (means && of && means !== of) meanOfRows(rowOf(means, step, steps), of, first, last, rows);
  };
  mean(trace.costs, trace.totals);
  mean(trace.accuracies, trace.hits);
  for (const layer of layers) {
    mean(layer.meanWeights, layer.gradWeights);
    mean(layer.meanBiases, layer.gradBiases);
  }
  finishEpoch(trace, last);
  addPenalties(trace, step, last);
}

/** The mean cost of an epoch that ends in the row. */
function finishEpoch({ network, totals, epochCosts, rows }: Trace, row: number): void {
  const { periodEnds } = network.batches;
  const epoch = periodOfRow(network, row);
  if (!epochCosts || row !== periodEnds[epoch]) return;
  const mean = epochCosts.subarray(epoch, epoch + 1);
  meanOfRows(mean, totals, firstRowOfPeriod(network, epoch), row, rows);
}

/**
 * The mean of each column over rows first to last. What adding rounds off is kept and added at the
 * end, so that the mean of thousands of gradients that all but cancel is right to its last digits
 * (Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, 1974).
 */
function meanOfRows(
  out: Float64Array,
  values: Float64Array,
  first: number,
  last: number,
  rows: number,
): void {
  const width = values.length / rows;
  for (let i = 0; i < width; i++) {
    let sum = values[first * width + i]!;
    let lost = 0;
    for (let row = first + 1; row <= last; row++) {
      const x = values[row * width + i]!;
      const next = sum + x;
      lost += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
      sum = next;
    }
    out[i] = (sum + lost) / (last - first + 1);
  }
  overflowToNaN(out);
}

/** ∂E/∂w with the weight decay, by which the step's successor moves. */
function addPenalties({ network, layers, rows }: Trace, step: number, row: number): void {
  const { steps, descent } = network;
  if (descent.penalties.length === 0) return;
  const decay = (out: Float64Array | null, g: Float64Array | null, w: Float64Array | null) => {
    if (!out || !g || !w) return;
    const sums = rowOf(out, step, steps + 1);
    const values = rowOf(w, row, rows);
    sums.set(rowOf(g, step, steps + 1));
    for (const { name, amount } of descent.penalties) {
      const { value } = penalties[name satisfies PenaltyName];
      for (let i = 0; i < sums.length; i++) sums[i]! += value(values[i]!, amount);
    }
    overflowToNaN(sums);
  };
  for (const layer of layers) {
    decay(layer.penalisedWeights, layer.meanWeights, layer.weights);
    decay(layer.penalisedBiases, layer.meanBiases, layer.biases);
  }
}
