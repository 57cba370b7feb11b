import type { Chance } from './corpus/chance.ts';
import { nodesOf, partOf, rename, replace } from './corpus/expression.ts';
import { fileOf } from './corpus/file.ts';
import { headerOf, vocabularies } from './corpus/headers.ts';
import { rows } from './corpus/layouts/tables.ts';
import { type Model, withQuantity } from './corpus/model.ts';
import { denseOf } from './corpus/networks/dense.ts';
import type { Style } from './corpus/style.ts';

/** Always the first choice: the sheet as the lesson has it. */
const plain: Chance = {
  between: (low) => low,
  whole: (low) => low,
  pick: ([first]) => first,
  yes: () => false,
  shuffle: (items) => [...items],
};

const style: Style = {
  square: 'caret',
  half: 'decimal',
  sigmoid: 'plain',
  sums: 'plus',
  gradients: 'expanded',
  inputFirst: false,
  givens: 'typed',
  rate: 'cell',
};

/** One after the other. */
const given = (...numbers: readonly number[]) => {
  const rest = [...numbers];
  return () => rest.shift()!;
};

/**
 * The 2-2-2 lesson as students make it, with the slip that most of them made: the gradients of w3
 * and w4 have the slope of a_h1 where that of a_h2 belongs.
 */
export function usualSheet({ steps = 67 } = {}): Promise<Uint8Array> {
  const sound = denseOf({
    widths: [2, 2, 2],
    activations: ['sigmoid', 'sigmoid'],
    biases: 'none',
    loss: 'half',
    samples: 1,
    online: false,
    joined: 'mean',
    descent: { style, rate: 1, optimizer: 'plain', form: 'rate first' },
    style,
    steps: steps + 1,
    start: given(0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55),
    input: given(0.05, 0.1),
    target: given(0, 0.5, 0.5),
    constant: 1,
  });
  const model = ['d_w3', 'd_w4'].reduce(withOtherSlope, sound);
  const header = (quantity: Model['quantities'][number]) => headerOf(vocabularies.seed, quantity);
  return fileOf(model, rows(model, header, plain), { rateName: null });
}

function withOtherSlope(model: Model, key: string): Model {
  const quantity = model.quantities.find((each) => each.key === key)!;
  const formula = nodesOf(quantity.formula!).reduce((changed, node) => {
    const isSlope = partOf(node) === 'slope' && JSON.stringify(node).includes('a_h2');
    return isSlope ? replace(changed, node, rename(node, { a_h2: 'a_h1' })) : changed;
  }, quantity.formula!);
  return withQuantity(model, { ...quantity, formula });
}
