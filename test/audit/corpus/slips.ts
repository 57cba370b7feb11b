import type { Slip } from '../../../src/audit/report.ts';
import type { Chance } from './chance.ts';
import {
  call,
  type Node,
  nodesOf,
  num,
  operands,
  partOf,
  rename,
  replace,
  sub,
  sum,
  times,
} from './expression.ts';
import { difference, isSound, type Model, type Quantity, valuesOf, withQuantity } from './model.ts';
import { isStillRight } from './truth.ts';

/** A model with a slip in it. */
export interface Planted {
  readonly model: Model;
  /** The quantities whose formulas are wrong. */
  readonly keys: readonly string[];
  /** The steps in which they are; undefined for all that have the formula. */
  readonly steps?: readonly number[];
}

interface CorpusSlip {
  /** What an audit may rightly call it: a change can be seen in more ways than one. */
  readonly accepts: readonly Slip[];
  /** Every way to make this slip in a model. */
  readonly ways: (model: Model) => readonly Way[];
}

/** Quantities as they read with the slip. */
type Way = { readonly changed: readonly Quantity[]; readonly steps?: readonly number[] };

const gradientKinds = new Set(['gradient', 'delta', 'activation gradient']);
const gradients = ({ quantities }: Model) =>
  quantities.filter(({ kind }) => gradientKinds.has(kind));
const forward = ({ quantities }: Model) =>
  quantities.filter(({ kind, formula }) => kind === 'net' && formula);
const updated = ({ quantities }: Model) =>
  quantities.filter(
    ({ kind, start, formula }) =>
      (kind === 'weight' || kind === 'bias') && start !== undefined && formula,
  );

/** One way for each formula that `change` gives for a quantity's own. */
const each = (
  quantities: readonly Quantity[],
  change: (formula: Node, quantity: Quantity) => readonly Node[],
): Way[] =>
  quantities.flatMap((quantity) =>
    change(quantity.formula!, quantity).map((formula) => ({ changed: [{ ...quantity, formula }] })),
  );

const parts = (formula: Node, part: string) =>
  nodesOf(formula).filter((node) => partOf(node) === part);

const refsIn = (node: Node) =>
  nodesOf(node).filter((each): each is Extract<Node, { kind: 'ref' }> => each.kind === 'ref');

const siblingsOf = (model: Model, key: string): string[] =>
  model.siblings
    .filter((keys) => keys.includes(key))
    .flatMap((keys) => keys.filter((k) => k !== key));

/** The tree with one operand of a sum or product taken out. */
function without(tree: Node, whole: Node, operator: '+' | '*', operand: Node): Node {
  const rest = operands(whole, operator).filter((each) => each !== operand);
  return replace(tree, whole, operator === '+' ? sum(rest) : times(...rest));
}

/** From the second step on, because there is nothing before the first. */
const later = (quantity: Quantity, formula: Node): Way => ({
  changed: [{ ...quantity, first: quantity.first ?? quantity.formula!, formula }],
});

/** One step in the middle holds something else. */
const once = (model: Model, quantity: Quantity, content: Node | number): Way => {
  const step = Math.floor(model.steps / 2);
  return { changed: [{ ...quantity, exceptions: new Map([[step, content]]) }], steps: [step] };
};

