import { sum } from './formula.ts';
import type { Op } from './node.ts';

/** a₁ + a₂ + … */
export const addition: Op = {
  text: ({ args }) => sum(args.map(({ ref }) => ref)),
  slope: () => 1,
};
