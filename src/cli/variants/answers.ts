import { firstRowOfStep, rowOfStep } from '../../network/batches.ts';
import { type Network, withSteps } from '../../network/network.ts';
import { isState } from '../../network/parameters.ts';
import { runOf } from '../../numeric/run.ts';
import { columnOf } from '../../numeric/value.ts';
import type { Ref } from '../../ref.ts';
import { namesOf } from '../../symbolic/names.ts';
import { quantitiesOf } from '../../symbolic/quantities.ts';

/**
 * Names of what the answer key says of a network, as they stand on the sheets: first the row of step 0
 * of `Training`, in the order of its columns; then, as `w1 at step 1`, what the first update makes of
 * the weights, the biases and the optimizer's memory. Of a batch of several samples only what belongs
 * to the step: its weights, its cost and its mean gradients.
 */
export function answerColumns(network: Network): string[] {
  const { of } = namesOf(network);
  const { before, after } = answersIn(network);
  return [...before.map(of), ...after.map((r) => `${of(r)} at step 1`)];
}

/** The values in these columns; NaN for an overflow. */
export function answersOf(network: Network): Float64Array {
  const { before, after } = answersIn(network);
  const short = withSteps(network, 1);
  const run = runOf(short);
  const [row0, row1] = [rowOfStep(short, 0), firstRowOfStep(short, 1)];
  return Float64Array.from([
    ...before.map((r) => columnOf(run, r)(row0)),
    ...after.map((r) => columnOf(run, r)(row1)),
  ]);
}

function answersIn(network: Network): { before: Ref[]; after: Ref[] } {
  const isOneSample = rowOfStep(network, 0) === 0;
  const quantities = quantitiesOf(network);
  const before = quantities.filter(
    ({ ref, role, of, only }) =>
      role !== 'diagnosis' &&
      // Before the first update it is empty.
      !isState(ref) &&
      only !== 'ends of periods' &&
      (isOneSample || of === 'step'),
  );
  const after = quantities.filter(({ isUpdate }) => isUpdate);
  return { before: before.map(({ ref }) => ref), after: after.map(({ ref }) => ref) };
}
