import type { Kind, Ref } from '../network/ref.ts';

const gradients: Partial<Record<Kind, Kind>> = {
  weight: 'gradWeight',
  bias: 'gradBias',
  net: 'gradNet',
  activation: 'gradActivation',
};

/** The address of ∂E/∂ a quantity. */
export function gradientRef(of: Ref): Ref {
  const kind = gradients[of.kind];
  if (!kind) throw new Error(`no gradient of ${of.kind}`);
  return { ...of, kind };
}
