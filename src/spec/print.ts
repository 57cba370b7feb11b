import { stringify } from 'yaml';
import type { Spec } from './spec.ts';

/** A spec as the YAML that makes it again. */
export function specToYaml(spec: Spec): string {
  return stringify(spec, { collectionStyle: 'any' });
}
