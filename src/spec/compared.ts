import type { Spec } from './spec.ts';

/** What decides which learning rates a workbook compares. */
export type Comparison = Pick<Spec, 'compare'> & {
  readonly training: Pick<Spec['training'], 'learningRate'>;
};

/**
 * The learning rates that a workbook compares, one column each: those that a description lists, and
 * its own before the first larger one, so that a lesson can always be seen among the others. None
 * if it lists none.
 */
export function comparedRates({
  compare,
  training: { learningRate },
}: Comparison): readonly number[] {
  if (compare.length === 0 || compare.includes(learningRate)) return compare;
  const larger = compare.findIndex((rate) => rate > learningRate);
  return compare.toSpliced(larger < 0 ? compare.length : larger, 0, learningRate);
}
