import { unitParts } from '../functions/unit-parts.ts';
import { periodOfRow, stepOfRow } from '../network/batches.ts';
import { type Network, outputLayer, sampleOfRow } from '../network/network.ts';
import type { Sample } from '../network/samples.ts';
import type { Lead, Ref } from '../ref.ts';
import { partColumn } from './diagnose.ts';
import { rowOf } from './rows.ts';
import type { Run } from './run.ts';
import { placeOfPart, type SumParts } from './sums.ts';
import { outputsOf, type Trace } from './trace.ts';

/**
 * The values of one quantity as a function of the row, resolved once so that reading a column
 * costs one array access a row. NaN stands for an overflow.
 */
export function columnOf({ trace, diagnosis }: Run, ref: Ref): (row: number) => number {
  const { network } = trace;
  // The first one where the kind has no layer.
  const layer = trace.layers[ref.layer]!;
  const shape = network.layers[ref.layer]!;
  const perUnit = (values: Float64Array | null) => strided(values!, shape.units, ref.unit);
  const perWeight = (values: Float64Array) =>
    strided(values, shape.weights.length, ref.unit * shape.fanIn + ref.input);
  const perWeightRow = (values: Float64Array | null) =>
    strided(values!, shape.weightRows, ref.unit);
  const partOf = (values: Float64Array, width: number, at: number) =>
    strided(values, shape.parts * width, ref.part * width + at);
  const sumPart = (parts: SumParts | null, sum: number) =>
    strided(parts!.values, parts!.values.length / trace.rows, placeOfPart(parts!, sum, ref.part));
  // Every row of a step, or of a period, tells what that came to.
  const ofStep = (value: (step: number) => number) => (row: number) =>
    value(stepOfRow(network, row));
  const ofPeriod = (values: Float64Array) => (row: number) =>
    values[periodOfRow(network, row)] ?? Number.NaN;
  switch (ref.kind) {
    case 'step':
      return (row) => stepOfRow(network, row);
    case 'eta':
      return () => trace.learningRate;
    case 'problem':
      throw new Error('words have no numbers');
    case 'tolerance':
      return () => network.tolerance;
    case 'input':
      return ofSample(network, ({ inputs }) => inputs[ref.unit]!);
    case 'target':
      return ofSample(network, ({ targets }) => targets[ref.unit]!);
    case 'rate':
      return strided(trace.rates!, 1, 0);
    case 'setting':
      return () => network.descent.settings[ref.unit]!.value;
    case 'shared':
      return strided(layer.shared!, layer.shared!.length / trace.rows, ref.part);
    case 'crossSlope':
      return strided(
        layer.jacobian!,
        shape.units * shape.units,
        ref.unit * shape.units + ref.input,
      );
    case 'initial':
      return () => shape.constants[ref.unit]!;
    case 'partWeight':
      return partOf(layer.partWeights!, shape.weights.length, ref.unit * shape.fanIn + ref.input);
    case 'partBias':
      return partOf(layer.partBiases!, shape.weightRows, ref.unit);
    case 'meanWeight':
      return ofStep(perWeight(layer.meanWeights));
    case 'meanBias':
      return ofStep(perWeightRow(layer.meanBiases));
    case 'penalisedWeight':
      return ofStep(perWeight(layer.penalisedWeights!));
    case 'penalisedBias':
      return ofStep(perWeightRow(layer.penalisedBiases));
    case 'stateWeight':
      return perWeight(layer.weightStates[ref.part]!);
    case 'stateBias':
      return perWeightRow(layer.biasStates[ref.part]!);
    case 'cost':
      return ofStep(strided(trace.costs, 1, 0));
    case 'accuracy':
      return ofStep(strided(trace.accuracies!, 1, 0));
    case 'hit':
      return strided(trace.hits!, 1, 0);
    case 'hitPart':
      return hitPart(trace, ref.unit);
    case 'saturatedPart':
      return partColumn(trace, diagnosis, 'saturated', ref.unit);
    case 'deadPart':
      return partColumn(trace, diagnosis, 'dead', ref.unit);
    case 'epochCost':
      return ofPeriod(trace.epochCosts!);
    case 'epoch':
    case 'sample':
    case 'place':
      return placeOf(network, ref.kind);
    case 'error':
      return strided(trace.errors, network.targets.length, ref.unit);
    case 'total':
      return strided(trace.totals, 1, 0);
    case 'weight':
      return perWeight(layer.weights);
    case 'gradWeight':
      return perWeight(layer.gradWeights);
    case 'bias':
      return perWeightRow(layer.biases);
    case 'gradBias':
      return perWeightRow(layer.gradBiases);
    case 'net':
    case 'activation':
    case 'slope':
    case 'chainNet':
    case 'gradNet':
    case 'gradActivation':
      return perUnit(layer[ref.kind]);
    case 'netSum':
      return sumPart(layer.sums.net, ref.unit);
    case 'gradActivationSum': {
      // Of the sum that the next layer adds up.
      const skipped = shape.units - shape.outputs;
      return sumPart(trace.layers[ref.layer + 1]!.sums.source, ref.unit - skipped);
    }
    case 'gradWeightSum':
      return sumPart(layer.sums.weight, ref.unit * shape.fanIn + ref.input);
    case 'gradBiasSum':
      return sumPart(layer.sums.bias, ref.unit);
    case 'totalSum':
      return sumPart(trace.totalParts, 0);
    case 'stepWidth':
      throw new Error('the step width belongs to a gradient check, not to a run');
    case 'settled':
    case 'direction':
    case 'turns':
      return ofPeriod(diagnosis[ref.kind]);
    default:
      return strided(diagnosis[ref.kind], 1, 0);
  }
}

function ofSample(network: Network, value: (sample: Sample) => number): (row: number) => number {
  return (row) => value(sampleOfRow(network, row));
}

/** Of a classifier of many outputs: whether those of one part are on their targets' sides of ½. */
function hitPart({ network, layers }: Trace, index: number): (row: number) => number {
  const [{ from, to }] = unitParts([network.targets.length])[index]!;
  const { activation } = layers.at(-1)!;
  return (row) => {
    const outputs = outputsOf(outputLayer(network), rowOf(activation, row, network.batches.rows));
    const { targets } = sampleOfRow(network, row);
    for (let j = from; j < to; j++) {
      const a = outputs[j]!;
      if (Number.isNaN(a)) return Number.NaN;
      if (a >= 0.5 !== targets[j]! >= 0.5) return 0;
    }
    return 1;
  };
}

/** Epochs count from 0, like steps; samples and places from 1. */
function placeOf({ batches }: Network, kind: Lead): (row: number) => number {
  const { epoch, sample, place } = batches;
  switch (kind) {
    case 'epoch':
      return (row) => epoch[row]!;
    case 'sample':
      return (row) => sample[row]! + 1;
    case 'place':
      return (row) => place[row]! + 1;
  }
}

function strided(values: Float64Array, width: number, at: number): (row: number) => number {
  return (row) => values[row * width + at]!;
}
