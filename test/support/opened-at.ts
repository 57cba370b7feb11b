import { planWorkbook, type Selection } from '../../src/layout/plan.ts';
import { buildNetwork } from '../../src/network/network.ts';
import type { Spec } from '../../src/spec/spec.ts';

/** What a workbook selects when it is made: it stays so, whatever is typed into its samples. */
export function openedAt(spec: Spec): Selection {
  const { selectedStep, selectedSample } = planWorkbook(buildNetwork(spec));
  return { selectedStep, selectedSample };
}
