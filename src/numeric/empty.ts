import { MOST_TERMS } from '../functions/long-sums.ts';
import { rowsOf } from '../network/batches.ts';
import type { Layer, Network } from '../network/network.ts';
import { mathOf } from './layers/kinds.ts';
import { emptyParts, type LayerParts } from './sums.ts';
import type { LayerTrace, Trace } from './trace.ts';

/** A trace with room for everything, before anything is computed. */
export function emptyTrace(network: Network, learningRate: number): Trace {
  const { batches, loss, descent, targets } = network;
  const rows = rowsOf(network);
  const perRow = (wanted: unknown) => (wanted ? new Float64Array(rows) : null);
  const totals = new Float64Array(rows);
  const hits = perRow(loss.classes);
  return {
    network,
    learningRate,
    rows,
    layers: network.layers.map((_, l) => emptyLayer(network, l, rows)),
    errors: new Float64Array(rows * targets.length),
    totals,
    totalParts: emptyParts([targets.length], rows),
    rates: perRow(descent.schedule),
    costs: meansOf(totals, network),
    epochCosts: batches.periodIsStep ? null : new Float64Array(batches.periodEnds.length),
    hits,
    accuracies: hits && meansOf(hits, network),
  };
}

/** Room for the means of each step over its rows; where that is one row, they are what stands there. */
function meansOf(values: Float64Array, { batches, steps }: Network): Float64Array {
  if (batches.size === 1) return values;
  return new Float64Array((steps + 1) * (values.length / batches.rows));
}

function emptyLayer(network: Network, l: number, rows: number): LayerTrace {
  const { descent, loss, layers, trainBiases } = network;
  const layer: Layer = layers[l]!;
  const { activation, biases } = layer;
  const values = (width: number, wanted: unknown = true) =>
    wanted ? new Float64Array(rows * width) : null;
  const ofSteps = (width: number, wanted: unknown) =>
    wanted ? new Float64Array((network.steps + 1) * width) : null;
  const perUnit = () => new Float64Array(rows * layer.units);
  const perRow = () => new Float64Array(rows * layer.weightRows);
  const perWeight = () => new Float64Array(rows * layer.weights.length);
  const decays = descent.penalties.length > 0;
  const movesBiases = biases && trainBiases;
  const { states } = descent.optimizer;
  const gradWeights = perWeight();
  const gradBiases = biases && perRow();
  return {
    weights: perWeight(),
    biases: biases && perRow(),
    net: perUnit(),
    shared: activation.kind === 'layer' ? values(activation.shared.length) : null,
    activation: perUnit(),
    gradActivation: perUnit(),
    slope: perUnit(),
    jacobian: values(layer.units * layer.units, activation.kind === 'layer'),
    chainNet: values(layer.units, loss.net && l === layers.length - 1),
    gradNet: perUnit(),
    gradWeights,
    gradBiases,
    partWeights: values(layer.parts * layer.weights.length, layer.parts > 1),
    partBiases: values(layer.parts * layer.weightRows, layer.parts > 1 && biases),
    meanWeights: meansOf(gradWeights, network),
    meanBiases: gradBiases && meansOf(gradBiases, network),
    penalisedWeights: ofSteps(layer.weights.length, decays),
    penalisedBiases: ofSteps(layer.weightRows, decays && movesBiases),
    weightStates: states.map(perWeight),
    biasStates: movesBiases ? states.map(perRow) : [],
    sums: emptyLayerParts(layer, l === 0, rows),
  };
}

/** Room for the parts of all long sums of a layer. */
export function emptyLayerParts(layer: Layer, isFirst: boolean, rows: number): LayerParts {
  const { units, fanIn, weights, biases } = layer;
  if (units <= MOST_TERMS && fanIn <= MOST_TERMS) {
    return { net: null, source: null, weight: null, bias: null };
  }
  const { reads, biasOf } = mathOf(layer);
  const ofNets = new Int32Array(units);
  const ofWeights = new Int32Array(weights.length);
  const ofBiases = new Int32Array(biases?.length ?? 0);
  const ofSources: number[] = [];
  reads(layer, (net, weight, source, of) => {
    ofNets[net]!++;
    ofWeights[weight]!++;
    if (of === 'input') ofSources[source] = (ofSources[source] ?? 0) + 1;
  });
  if (biases) for (let i = 0; i < units; i++) ofBiases[biasOf(layer, i)]!++;
  return {
    net: emptyParts(ofNets, rows),
    source: isFirst
      ? null
      : emptyParts(
          Array.from(ofSources, (terms) => terms ?? 0),
          rows,
        ),
    weight: emptyParts(ofWeights, rows),
    bias: emptyParts(ofBiases, rows),
  };
}
