import type { Ref } from '../network/ref.ts';
import type { Diagnosis } from './diagnose.ts';
import type { Trace } from './train.ts';

/** A trace with what was read off it. */
export interface Run {
  readonly trace: Trace;
  readonly diagnosis: Diagnosis;
}

/**
 * The values of one quantity as a function of the row, resolved once so that reading a column
 * costs one array access a row. NaN stands for an overflow.
 */
export function columnOf({ trace, diagnosis }: Run, ref: Ref): (row: number) => number {
  const { network } = trace;
  const layer = trace.layers[ref.layer];
  const shape = network.layers[ref.layer];
  const perUnit = (values: Float64Array | null) => strided(values!, shape.units, ref.unit);
  const perWeight = (values: Float64Array) =>
    strided(values, shape.weights.length, ref.unit * shape.inputs + ref.input);
  switch (ref.kind) {
    case 'step':
      return (row) => row;
    case 'eta':
      return () => trace.learningRate;
    case 'tolerance':
      return () => network.tolerance;
    case 'input':
      return () => network.inputs[ref.unit];
    case 'target':
      return () => network.targets[ref.unit];
    case 'error':
      return strided(trace.errors, network.targets.length, ref.unit);
    case 'total':
      return strided(trace.totals, 1, 0);
    case 'weight':
      return perWeight(layer.weights);
    case 'gradWeight':
      return perWeight(layer.gradWeights);
    case 'bias':
      return perUnit(layer.biases);
    case 'gradBias':
      return perUnit(layer.gradBiases);
    case 'net':
    case 'activation':
    case 'slope':
    case 'gradNet':
    case 'gradActivation':
      return perUnit(layer[ref.kind]);
    case 'stepWidth':
      throw new Error('the step width belongs to a gradient check, not to a run');
    default:
      return strided(diagnosis[ref.kind], 1, 0);
  }
}

function strided(values: Float64Array, width: number, at: number): (row: number) => number {
  return (row) => values[row * width + at];
}
