import type { Spec } from './spec.ts';

/** What one needs to know of a network to count its quantities. */
export interface NetworkSize {
  readonly inputs: number;
  readonly targets: number;
  readonly layers: readonly { readonly units: number; readonly biases: boolean }[];
}

/** The size of the network that a spec describes, by its declared units. */
export function sizeOf(spec: Pick<Spec, 'inputs' | 'targets' | 'layers'>): NetworkSize {
  return {
    inputs: spec.inputs.length,
    targets: spec.targets.length,
    layers: spec.layers.map(({ units, biases }) => ({ units, biases: biases !== null })),
  };
}

/** ∂E/∂a, ∂a/∂net and ∂E/∂net. */
const chainRulePerUnit = 3;
/** The kinds of `Diagnostic` in network/ref.ts. */
const diagnostics = 6;

/**
 * How many values one training step has: the columns of `Training` without its step number.
 *
 * Pure arithmetic on the declared sizes, so that a spec can be judged before anything is allocated.
 */
export function quantitiesPerStep(size: NetworkSize): number {
  let count = size.inputs + size.targets;
  let fanIn = size.inputs;
  for (const { units, biases } of size.layers) {
    const parameters = units * fanIn + (biases ? units : 0);
    const netAndActivation = 2 * units;
    // Every weight and bias is there twice: itself and its gradient.
    count += 2 * parameters + netAndActivation + chainRulePerUnit * units;
    fanIn = units;
  }
  const errorsAndTotal = fanIn + 1;
  return count + errorsAndTotal + diagnostics;
}
