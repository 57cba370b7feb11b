import { at, f } from '../../ops/formula.ts';
import { ofKind, type SlipRow, type Way } from '../slip.ts';
import { holesIn, joined, operandsOf, stale, without } from '../surgery.ts';
import { type Change, changing } from './chain.ts';

/** Mistakes in the gradients of weights and biases. */
export const gradientSlips = {
  'factor-of-two': {
    about: 'a factor of 2 or ½ in one gradient alone',
    ways: (sound) =>
      changing(sound, ['gradWeight', 'gradBias'], ({ formula }, name): readonly Change[] => [
        [f`2*${formula}`, `${name} is twice as large as it should be`],
        [f`0.5*${formula}`, `${name} is half as large as it should be`],
      ]),
  },
  'swapped-columns': {
    about: 'two gradients that hold each other’s formulas',
    ways: ({ quantities, names }) => {
      const weights = ofKind(quantities, 'gradWeight');
      return weights.flatMap((one, i) =>
        weights
          .slice(i + 1)
          .filter(({ ref: r }) => r.layer === one.ref.layer && r.unit === one.ref.unit)
          .map(
            (other): Way => ({
              changed: [
                { ...one, formula: other.formula },
                { ...other, formula: one.formula },
              ],
              says: `${names.of(one.ref)} and ${names.of(other.ref)} hold each other’s formulas`,
            }),
          ),
      );
    },
  },
  'missing-time-step': {
    about: 'one time step, or one place, where a shared weight is used forgotten in its gradient',
    ways: (sound) =>
      changing(sound, ['gradWeight', 'gradBias'], ({ formula }, name) => {
        const terms = operandsOf(formula, '+');
        if (terms.length < 2) return [];
        return terms.map(
          (_, i): Change => [
            joined(without(terms, i), '+'),
            `${name} lacks term ${i + 1} of ${terms.length}`,
          ],
        );
      }),
  },
  'stale-value': {
    about: 'a value of the row above in a gradient',
    ways: ({ quantities, names }) =>
      ofKind(quantities, 'gradWeight').flatMap((quantity) =>
        holesIn(quantity.formula)
          .filter((hole) => hole.at === 'row' && hole.ref.kind !== 'input')
          .map(({ ref: read }): Way => {
            // There is no row above the first.
            const first = quantity.first ?? quantity.formula;
            return {
              changed: [{ ...quantity, first, formula: stale(quantity.formula, read) }],
              says: `${names.of(quantity.ref)} reads ${names.of(read)} of the row above`,
            };
          }),
      ),
  },
  'mean-forgotten': {
    about: 'a sum over the batch where the other gradients have the mean',
    ways: (sound) =>
      sound.network.batches.size === 1
        ? []
        : changing(sound, ['meanWeight', 'meanBias'], (quantity, name) => {
            const self = quantity.ref;
            const kind = self.kind === 'meanWeight' ? 'gradWeight' : 'gradBias';
            const gradient = { ...self, kind } as const;
            const formula = f`SUM(${at(gradient, 'stepRows')})`;
            return [[formula, `${name} is the sum over the batch, not the mean`]];
          }),
  },
} satisfies Record<string, SlipRow>;
