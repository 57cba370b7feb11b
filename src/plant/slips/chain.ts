import { type Formula, f, type Hole } from '../../ops/formula.ts';
import type { Ref } from '../../ref.ts';
import type { Quantity } from '../../symbolic/quantity.ts';
import { ofKind, type SlipRow, type Sound, siblings, type Way } from '../slip.ts';
import {
  findPair,
  holesIn,
  isSame,
  joined,
  operandsOf,
  reading,
  spliced,
  without,
} from '../surgery.ts';

/** Mistakes in the chain rule, from the loss back to the net inputs. */
export const chainSlips = {
  'another-units-slope': {
    about: "the slope of another unit's activation, as a_h1·(1 − a_h1) where a_h2 belongs",
    ways: (sound) =>
      changing(sound, ['slope'], ({ ref, formula }, name) =>
        [...new Set(holesIn(formula).map((hole) => hole.ref))].slice(0, 1).flatMap((read) =>
          siblings(sound.quantities, read)
            .filter(({ unit }) => unit !== ref.unit)
            .map((other): Change => {
              const is = `is the slope at ${sound.names.of(other)} where ${sound.names.of(read)} belongs`;
              return [reading(formula, read, other), `${name} ${is}`];
            }),
        ),
      ),
  },
  'missing-brackets': {
    about:
      'no brackets around the sum over all paths, so that the slope multiplies its last term only',
    ways: (sound) =>
      changing(sound, ['gradNet'], ({ formula }, name) => {
        const factors = operandsOf(formula, '*');
        const at = factors.findIndex(({ cell }) => isGradient(cell[0]));
        const sum = factors[at];
        const paths = sum ? operandsOf(formulaOf(sound, sum), '+') : [];
        if (factors.length < 2 || paths.length < 2) return [];
        const last = joined([...paths.slice(-1), ...without(factors, at)], '*');
        const says = `${name} multiplies only the last path by the slope: the sum has no brackets`;
        return [[joined([...paths.slice(0, -1), last], '+'), says]];
      }),
  },
  'missing-slope': {
    about: 'the slope of an activation forgotten',
    ways: (sound) => slopeForgotten(sound, (slope) => !isMask(slope)),
  },
  'missing-mask': {
    about: 'the mask of a ReLU forgotten, so that a gradient flows where the unit is off',
    ways: (sound) => slopeForgotten(sound, isMask),
  },
  'slope-twice': {
    about: 'the slope of an activation used twice',
    ways: (sound) =>
      changing(sound, ['gradNet'], ({ formula }, name) =>
        slopesIn(formula).map(
          (slope): Change => [f`${formula}*${slope}`, `${name} has the slope twice`],
        ),
      ),
  },
  'net-for-activation': {
    about: 'the net input where its activation belongs, as h1·(1 − h1)',
    ways: (sound) =>
      changing(sound, ['slope', 'gradWeight'], ({ formula }, name) =>
        holesIn(formula)
          .map((hole) => hole.ref)
          .filter(
            (read, i, all) =>
              read.kind === 'activation' && all.findIndex((r) => isSame(r, read)) === i,
          )
          .map((read): Change => {
            const net: Ref = { ...read, kind: 'net' };
            const says = `${name} reads ${sound.names.of(net)} where ${sound.names.of(read)} belongs`;
            return [reading(formula, read, net), says];
          }),
      ),
  },
  'wrong-sign': {
    about: 't − a where a − t belongs',
    ways: (sound) =>
      changing(sound, ['gradActivation', 'gradNet'], ({ formula }, name) => {
        const pair = findPair(formula, '-', isOutputLessTarget);
        if (pair === undefined) return [];
        const turned = formula.cell.slice(pair, pair + 3).reverse();
        const says = `${name} has t − a where a − t belongs`;
        return [[spliced(formula, pair, 3, turned), says]];
      }),
  },
  'target-alone': {
    about: 'the target differentiated in place of the error: t where a − t belongs',
    ways: (sound) =>
      changing(sound, ['gradActivation', 'gradNet'], ({ formula }, name) => {
        const pair = findPair(formula, '-', isOutputLessTarget);
        if (pair === undefined) return [];
        const says = `${name} has the target t where the error a − t belongs`;
        return [[spliced(formula, pair, 2, []), says]];
      }),
  },
  'missing-path': {
    about: 'one of the paths from a unit to the loss forgotten',
    ways: (sound) =>
      changing(sound, ['gradActivation'], ({ formula }, name) => {
        const paths = operandsOf(formula, '+');
        if (paths.length < 2) return [];
        return paths.map(
          (_, i): Change => [
            joined(without(paths, i), '+'),
            `${name} lacks path ${i + 1} of ${paths.length}`,
          ],
        );
      }),
  },
} satisfies Record<string, SlipRow>;

/** A formula in the place of a quantity's own, and what is wrong with it. */
export type Change = readonly [formula: Formula, says: string];

/** One way for each change that `changes` finds for a quantity of these kinds. */
export function changing(
  { quantities, names }: Sound,
  kinds: readonly Ref['kind'][],
  changes: (quantity: Quantity, name: string) => readonly Change[],
): Way[] {
  return ofKind(quantities, ...kinds).flatMap((quantity) =>
    changes(quantity, names.of(quantity.ref)).map(([formula, says]) => ({
      changed: [{ ...quantity, formula }],
      says,
    })),
  );
}

function slopeForgotten(sound: Sound, wanted: (slope: Formula) => boolean): Way[] {
  return changing(sound, ['gradNet'], ({ formula }, name) => {
    const factors = operandsOf(formula, '*');
    return factors.flatMap((factor, i): Change[] => {
      const [slope] = slopesIn(factor);
      if (factors.length < 2 || slope === undefined) return [];
      if (!wanted(formulaOf(sound, f`${slope}`))) return [];
      return [
        [joined(without(factors, i), '*'), `${name} lacks the factor ${sound.names.of(slope)}`],
      ];
    });
  });
}

const slopesIn = (formula: Formula): Ref[] =>
  holesIn(formula).flatMap(({ ref }) => (ref.kind === 'slope' ? [ref] : []));

/** What a formula that is a single quantity stands for. */
function formulaOf({ quantities }: Sound, { cell: [part] }: Formula): Formula {
  const found =
    typeof part === 'object' ? quantities.find(({ ref }) => isSame(ref, part.ref)) : undefined;
  return found ? found.formula : { cell: [], symbol: [] };
}

const isGradient = (part: string | Hole | undefined): boolean =>
  typeof part === 'object' && part.ref.kind === 'gradActivation';

/** A slope that is a choice between numbers lets a gradient through or not. */
const isMask = ({ cell }: Formula): boolean =>
  cell.some((part) => typeof part === 'string' && part.includes('IF('));

const isOutputLessTarget = (left: Ref, right: Ref): boolean =>
  left.kind === 'activation' && right.kind === 'target';
