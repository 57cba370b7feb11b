import { type PenaltyName, penalties } from '../functions/optimizers.ts';
import { rowOf, type Trace } from './trace.ts';
import { overflowToNaN } from './vectors.ts';

/** What one more sample does to the means of its batch and epoch; then the weight decay. */
export function accumulate(trace: Trace, row: number): void {
  const { network, layers, rows } = trace;
  const { batches, descent } = network;
  if (batches) {
    const place = batches.place[row];
    const mean = (means: Float64Array | null, of: Float64Array | null, count = place) => {
      if (!means || !of) return;
      const above = count > 0 ? rowOf(means, row - 1, rows) : null;
      runningMean(rowOf(means, row, rows), rowOf(of, row, rows), above, count + 1);
    };
    mean(trace.costs, trace.totals);
    mean(trace.accuracies, trace.hits);
    const inEpoch = (batches.step[row] % batches.perEpoch) * batches.size + place;
    mean(trace.epochCosts, trace.totals, inEpoch);
    for (const layer of layers) {
      mean(layer.meanWeights, layer.gradWeights);
      mean(layer.meanBiases, layer.gradBiases);
    }
  }
  if (descent.penalties.length === 0) return;
  const decay = (out: Float64Array | null, g: Float64Array | null, w: Float64Array | null) => {
    if (!out || !g || !w) return;
    const [sums, gradients, values] = [out, g, w].map((each) => rowOf(each, row, rows));
    sums.set(gradients);
    for (const { name, amount } of descent.penalties) {
      const { value } = penalties[name satisfies PenaltyName];
      for (let i = 0; i < sums.length; i++) sums[i] += value(values[i], amount);
    }
    overflowToNaN(sums);
  };
  for (const layer of layers) {
    decay(layer.penalisedWeights, layer.meanWeights ?? layer.gradWeights, layer.weights);
    decay(layer.penalisedBiases, layer.meanBiases ?? layer.gradBiases, layer.biases);
  }
}

/** out = (above·(count − 1) + x)/count, element by element; x itself if it is the first. */
function runningMean(
  out: Float64Array,
  x: Float64Array,
  above: Float64Array | null,
  count: number,
): void {
  for (let i = 0; i < x.length; i++) {
    out[i] = above ? (above[i] * (count - 1) + x[i]) / count : x[i];
  }
  overflowToNaN(out);
}
