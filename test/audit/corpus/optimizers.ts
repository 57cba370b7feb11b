import { call, type Node, num, op, over, ref, sub, sum, times } from './expression.ts';
import type { Quantity } from './model.ts';
import { type Style, squareOf } from './style.ts';

/** What moves a parameter: columns of its own, and what is subtracted from it, times the rate. */
export interface Optimizer {
  readonly memory: (style: Style, parameter: string, gradient: string) => readonly Quantity[];
  readonly direction: (style: Style, parameter: string, gradient: string) => Node;
}

/** The key of the counter of steps, from 1. */
export const stepKey = 'step';

const [beta, beta2, epsilon] = [0.9, 0.99, 1e-8];

/** b·before + (1 − b)·new; in the first step there is nothing before. */
function moving(b: number, key: string, added: Node): Pick<Quantity, 'first' | 'formula'> {
  const share = times(num(Number((1 - b).toFixed(4))), added);
  return { first: share, formula: sum([times(num(b), ref(key, 1)), share]) };
}

const firstMoment = (parameter: string, gradient: string): Quantity => ({
  key: `m_${parameter}`,
  kind: 'first moment',
  name: parameter,
  ...moving(beta, `m_${parameter}`, ref(gradient)),
});

const secondMoment = (style: Style, parameter: string, gradient: string): Quantity => ({
  key: `v_${parameter}`,
  kind: 'second moment',
  name: parameter,
  ...moving(beta2, `v_${parameter}`, squareOf(style, ref(gradient))),
});

/** m/(1 − β^t), of the step before. */
const corrected = (key: string, b: number): Node =>
  over(ref(key, 1), sub(num(1), op(num(b), '^', ref(stepKey, 1))));

export const optimizers = {
  plain: {
    memory: () => [],
    direction: (_, __, gradient) => ref(gradient, 1),
  },
  momentum: {
    memory: (_, parameter, gradient) => {
      const key = `m_${parameter}`;
      return [
        {
          key,
          kind: 'first moment',
          name: parameter,
          first: ref(gradient),
          formula: sum([times(num(beta), ref(key, 1)), ref(gradient)]),
        },
      ];
    },
    direction: (_, parameter) => ref(`m_${parameter}`, 1),
  },
  rmsprop: {
    memory: (style, parameter, gradient) => [secondMoment(style, parameter, gradient)],
    direction: (_, parameter, gradient) =>
      over(ref(gradient, 1), sum([call('SQRT', ref(`v_${parameter}`, 1)), num(epsilon)])),
  },
  adam: {
    memory: (style, parameter, gradient) => [
      firstMoment(parameter, gradient),
      secondMoment(style, parameter, gradient),
    ],
    direction: (_, parameter) =>
      over(
        corrected(`m_${parameter}`, beta),
        sum([call('SQRT', corrected(`v_${parameter}`, beta2)), num(epsilon)]),
      ),
  },
  'weight decay': {
    memory: () => [],
    direction: (_, parameter, gradient) =>
      sum([ref(gradient, 1), times(num(0.01), ref(parameter, 1))]),
  },
} satisfies Record<string, Optimizer>;

export type OptimizerName = keyof typeof optimizers;