/** The slips that people make, as they would type them. */
export const corpusSlips = {
  'the slope of another unit': {
    accepts: ['wrong reference'],
    ways: (model) =>
      each(gradients(model), (formula) =>
        parts(formula, 'slope').flatMap((slope) => {
          const [key] = refsIn(slope).map((node) => node.key);
          return siblingsOf(model, key).map((other) =>
            replace(formula, slope, rename(slope, { [key]: other })),
          );
        }),
      ),
  },
  'another cell': {
    accepts: ['wrong reference'],
    ways: (model) =>
      each(gradients(model), (formula) =>
        refsIn(formula).flatMap((node) =>
          siblingsOf(model, node.key).map((key) => replace(formula, node, { ...node, key })),
        ),
      ),
  },
  'missing brackets': {
    accepts: ['missing brackets'],
    ways: (model) =>
      each(gradients(model), (formula) => {
        const factors = operands(formula, '*');
        const at = factors.findIndex((factor) => partOf(factor) === 'paths');
        if (at < 0 || factors.length < 2) return [];
        const terms = operands(factors[at], '+');
        // A single path needs no brackets.
        if (terms.length < 2) return [];
        const [before, after] = [factors.slice(0, at), factors.slice(at + 1)];
        const first = times(...before, terms[0]);
        const last = times(terms[terms.length - 1], ...after);
        return [sum([first, ...terms.slice(1, -1), last])];
      }),
  },
  'slope forgotten': {
    accepts: ['missing factor'],
    ways: (model) =>
      each(gradients(model), (formula) =>
        operands(formula, '*').length < 2
          ? []
          : operands(formula, '*')
              .filter((factor) => partOf(factor) === 'slope')
              .map((slope) => without(formula, formula, '*', slope)),
      ),
  },
  'a factor twice': {
    accepts: ['extra factor'],
    ways: (model) =>
      each(gradients(model), (formula) =>
        operands(formula, '*').length < 2
          ? []
          : operands(formula, '*').map((factor) => times(formula, factor)),
      ),
  },
  't − a for a − t': {
    accepts: ['sign'],
    ways: (model) =>
      each(gradients(model), (formula) =>
        parts(formula, 'error').flatMap((error) =>
          error.kind === 'op' ? [replace(formula, error, sub(error.right, error.left))] : [],
        ),
      ),
  },
  'a factor of 2 in one column': {
    accepts: ['constant factor', 'extra factor', 'missing factor'],
    ways: (model) =>
      each(gradients(model), (formula) => [
        times(num(2), formula),
        times(num(0.5), formula),
        ...operands(formula, '*')
          .filter((factor) => factor.kind === 'number')
          .map((factor) => without(formula, formula, '*', factor)),
      ]),
  },
  'net input for activation': {
    accepts: ['wrong reference'],
    ways: (model) =>
      each(gradients(model), (formula) => {
        const keys = new Set(model.quantities.map(({ key }) => key));
        return refsIn(formula)
          .filter(({ key }) => key.startsWith('a_') && keys.has(key.slice(2)))
          .flatMap(({ key }) => [
            ...refsIn(formula)
              .filter((node) => node.key === key)
              .slice(0, 1)
              .map((node) => replace(formula, node, { ...node, key: key.slice(2) })),
            ...parts(formula, 'slope').map((slope) =>
              replace(formula, slope, rename(slope, { [key]: key.slice(2) })),
            ),
          ]);
      }),
  },
  'two columns swapped': {
    accepts: ['swapped columns', 'wrong reference'],
    ways: (model) =>
      gradients(model)
        .filter(({ kind }) => kind === 'gradient')
        .flatMap((one, i, all) =>
          all
            .slice(i + 1)
            .filter((other) => siblingsOf(model, one.name).includes(other.name))
            .map((other) => ({
              changed: [
                { ...one, formula: other.formula! },
                { ...other, formula: one.formula! },
              ],
            })),
        ),
  },
  'a path forgotten': {
    accepts: ['missing term'],
    ways: (model) => each(gradients(model), (formula) => dropped(formula, 'paths')),
  },
  'a time step forgotten': {
    accepts: ['missing term'],
    ways: (model) => each(gradients(model), (formula) => dropped(formula, 'times')),
  },
  'a stale value': {
    accepts: ['wrong step'],
    ways: (model) =>
      gradients(model).flatMap((quantity) =>
        refsIn(quantity.formula!)
          .filter(({ key, back }) => back === 0 && !isOnce(model, key))
          .map((node) => later(quantity, replace(quantity.formula!, node, { ...node, back: 1 }))),
      ),
  },
  'the gradient of the target': {
    accepts: ['missing term', 'wrong reference', 'unexplained'],
    ways: (model) =>
      each(gradients(model), (formula) =>
        parts(formula, 'error').flatMap((error) =>
          error.kind === 'op' ? [replace(formula, error, error.right)] : [],
        ),
      ),
  },
  "an update with another's gradient": {
    accepts: ['wrong gradient', 'wrong reference'],
    ways: (model) =>
      each(updated(model), (formula, { name }) =>
        refsIn(formula)
          .filter(({ key }) => key.endsWith(`_${name}`))
          .flatMap((node) =>
            siblingsOf(model, name).map((other) =>
              replace(formula, node, { ...node, key: node.key.replace(/_[^_]*$/, `_${other}`) }),
            ),
          ),
      ),
  },
  'the mean forgotten': {
    accepts: ['constant factor', 'missing factor', 'wrong function'],
    ways: (model) =>
      each(
        model.quantities.filter(({ kind }) => kind === 'mean gradient'),
        (formula) => {
          if (formula.kind === 'call' && formula.name === 'AVERAGE') {
            return [call('SUM', ...formula.args)];
          }
          return formula.kind === 'op' && formula.op === '/' ? [formula.left] : [];
        },
      ),
  },
  'a bias never updated': {
    accepts: ['never updated'],
    ways: (model) =>
      updated(model)
        .filter(({ kind }) => kind === 'bias')
        .map((bias) => ({
          changed: [{ ...bias, formula: { kind: 'ref', key: bias.key, back: 1 } as const }],
        })),
  },
  'an update without the rate': {
    accepts: ['rate', 'missing factor'],
    ways: (model) =>
      each(updated(model), (formula) => {
        if (formula.kind !== 'op' || formula.op !== '-') return [];
        return operands(formula.right, '*')
          .filter(
            (factor) =>
              factor.kind === 'number' || (factor.kind === 'ref' && factor.key === 'rate'),
          )
          .map((factor) => without(formula, formula.right, '*', factor));
      }),
  },
  'an update uphill': {
    accepts: ['sign', 'wrong operator'],
    ways: (model) =>
      each(updated(model), (formula) =>
        formula.kind === 'op' && formula.op === '-' ? [{ ...formula, op: '+' }] : [],
      ),
  },
  'a unit reads another weight': {
    accepts: ['wrong reference', 'broken pattern'],
    ways: (model) =>
      each(forward(model), (formula) =>
        refsIn(formula)
          .filter(({ key }) => key.startsWith('w'))
          .flatMap((node) =>
            siblingsOf(model, node.key).map((key) => replace(formula, node, { ...node, key })),
          ),
      ),
  },
  'a unit reads the row above': {
    accepts: ['wrong step', 'broken pattern'],
    ways: (model) =>
      forward(model).flatMap((quantity) =>
        refsIn(quantity.formula!)
          .filter(({ key }) => !isOnce(model, key))
          .map((node) => later(quantity, replace(quantity.formula!, node, { ...node, back: 1 }))),
      ),
  },
  'a unit without its bias': {
    accepts: ['missing term', 'broken pattern'],
    ways: (model) =>
      each(forward(model), (formula) =>
        operands(formula, '+').length < 2
          ? []
          : operands(formula, '+')
              .filter((term) => term.kind === 'ref' && term.key.startsWith('b'))
              .map((term) => without(formula, formula, '+', term)),
      ),
  },
  'a number typed over a formula': {
    accepts: ['typed constant'],
    ways: (model) => {
      const values = valuesOf(model);
      const step = Math.floor(model.steps / 2);
      return [...gradients(model), ...forward(model)].flatMap((quantity) => {
        const value = values(quantity.key, step);
        if (typeof value !== 'number' || quantity.shape) return [];
        return [once(model, quantity, Number((value * 1.1).toPrecision(4)))];
      });
    },
  },
  'one row reads the row above': {
    accepts: ['wrong step', 'broken pattern'],
    ways: (model) =>
      [...gradients(model), ...forward(model)].flatMap((quantity) =>
        refsIn(quantity.formula!)
          .filter(({ key, back }) => back === 0 && !isOnce(model, key))
          .map((node) =>
            once(model, quantity, replace(quantity.formula!, node, { ...node, back: 1 })),
          ),
      ),
  },
  'another memory': {
    accepts: ['wrong gradient', 'wrong reference'],
    ways: (model) =>
      each(
        model.quantities.filter(({ kind }) => kind === 'first moment' || kind === 'second moment'),
        (formula, { name }) =>
          refsIn(formula)
            .filter(({ key, back }) => key.endsWith(`_${name}`) && back === 0)
            .flatMap((node) =>
              siblingsOf(model, name).map((other) =>
                rename(formula, { [node.key]: node.key.replace(/_[^_]*$/, `_${other}`) }),
              ),
            ),
      ),
  },
} satisfies Record<string, CorpusSlip>;

export type CorpusSlipName = keyof typeof corpusSlips;
export const corpusSlipNames = Object.keys(corpusSlips) as CorpusSlipName[];

function dropped(formula: Node, part: string): Node[] {
  return parts(formula, part).flatMap((whole) => {
    const terms = operands(whole, '+');
    return terms.length < 2 ? [] : terms.map((term) => without(formula, whole, '+', term));
  });
}

const isOnce = ({ quantities }: Model, key: string): boolean =>
  quantities.some((quantity) => quantity.key === key && quantity.once === true);

/** What counts as another value. */
const visible = 1e-6;

/** The model with this slip somewhere; undefined where there is no place for it that shows. */
export function plant(model: Model, name: CorpusSlipName, chance: Chance): Planted | undefined {
  const slip: CorpusSlip = corpusSlips[name];
  for (const { changed, steps } of chance.shuffle(slip.ways(model)).slice(0, 40)) {
    const planted = changed.reduce(withQuantity, model);
    const keys = changed.map(({ key }) => key);
    const shows = keys.every((key) => difference(model, planted, key) > visible);
    if (shows && isSound(planted) && !isStillRight(planted, changed))
      return { model: planted, keys, ...(steps && { steps }) };
  }
  return undefined;
}
