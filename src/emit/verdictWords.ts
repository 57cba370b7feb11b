import { testedUnits } from '../functions/unit-parts.ts';
import type { Plan } from '../layout/plan.ts';
import type { Network } from '../network/network.ts';
import { lossWords } from '../symbolic/kinds.ts';

/** A word of a verdict and what it means. */
export type VerdictWord = readonly [word: string, meaning: string];

/** What the verdicts of this network can be, each with a line about it, in the order in which they are tried. */
export function verdictWords({ network }: Plan): VerdictWord[] {
  const loss = lossWords(network);
  const periods = periodsOf(network);
  const tested = testedUnits(network.layers);
  const words: (VerdictWord | false)[] = [
    ['diverged', 'from the step that is named, a number was too large for a cell'],
    [
      'converged',
      `from the step that is named to the end, ${loss} stayed at or below the tolerance`,
    ],
    tested.dead.some(Boolean) && [
      'units are dead',
      'a whole hidden layer answers 0 with slope 0: nothing behind it can learn',
    ],
    ['stuck', `${loss} changed by less than 1 % in the last ten ${periods}`],
    tested.saturated.some(Boolean) && [
      'saturated',
      'a whole layer sits at the ends of its activation, where slopes are almost 0',
    ],
    ['oscillating', `${loss} went down and up again: it turned at least twice`],
    ['rising', `${loss} is higher at the end than at the start`],
    ['descending', `none of these: ${loss} is still on its way down`],
  ];
  return words.filter((word) => word !== false);
}

/** What the verdict goes by: steps, or epochs where there are two or more of several steps. */
function periodsOf({ batches }: Network): string {
  return batches.periodIsStep ? 'steps' : 'epochs';
}
