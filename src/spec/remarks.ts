import { remarkOnSize } from './size.ts';
import type { Spec } from './spec.ts';

/** What is worth knowing about a valid spec before one wonders at its workbook. */
export function remarksOn(spec: Spec): string[] {
  const { learningRate } = spec.training;
  return [
    learningRate === 0 &&
      'the learning rate is 0: no weight will move, and the loss stays as it is',
    learningRate < 0 &&
      `the learning rate ${learningRate} is negative: each step climbs the loss instead of descending it`,
    remarkOnSize(spec),
  ].filter((remark) => typeof remark === 'string');
}

/** Said when a spec names no rates to compare and the default ones are left out. */
export const noComparison =
  'no learning rates are compared, because the runs would make the workbook heavy; list some under `compare` to have them all the same';
