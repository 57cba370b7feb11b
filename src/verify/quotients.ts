import type { Selection } from '../layout/plan.ts';
import type { Network } from '../network/network.ts';
import { networkAt } from '../numeric/at.ts';
import { roundOff } from '../numeric/check.ts';
import { runOf } from '../numeric/diagnose.ts';
import { columnOf } from '../numeric/value.ts';

/** Δ is at least this. */
const LEAST_WIDTH = 1e-5;

/**
 * How far engines may differ in a difference quotient because they differ in the last bits of E:
 * by what the sheet itself allows for that.
 */
export function quotientSpread(
  network: Network,
  { selectedStep, selectedSample = 0 }: Selection = {},
): (sheet: string) => number {
  const step = selectedStep ?? (network.batches ? network.steps : 0);
  const now = runOf(networkAt(runOf(network).trace, step, selectedSample));
  const allowed = roundOff(network, now.trace.totals[0], (r) => columnOf(now, r)(0)) / LEAST_WIDTH;
  return (sheet) => (sheet === 'Gradient check' && allowed > 0 ? allowed : 0);
}
