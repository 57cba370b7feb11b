import { rowOfStep, stepOfRow } from '../network/batches.ts';
import { checkNetwork, type Network, sampleOfRow } from '../network/network.ts';
import { backward } from './backward.ts';
import { finishStep } from './batch.ts';
import { descend, holdStill, start } from './descend.ts';
import { emptyTrace } from './empty.ts';
import { forward } from './forward.ts';
import type { Trace } from './trace.ts';

export type { LayerTrace, Trace } from './trace.ts';

/**
 * Trains the network and keeps every value: by gradient descent on its one sample, or on the mean
 * gradient of each batch.
 *
 * Textbook backpropagation in matrix form, a file a kind of layer; then W ← W − η·∂E/∂W, or as the
 * optimizer has it.
 *
 * @param learningRate η of this run; the network's own if left out.
 */
export function train(network: Network, learningRate = network.learningRate): Trace {
  checkNetwork(network);
  const trace = emptyTrace(network, learningRate);
  const { batches } = network;
  for (let row = 0; row < trace.rows; row++) {
    const step = stepOfRow(network, row);
    if (row === 0) start(trace);
    else if (batches.place[row]! > 0) holdStill(trace, row);
    else descend(trace, row, step);
    setRate(trace, row, step);
    const sample = sampleOfRow(network, row);
    forward(trace, row, sample);
    backward(trace, row, sample);
    if (row === rowOfStep(network, step)) finishStep(trace, step);
  }
  return trace;
}

function setRate({ network, rates, learningRate }: Trace, row: number, step: number): void {
  const { schedule, scheduleParameters } = network.descent;
  if (!schedule) return;
  const rate = schedule.value(learningRate, step, scheduleParameters);
  rates![row] = Number.isFinite(rate) ? rate : Number.NaN;
}
