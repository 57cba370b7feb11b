/**
 * The address of one quantity in a network: which kind, of which layer, unit and input. It is the
 * vocabulary that the numeric engine, the symbolic side and the layout share; it carries no
 * formula, no number and no cell.
 */
export interface Ref {
  readonly kind: Kind;
  /** 0 for the first layer after the inputs; 0 where the kind has no layer. */
  readonly layer: number;
  /** Unit within the layer; for `input`, `target`, `error` and `setting` the index; else 0. */
  readonly unit: number;
  /** For weights and what goes with them, which input of the unit; for `crossSlope` the unit of the net input; else 0. */
  readonly input: number;
  /**
   * For `stateWeight` and `stateBias` which state of the optimizer, for `shared` which, for
   * `partWeight` and `partBias` which part of the gradient; else 0.
   */
  readonly part: number;
}

export type Kind =
  | 'input'
  | 'target'
  | 'weight'
  | 'bias'
  | 'initial'
  | 'net'
  | 'shared'
  | 'activation'
  | 'error'
  | 'total'
  | 'gradActivation'
  | 'slope'
  | 'crossSlope'
  | 'chainNet'
  | 'gradNet'
  | 'gradWeight'
  | 'gradBias'
  | 'partWeight'
  | 'partBias'
  | 'meanWeight'
  | 'meanBias'
  | 'penalisedWeight'
  | 'penalisedBias'
  | 'stateWeight'
  | 'stateBias'
  | 'rate'
  | 'step'
  | 'stepWidth'
  | Lead
  | Outcome
  | Setting
  | 'problem'
  | Diagnostic;

/** What says which row of a training with batches it is. */
export type Lead = 'epoch' | 'sample' | 'place';

/** What a batch, or an epoch, comes to. */
export type Outcome = 'hitPart' | 'hit' | 'cost' | 'accuracy' | 'epochCost';

/** One number for the whole training run; `setting` for those of optimizer and schedule. */
export type Setting = 'eta' | 'tolerance' | 'setting';

/** What a row says about the run so far; the verdict is read off these. */
export type Diagnostic =
  | 'finite'
  | 'settled'
  | 'direction'
  | 'turns'
  | 'saturatedPart'
  | 'saturated'
  | 'deadPart'
  | 'dead';

export function ref(kind: Kind, layer = 0, unit = 0, input = 0, part = 0): Ref {
  return { kind, layer, unit, input, part };
}

/** A string that is the same for equal refs. */
export function refKey(r: Ref): string {
  return `${r.kind}/${r.layer}/${r.unit}/${r.input}/${r.part}`;
}

/** What a step comes to: E_total, or with several samples the mean of it over the batch. */
export function lossRef({ hasData }: { readonly hasData: boolean }): Ref {
  return ref(hasData ? 'cost' : 'total');
}
