import type { NarratedLine } from '../../layout/network/sheet.ts';
import type { Plan } from '../../layout/plan.ts';
import { isState, parameterOf } from '../../network/parameters.ts';
import { type Update, updateOf } from '../../numeric/descend.ts';
import type { Hole } from '../../ops/formula.ts';
import { refKey } from '../../ref.ts';
import { isNew } from '../../symbolic/narration.ts';
import type { Selected } from '../selected.ts';

/** The numbers that are told: of the selected step, and of the one after it. */
export interface Told {
  readonly now: Selected;
  /** A parameter, or what the optimizer remembers of it, after one more update. */
  readonly after: Selected;
}

export function toldOf({ network, selectedStep }: Plan, now: Selected): Told {
  const updates = new Map<string, Update>();
  return {
    now: (r) => (r.kind === 'step' ? selectedStep : now(r)),
    after: (r) => {
      if (r.kind === 'step') return selectedStep + 1;
      const parameter = parameterOf(r);
      const key = refKey(parameter);
      if (!updates.has(key)) updates.set(key, updateOf(network, parameter, now, selectedStep + 1));
      const { value, states } = updates.get(key)!;
      return isState(r) ? states[r.part]! : value;
    },
  };
}

/** The number that fills a hole of a line. */
export function numberOf(told: Told, line: NarratedLine, hole: Hole): number {
  return (line.next && isNew(hole) ? told.after : told.now)(hole.ref);
}
