import { evaluate, type Value } from './evaluate.ts';
import type { Node } from './expression.ts';

/** What a quantity is, for its header and its place. */
export type Kind =
  | 'input'
  | 'target'
  | 'weight'
  | 'bias'
  | 'net'
  | 'activation'
  | 'error'
  | 'total'
  | 'gradient'
  | 'mean gradient'
  | 'delta'
  | 'activation gradient'
  | 'slope'
  | 'first moment'
  | 'second moment'
  | 'rate'
  | 'step';

/** A column of a table: one quantity in every step. */
export interface Quantity {
  readonly key: string;
  readonly kind: Kind;
  /** What the headers are made of: `1`, `h1`, `w3`. */
  readonly name: string;
  /** Typed by hand: in every step the same, or a number for each. */
  readonly typed?: Value | readonly number[];
  /** What is typed into the first step, where the others have a formula. */
  readonly start?: Value;
  /** The first step's formula, where it differs. */
  readonly first?: Node;
  readonly formula?: Node;
  /** Stands once, beside the table. */
  readonly once?: boolean;
  /** Of a matrix. */
  readonly shape?: { readonly rows: number; readonly columns: number };
  /** Single steps that hold something else. */
  readonly exceptions?: ReadonlyMap<number, Node | number>;
}

/** What a hand-made sheet computes, before it has a place. */
export interface Model {
  readonly about: string;
  readonly quantities: readonly Quantity[];
  readonly steps: number;
  /** Layer by layer the keys that belong together: those that a slip may confuse. */
  readonly siblings: readonly (readonly string[])[];
  /** All gradients are the derivative of the loss times this. */
  readonly constant: number;
}

/** What a cell of a quantity holds. */
export type Content = { readonly typed: Value } | { readonly formula: Node };

export function contentOf(quantity: Quantity, step: number): Content {
  const exception = quantity.exceptions?.get(step);
  if (exception !== undefined) {
    return typeof exception === 'number' ? { typed: exception } : { formula: exception };
  }
  const { typed, start, first, formula } = quantity;
  if (step === 0 && start !== undefined) return { typed: start };
  if (step === 0 && first !== undefined) return { formula: first };
  if (formula !== undefined) return { formula };
  if (typed === undefined) throw new Error(`${quantity.key} has no content`);
  return { typed: isPerStep(typed) ? typed[step] : (typed as Value) };
}

const isPerStep = (typed: Value | readonly number[]): typed is readonly number[] =>
  Array.isArray(typed) && typeof typed[0] === 'number';

/** Every quantity's value in every step: `values(key, step)`. */
export function valuesOf(model: Model): (key: string, step: number) => Value {
  const byKey = new Map(model.quantities.map((quantity) => [quantity.key, quantity]));
  const memory = new Map<string, Value>();
  const lookUp = (key: string, step: number): Value => {
    const quantity = byKey.get(key);
    if (quantity === undefined) throw new Error(`there is no quantity ${key}`);
    const at = quantity.once ? 0 : step;
    // A reference to the row above the first, by mistake: an empty or a header cell.
    if (at < 0 || at >= model.steps) return NaN;
    const name = `${key}@${at}`;
    const known = memory.get(name);
    if (known !== undefined) return known;
    const content = contentOf(quantity, at);
    // A circle, by mistake, is no number.
    memory.set(name, NaN);
    const value =
      'typed' in content
        ? content.typed
        : evaluate(content.formula, (other, back) => lookUp(other, at - back));
    memory.set(name, value);
    return value;
  };
  return lookUp;
}

/** The greatest difference of a quantity between two models, over all steps; Infinity at an error. */
export function difference(a: Model, b: Model, key: string): number {
  const [x, y] = [valuesOf(a), valuesOf(b)];
  let most = 0;
  for (let step = 0; step < a.steps; step++) {
    const [p, q] = [numbersOf(x(key, step)), numbersOf(y(key, step))];
    if (p.length !== q.length) return Number.POSITIVE_INFINITY;
    for (const [i, value] of p.entries()) {
      const apart = Math.abs(value - q[i]);
      if (Number.isNaN(apart)) return Number.POSITIVE_INFINITY;
      most = Math.max(most, apart);
    }
  }
  return most;
}

export const numbersOf = (value: Value): readonly number[] =>
  typeof value === 'number' ? [value] : value.flat();

/** Whether every cell of the model has a number of moderate size. */
export function isSound(model: Model): boolean {
  const values = valuesOf(model);
  return model.quantities.every(({ key, once }) =>
    Array.from({ length: once ? 1 : model.steps }, (_, step) => step).every((step) =>
      numbersOf(values(key, step)).every((value) => Math.abs(value) < 1e6),
    ),
  );
}

/** The model with another version of one of its quantities. */
export function withQuantity(model: Model, changed: Quantity): Model {
  return {
    ...model,
    quantities: model.quantities.map((old) => (old.key === changed.key ? changed : old)),
  };
}
