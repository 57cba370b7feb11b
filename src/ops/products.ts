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
        return k + 1 < args.length ? [f`${ref}*${args[k + 1].ref}`] : [f`${ref}`];
      }),
    ),
  slope: ({ args }, k) => {
    if (k % 2 === 1) return args[k - 1];
    return k + 1 < args.length ? args[k + 1] : 1;
  },
};
