import { firstShown, type Selection, shownSample } from '../layout/plan.ts';
import type { Network } from '../network/network.ts';
import { checkedParameters } from '../network/parameters.ts';
import { checkGradients } from '../numeric/check/check.ts';
import { runOf } from '../numeric/run.ts';

/**
 * How far engines may differ in a difference quotient because they differ in the last bits of E:
 * by what the sheet itself allows for that.
 */
export function quotientSpread(
  network: Network,
  { selectedStep, selectedSample }: Selection = {},
): (sheet: string) => number {
  const step = selectedStep ?? firstShown(network);
  const { bounds, gradients } = checkGradients(runOf(network), checkedParameters(network), {
    step,
    sample: selectedSample ?? shownSample(network),
  });
  const least = gradients.reduce((width, each) => Math.min(width, each.width), 1);
  // Each of the two quotients that `allowed` adds up may be off by so much.
  const allowed = (4 * bounds.offTotal) / least;
  return (sheet) => (sheet === 'Gradient check' && allowed > 0 ? allowed : 0);
}
