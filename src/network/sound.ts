import { soundSpec } from '../spec/parse.ts';
import { type PrintOptions, specToYaml } from '../spec/print.ts';
import type { Spec } from '../spec/spec.ts';
import { type Kept, variantOf } from '../spec/variant.ts';
import { type Description, describeSpec } from './describe.ts';
import { buildNetwork, type Network } from './network.ts';

/**
 * Builds the network that a spec describes, whether `parseSpec` made the spec or somebody else.
 *
 * @throws GradsheetError SPEC_INVALID or TOO_LARGE for a spec that does not describe one.
 */
export function buildSoundNetwork(spec: Spec): Network {
  return buildNetwork(soundSpec(spec));
}

/** Describes what a spec would make: `describeSpec`, for any spec. @throws GradsheetError as above. */
export function describeSoundSpec(spec: Spec): Description {
  return describeSpec(soundSpec(spec));
}

/** The canonical YAML of any spec: `specToYaml`. @throws GradsheetError as above. */
export function soundSpecToYaml(spec: Spec, options?: PrintOptions): string {
  return specToYaml(soundSpec(spec), options);
}

/** A variant of any spec: `variantOf`. @throws GradsheetError as above, and USAGE for a seed or number that is none. */
export function variantOfSound(spec: Spec, seed: number, number: number, kept?: Kept): Spec {
  return variantOf(soundSpec(spec), seed, number, kept);
}
