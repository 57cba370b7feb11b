import { at, type Formula, f } from '../../ops/formula.ts';
import type { Ref } from '../../ref.ts';
import { type SlipRow, siblings } from '../slip.ts';
import { holesIn, reading, spliced } from '../surgery.ts';
import { type Change, changing } from './chain.ts';

/** Mistakes in the updates and in the forward pass. */
export const stepSlips = {
  'anothers-gradient': {
    about: 'an update by the gradient of another weight',
    ways: (sound) =>
      changing(sound, ['weight', 'bias'], ({ formula }, name) =>
        holesIn(formula)
          .filter(({ ref }) => moves.has(ref.kind))
          .slice(0, 1)
          .flatMap(({ ref: read }) =>
            siblings(sound.quantities, read).map((other): Change => {
              const says = `${name} is moved by ${sound.names.of(other)} in place of ${sound.names.of(read)}`;
              return [reading(formula, read, other), says];
            }),
          ),
      ),
  },
  'bias-never-updated': {
    about: 'a bias that keeps its first value while the others are trained',
    ways: (sound) =>
      changing(sound, ['bias'], ({ ref, formula }, name) =>
        isMoved(formula) ? [[f`${at(ref, 'previous')}`, `${name} is never updated`]] : [],
      ),
  },
  'rate-forgotten': {
    about: 'an update without the learning rate',
    ways: (sound) =>
      changing(sound, ['weight', 'bias'], ({ formula }, name) => {
        const rate = rateIn(formula);
        if (rate === undefined || !startsWith(formula.cell[rate + 1], '*')) return [];
        const rest = (formula.cell[rate + 1] as string).slice(1);
        const parts = rest === '' ? [] : [rest];
        return [[spliced(formula, rate, 2, parts), `${name} is moved without the learning rate`]];
      }),
  },
  uphill: {
    about: 'an update that adds where it should subtract',
    ways: (sound) =>
      changing(sound, ['weight', 'bias'], ({ formula }, name) => {
        const rate = rateIn(formula);
        const before = rate === undefined ? undefined : formula.cell[rate - 1];
        if (rate === undefined || typeof before !== 'string' || !before.endsWith('-')) return [];
        const plus = `${before.slice(0, -1)}+`;
        return [[spliced(formula, rate - 1, 1, [plus]), `${name} is moved uphill: + for −`]];
      }),
  },
  'wrong-weight': {
    about: 'a unit that reads the weight of another connection',
    ways: (sound) =>
      changing(sound, ['net'], ({ formula }, name) =>
        holesIn(formula)
          .filter(({ ref }) => ref.kind === 'weight')
          .flatMap(({ ref: read }) =>
            siblings(sound.quantities, read).map((other): Change => {
              const says = `${name} reads ${sound.names.of(other)} where ${sound.names.of(read)} belongs`;
              return [reading(formula, read, other), says];
            }),
          ),
      ),
  },
} satisfies Record<string, SlipRow>;

/** What an update may move a parameter by. */
const moves = new Set<Ref['kind']>([
  ...(['gradWeight', 'gradBias', 'meanWeight', 'meanBias'] as const),
  ...(['penalisedWeight', 'penalisedBias', 'stateWeight', 'stateBias'] as const),
]);

const isMoved = (formula: Formula): boolean =>
  holesIn(formula).some(({ ref }) => moves.has(ref.kind));

/** Where η stands in an update. */
function rateIn({ cell }: Formula): number | undefined {
  const found = cell.findIndex(
    (part) => typeof part !== 'string' && (part.ref.kind === 'eta' || part.ref.kind === 'rate'),
  );
  return found < 0 ? undefined : found;
}

const startsWith = (part: unknown, text: string): boolean =>
  typeof part === 'string' && part.startsWith(text);
