import type { Plan } from '../layout/plan.ts';
import type { SurfaceLayout } from '../layout/surface.ts';
import { PROBES, type ValleyLayout } from '../layout/valley.ts';
import { type Checked, checkGradients } from '../numeric/check/check.ts';
import type { Run } from '../numeric/run.ts';
import { surfaceOf } from '../numeric/surface.ts';
import { type Valley, valleyOf } from '../numeric/valley/valley.ts';
import { valleyPlaces } from '../spec/limits.ts';
import { proofClause } from './check/words.ts';
import { type Selected, selectedValues } from './selected.ts';

/** What the sheets show besides the plan: everything that is computed for them, once. */
export interface Facts {
  readonly plan: Plan;
  readonly run: Run;
  /** One a compared learning rate. */
  readonly compared: readonly ComparedRate[];
  readonly selected: Selected;
  readonly checked: Checked;
  /** What the cell `proof` says. */
  readonly proof: string;
  readonly surface: Surface | null;
  readonly valley: { readonly layout: ValleyLayout; readonly valley: Valley } | null;
  /** The template or file that the workbook was made from. */
  readonly madeFrom: string;
}

/** What training at another rate came to. */
export interface ComparedRate {
  /** Of each period that the verdict judges: the loss of a step, or the mean of an epoch. */
  readonly losses: Float64Array;
  /** What it is judged by at the end: the last loss, or the mean of the last epoch. */
  readonly final: number;
  readonly verdict: string;
  /** All of it; may be trained again for this. */
  readonly run: () => Run;
}

/** Every point of the decision surface, or of the curve, at the selected step. */
export interface Surface {
  readonly layout: SurfaceLayout;
  readonly run: Run;
}

/** Computes what is not given. */
export function factsOf(given: Pick<Facts, 'plan' | 'run' | 'compared' | 'madeFrom'>): Facts {
  const { plan, run } = given;
  const parameters = plan.check.rows.map(({ parameter }) => parameter);
  const at = { step: plan.selectedStep, sample: plan.selectedSample };
  const checked = checkGradients(run, parameters, at);
  return {
    ...given,
    selected: selectedValues(plan, run),
    checked,
    proof: String(proofClause(plan, checked).result),
    surface: plan.surface && surfaceAt(plan, plan.surface, run),
    valley: plan.valley && {
      layout: plan.valley,
      valley: valleyOf(run, { axes: plan.valley.axes, ...valleyPlaces, probes: PROBES }),
    },
  };
}

function surfaceAt({ selectedStep }: Plan, layout: SurfaceLayout, { trace }: Run): Surface {
  const { axes, most } = layout;
  const division = { places: most, resolution: most };
  return { layout, run: surfaceOf(trace, selectedStep, axes, division) };
}
