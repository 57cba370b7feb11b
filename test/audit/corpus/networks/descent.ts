import type { Chance } from '../chance.ts';
import { minus, type Node, num, ref, sub, sum, times } from '../expression.ts';
import type { Quantity } from '../model.ts';
import { type OptimizerName, optimizers, stepKey } from '../optimizers.ts';
import type { Style } from '../style.ts';

/** How a model descends, the same for all of its parameters. */
export interface Descent {
  readonly style: Style;
  readonly rate: number;
  readonly optimizer: OptimizerName;
  /** `w+(-η)*g`, `w-g*η` or `w-η*g`. */
  readonly form: 'rate first' | 'rate last' | 'negative';
}

export function drawDescent(chance: Chance, style: Style): Descent {
  const optimizer = chance.pick<OptimizerName>([
    ...(['plain', 'plain', 'plain', 'plain', 'plain', 'plain'] as const),
    ...(['momentum', 'adam', 'rmsprop', 'weight decay'] as const),
  ]);
  const small = optimizer === 'adam' || optimizer === 'rmsprop';
  return {
    style,
    rate: chance.pick(small ? [0.01, 0.02, 0.05] : [0.1, 0.2, 0.5]),
    optimizer,
    form: chance.pick(['rate first', 'rate first', 'rate last', 'negative']),
  };
}

/** The rate and the counter of steps, where they have cells. */
export function settingsOf({ style, rate, optimizer }: Descent): Quantity[] {
  const rates: Quantity[] =
    style.rate === 'literal'
      ? []
      : [{ key: 'rate', kind: 'rate', name: '', typed: rate, once: style.rate !== 'column' }];
  if (optimizer !== 'adam') return rates;
  const counter: Quantity = {
    key: stepKey,
    kind: 'step',
    name: '',
    start: 1,
    formula: sum([ref(stepKey, 1), num(1)]),
  };
  return [counter, ...rates];
}

/** A parameter that a gradient moves, and what the optimizer remembers of it. */
export function parameterOf(
  descent: Descent,
  { key, kind, start }: { key: string; kind: 'weight' | 'bias'; start: number },
  gradient: string,
): { parameter: Quantity; memory: readonly Quantity[] } {
  const { style, form } = descent;
  const optimizer = optimizers[descent.optimizer];
  const rate: Node =
    style.rate === 'literal' ? num(descent.rate) : ref('rate', style.rate === 'column' ? 1 : 0);
  const direction = optimizer.direction(style, key, gradient);
  const before = ref(key, 1);
  const formula =
    form === 'negative'
      ? sum([before, times(minus(rate), direction)])
      : sub(before, form === 'rate first' ? times(rate, direction) : times(direction, rate));
  return {
    parameter: { key, kind, name: key, start, formula },
    memory: optimizer.memory(style, key, gradient),
  };
}

/** Inputs and targets: once above the table, typed into each row, or taken from the row above. */
export function givenOf(
  { givens }: Style,
  kind: 'input' | 'target',
  key: string,
  values: number | readonly number[],
): Quantity {
  const common = { key, kind, name: key.replace(/^[a-z]+/, '') } as const;
  if (typeof values !== 'number') return { ...common, typed: values };
  if (givens === 'repeated') return { ...common, start: values, formula: ref(key, 1) };
  return { ...common, typed: values, once: givens === 'once' };
}
