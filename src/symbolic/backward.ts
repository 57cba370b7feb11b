import type { LayerActivation } from '../functions/activations.ts';
import type { Network } from '../network/network.ts';
import { ref } from '../network/ref.ts';
import { type Formula, f, sum, worded } from './formula.ts';
import { source } from './forward.ts';
import { layerTitle } from './names.ts';
import type { Quantity } from './quantity.ts';
import { times } from './times.ts';

/** The chain rule through layer l, one factor a column: ∂E/∂a, ∂a/∂net, ∂E/∂net. */
export function chainQuantities(network: Network, l: number): Quantity[] {
  const { units, activation } = network.layers[l];
  if (activation.kind === 'layer') return throughLayer(network, l, activation);
  return times(units, (j) => {
    const { gradient, slope } = factors(network, l, j);
    const product = f`${gradient.ref}*${slope.ref}`;
    return [gradient, slope, ...netGradient(network, l, j, product)];
  }).flat();
}

/** As above where each net input moves every activation of the layer: a row of the Jacobian each. */
function throughLayer(network: Network, l: number, activation: LayerActivation): Quantity[] {
  const { units } = network.layers[l];
  const common = commonOf(network, l);
  const text = { cell: activation.cell.crossSlope, symbol: activation.symbol.crossSlope };
  const each = times(units, (j) => factors(network, l, j));
  return [
    ...each.map(({ gradient }) => gradient),
    ...times(units, (j) => {
      const slopes = times(units, (i): Quantity => {
        if (i === j) return each[j].slope;
        const holes = { a: ref('activation', l, i), b: ref('activation', l, j) };
        return { ...common, ref: ref('crossSlope', l, i, j), formula: worded(text, holes) };
      });
      const paths = sum(times(units, (i) => f`${each[i].gradient.ref}*${slopes[i].ref}`));
      return [...slopes, ...netGradient(network, l, j, paths)];
    }).flat(),
  ];
}

function factors(network: Network, l: number, j: number): { gradient: Quantity; slope: Quantity } {
  const { activation } = network.layers[l];
  const common = commonOf(network, l);
  const text = { cell: activation.cell.slope, symbol: activation.symbol.slope };
  const holes = { x: ref('net', l, j), a: ref('activation', l, j) };
  return {
    gradient: {
      ...common,
      ref: ref('gradActivation', l, j),
      formula: gradientOfActivation(network, l, j),
    },
    slope: { ...common, ref: ref('slope', l, j), formula: worded(text, holes) },
  };
}

/**
 * ∂E/∂net by the chain rule; where loss and activation collapse into something simpler, that, with
 * the chain rule beside it.
 */
function netGradient({ layers, loss, ...rest }: Network, l: number, j: number, chain: Formula) {
  const common = commonOf({ layers, loss, ...rest }, l);
  const self = { ...common, ref: ref('gradNet', l, j) };
  if (!loss.net || l < layers.length - 1) return [{ ...self, formula: chain }];
  const holes = { t: ref('target', 0, j), a: ref('activation', l, j) };
  return [
    { ...common, ref: ref('chainNet', l, j), formula: chain },
    { ...self, formula: worded(loss.net, holes) },
  ];
}

const commonOf = (network: Network, l: number) =>
  ({
    role: 'gradient',
    band: `Chain rule: ${layerTitle(network, l).toLowerCase()}`,
    first: null,
    of: 'sample',
  }) as const;

/** ∂E/∂a: the loss itself for an output, for a hidden unit the sum over all paths to the loss. */
function gradientOfActivation({ layers, loss }: Network, l: number, j: number): Formula {
  if (l < layers.length - 1) {
    const paths = times(
      layers[l + 1].units,
      (m) => f`${ref('gradNet', l + 1, m)}*${ref('weight', l + 1, m, j)}`,
    );
    return sum(paths);
  }
  const text = { cell: loss.cell.slope, symbol: loss.symbol.slope };
  return worded(text, { t: ref('target', 0, j), a: ref('activation', l, j) });
}

/** The gradients of all weights, then of all biases. */
export function gradientQuantities({ layers }: Network): Quantity[] {
  const common = { role: 'gradient', first: null, of: 'sample' } as const;
  const weights = layers.flatMap(({ units, inputs }, l) =>
    times(units, (j) =>
      times(inputs, (k) => ({
        ...common,
        band: 'Gradients of the weights',
        ref: ref('gradWeight', l, j, k),
        formula: f`${ref('gradNet', l, j)}*${source(l, k)}`,
      })),
    ).flat(),
  );
  const biases = layers.flatMap(({ units, biases }, l) =>
    times(biases ? units : 0, (j) => ({
      ...common,
      band: 'Gradients of the biases',
      ref: ref('gradBias', l, j),
      formula: f`${ref('gradNet', l, j)}`,
    })),
  );
  return [...weights, ...biases];
}
