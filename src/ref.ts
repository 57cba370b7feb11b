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
   * `partWeight` and `partBias` which part of the gradient, for parts of a long sum which; else 0.
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
  | SumPart
  | Lead
  | Outcome
  | Setting
  | 'problem'
  | Diagnostic;

/** A stretch of the terms of a sum that is too long for one formula. */
export type SumPart = 'netSum' | 'totalSum' | 'gradActivationSum' | 'gradWeightSum' | 'gradBiasSum';

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

const sumParts: Partial<Record<Kind, SumPart>> = {
  net: 'netSum',
  total: 'totalSum',
  gradActivation: 'gradActivationSum',
  gradWeight: 'gradWeightSum',
  gradBias: 'gradBiasSum',
};

/** A part of a long sum; undefined for what is never one. */
export function sumPartRef(sum: Ref, part: number): Ref | undefined {
  const kind = sumParts[sum.kind];
  return kind && { ...sum, kind, part };
}

/** Whether a quantity is a part of a long sum. */
export function isSumPart({ kind }: Ref): boolean {
  return Object.values(sumParts).includes(kind as SumPart);
}

/** The sum that a part belongs to. */
export function sumOfPart(part: Ref): Ref {
  const [kind] = Object.entries(sumParts).find(([, each]) => each === part.kind)!;
  return { ...part, kind: kind as Kind, part: 0 };
}

/** A string that is the same for equal refs. */
export function refKey(r: Ref): string {
  return `${r.kind}/${r.layer}/${r.unit}/${r.input}/${r.part}`;
}

/** What a step comes to: E_total, or with several samples the mean of it over the batch. */
export function lossRef({ hasData }: { readonly hasData: boolean }): Ref {
  return ref(hasData ? 'cost' : 'total');
}
