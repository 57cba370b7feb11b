import { soundSpec } from '../spec/parse.ts';
import type { Spec } from '../spec/spec.ts';
import { buildNetwork, type Network } from './network.ts';

/**
 * Builds the network that a spec describes, whether `parseSpec` made the spec or somebody else.
 *
 * @throws GradsheetError SPEC_INVALID or TOO_LARGE for a spec that does not describe one.
 */
export function buildSoundNetwork(spec: Spec): Network {
  return buildNetwork(soundSpec(spec));
}
