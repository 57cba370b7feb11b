import type { Plan } from '../../layout/plan.ts';
import { surfaceOf } from '../../numeric/surface.ts';
import type { Trace } from '../../numeric/trace.ts';
import type { Run } from '../../numeric/value.ts';

/** The forward passes of all points at the selected step; null where there is no surface. */
export function surfaceTrace({ surface, selectedStep }: Plan, { trace }: Run): Trace | null {
  if (!surface) return null;
  const { axes, most } = surface;
  return surfaceOf(trace, selectedStep, axes, { places: most, resolution: most });
}
