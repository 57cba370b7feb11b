/**
 * The address of one quantity in a network: which kind, of which layer, unit and input. It is the
 * vocabulary that the numeric engine, the symbolic side and the layout share; it carries no
 * formula, no number and no cell.
 */
export interface Ref {
  readonly kind: Kind;
  /** 0 for the first layer after the inputs; 0 where the kind has no layer. */
  readonly layer: number;
  /** Unit within the layer; for `input`, `target` and `error` the index; else 0. */
  readonly unit: number;
  /** For weights and their gradients, which input of the unit; else 0. */
  readonly input: number;
}

export type Kind =
  | 'input'
  | 'target'
  | 'weight'
  | 'bias'
  | 'net'
  | 'activation'
  | 'error'
  | 'total'
  | 'gradActivation'
  | 'slope'
  | 'gradNet'
  | 'gradWeight'
  | 'gradBias'
  | 'step'
  | 'stepWidth'
  | Setting
  | Diagnostic;

/** One number for the whole training run. */
export type Setting = 'eta' | 'tolerance';

/** What a row says about the run so far; the verdict is read off these. */
export type Diagnostic = 'finite' | 'settled' | 'direction' | 'turns' | 'saturated' | 'dead';

export function ref(kind: Kind, layer = 0, unit = 0, input = 0): Ref {
  return { kind, layer, unit, input };
}

/** A string that is the same for equal refs. */
export function refKey(r: Ref): string {
  return `${r.kind}/${r.layer}/${r.unit}/${r.input}`;
}
