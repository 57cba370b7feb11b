import { f, sum } from './formula.ts';
import type { Op } from './node.ts';

/**
 * a₁·b₁ + a₂·b₂ + …: its arguments two by two, and one left over, which is added as it is: the net
 * input of a unit from its weights, what they weigh, and a bias.
 */
export const products: Op = {
  text: ({ args }) =>
    sum(
      args.flatMap(({ ref }, k) => {
        if (k % 2 === 1) return [];
        const other = args[k + 1];
        return other ? [f`${ref}*${other.ref}`] : [f`${ref}`];
      }),
    ),
  slope: ({ args }, k) => (k % 2 === 1 ? args[k - 1]! : (args[k + 1] ?? 1)),
};
