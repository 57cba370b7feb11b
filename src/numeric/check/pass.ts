import { singleBatches } from '../../network/batches.ts';
import type { Network } from '../../network/network.ts';
import type { Ref } from '../../ref.ts';
import { start } from '../descend.ts';
import { emptyTrace } from '../empty.ts';
import { forward } from '../forward.ts';
import { placeOfPart, type SumParts } from '../sums.ts';

/** One forward pass of one sample: what the check computes for itself, of parameters and inputs alone. */
export interface Pass {
  readonly layers: readonly PassLayer[];
  /** Eⱼ. */
  readonly errors: Float64Array;
  /** What stretches of very many errors add up to. */
  readonly totalParts: Float64Array;
  /** E_total. */
  readonly total: number;
}

export interface PassLayer {
  readonly net: Float64Array;
  /** Of long net inputs; null where there are none. */
  readonly netParts: SumParts | null;
  readonly shared: Float64Array;
  readonly activation: Float64Array;
}

/** Sends the network's sample through it; NaN for an overflow. */
export function forwardPass(network: Network): Pass {
  const trace = emptyTrace(
    { ...network, batches: singleBatches(0), steps: 0 },
    network.learningRate,
  );
  start(trace);
  forward(trace, 0, network);
  return {
    layers: trace.layers.map(({ net, sums, shared, activation }) => ({
      net,
      netParts: sums.net,
      shared: shared ?? new Float64Array(0),
      activation,
    })),
    errors: trace.errors,
    totalParts: trace.totalParts?.values ?? new Float64Array(0),
    total: trace.totals[0]!,
  };
}

/** The value of a forward quantity in a pass. */
export function valueIn(
  { layers, errors, totalParts, total }: Pass,
  { kind, layer, unit, part }: Ref,
): number {
  switch (kind) {
    case 'net':
    case 'activation':
      return layers[layer]![kind][unit]!;
    case 'netSum': {
      const parts = layers[layer]!.netParts!;
      return parts.values[placeOfPart(parts, unit, part)]!;
    }
    case 'shared':
      return layers[layer]!.shared[part]!;
    case 'error':
      return errors[unit]!;
    case 'totalSum':
      return totalParts[part]!;
    case 'total':
      return total;
    default:
      throw new Error(`${kind} is no quantity of a forward pass`);
  }
}
