import { buildNetwork } from '../network/network.ts';
import type { Problem } from '../spec/problem.ts';
import type { Spec } from '../spec/spec.ts';
import { placesByName, strangerIn } from './experiments.ts';
import { groundPlanOf } from './plan.ts';

/**
 * Why a valid spec makes no workbook, if so: a lesson that names a cell which is not there. For
 * `parseSpec`, so that everybody who reads a spec is told at once; nothing is trained.
 */
export function misfitOf(spec: Spec): Problem | undefined {
  const names = spec.try?.flatMap(({ cells }) => cells) ?? [];
  if (names.length === 0) return undefined;
  return strangerIn(spec, placesByName(groundPlanOf(buildNetwork(spec))));
}
