import type { Kind, Ref } from '../ref.ts';

const gradients: Partial<Record<Kind, Kind>> = {
  weight: 'gradWeight',
  bias: 'gradBias',
  net: 'gradNet',
  activation: 'gradActivation',
};

/** The address of ∂E/∂ a quantity; undefined for what nobody asks the gradient of. */
export function gradientRef(of: Ref): Ref | undefined {
  const kind = gradients[of.kind];
  return kind && { ...of, kind };
}
