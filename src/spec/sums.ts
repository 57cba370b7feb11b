import { MOST_TERMS, partCount } from '../functions/long-sums.ts';
import { layerKind } from '../layers/kinds.ts';
import { fanInOf, type ShapedLayer } from './shapes.ts';

/** Columns for the parts of sums that one formula does not hold. */
export interface LongSums {
  /** Of net inputs. */
  readonly nets: number;
  /** Of gradients, of activations and of shared parameters. */
  readonly gradients: number;
}

const none: LongSums = { nets: 0, gradients: 0 };

/**
 * Counts the parts of the long sums of a layer, product by product; so it is to be asked of layers only
 * whose columns are known to fit into a sheet.
 *
 * @param reads whether what the layer reads has gradients: not so of the inputs.
 * @param trainable what of its rows has a gradient: weights and, with biases, those.
 */
export function longSumsIn(
  shape: ShapedLayer,
  { reads, biases }: { readonly reads: boolean; readonly biases: boolean },
): LongSums {
  const { kind, geometry, units, rows } = shape;
  if (units <= MOST_TERMS && fanInOf(shape) <= MOST_TERMS) return none;
  const ofNets = new Int32Array(units);
  const ofWeights = new Int32Array(rows * fanInOf(shape));
  const ofSources: number[] = [];
  layerKind(kind).products(geometry, (net, weight, source) => {
    ofNets[net]!++;
    ofWeights[weight]!++;
    if (source !== null && reads) ofSources[source] = (ofSources[source] ?? 0) + 1;
  });
  const partsOf = (terms: ArrayLike<number>) =>
    Array.from(terms).reduce((sum, count) => sum + partCount(count ?? 0), 0);
  const ofBiases = biases ? rows * partCount(units / rows) : 0;
  return {
    nets: partsOf(ofNets),
    gradients: partsOf(ofWeights) + partsOf(ofSources) + ofBiases,
  };
}
