import type { Op } from './node.ts';

const none = (): never => {
  throw new Error('what is given has no formula in a graph');
};

/** An input, a target or a parameter: what the rest is computed from. */
export const given: Op = { text: none, slope: none };
