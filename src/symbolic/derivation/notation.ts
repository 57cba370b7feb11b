import type { Network } from '../../network/network.ts';
import { type Formula, rewritten } from '../../ops/formula.ts';
import { isSumPart, type Kind, type Ref, ref, refKey } from '../../ref.ts';
import { namesOf } from '../names.ts';
import { type Quantity, quantitiesOf } from '../quantities.ts';
import { abridged, type Expression, expression, productText, sumText } from './expression.ts';

/** How the quantities of one network are written on paper. */
export interface Notation {
  readonly network: Network;
  /** `w5`; gradients in full as `∂E_total/∂w5`, those of net inputs as `δ_o1`. */
  name(ref: Ref): string;
  /** Whether there is a column of that name. */
  has(ref: Ref): boolean;
  /** The parts of sums that are too long for one cell, in the order of their columns. */
  readonly sums: readonly Ref[];
  /** The column of that name. */
  quantity(ref: Ref): Quantity;
  /** `∂o1/∂w5` */
  by(above: Ref, below: Ref): string;
  /**
   * The right-hand side of a quantity, from the formula of its cells, with every factor of the
   * chain rule that is `opened` replaced by its own right-hand side; all of them if left out.
   */
  written(ref: Ref, opened?: (factor: Ref) => boolean): Expression;
  /** A formula as it stands, each quantity by its name. */
  plain(formula: Formula): Expression;
  /** Its name and that right-hand side. */
  equation(ref: Ref, opened?: (factor: Ref) => boolean): readonly [left: string, right: string];
  /**
   * What stands beside δ in a term of a gradient: the input for a weight, 1 for a bias, the weight
   * on the path for an activation. It is the derivative of the net input.
   */
  besideDelta(gradient: Ref, term?: number): Expression;
}

const FACTORS: ReadonlySet<Kind> = new Set<Kind>([
  'gradActivation',
  'slope',
  'crossSlope',
  'gradNet',
]);

/** The notation is read off the quantities themselves, so that it cannot say other than the cells. */
export function notationOf(network: Network): Notation {
  const names = namesOf(network);
  const quantities = new Map(quantitiesOf(network).map((q) => [refKey(q.ref), q]));
  const quantity = (r: Ref) => quantities.get(refKey(r))!;
  // On paper a sum is as long as it is, whatever parts it stands in.
  const formulaOf = (r: Ref): Formula =>
    rewritten(quantity(r).formula, (hole) =>
      isSumPart(hole.ref) ? formulaOf(hole.ref) : undefined,
    );

  const name = (r: Ref) =>
    r.kind === 'gradNet'
      ? `δ_${names.of({ ...r, kind: 'net' })}`
      : names.of(r).replace(/^(mean )?∂E\//, `$1∂${names.of(ref('total'))}/`);

  const written: Notation['written'] = (r, opened = () => true) => {
    const formula = formulaOf(r);
    const terms = productsIn(formula);
    if (!terms) return expression(formula, (hole) => name(hole.ref));
    const factor = (inner: Ref) =>
      FACTORS.has(inner.kind) && opened(inner) ? written(inner, opened) : name(inner);
    // The bias at the end of a net input is not part of the pattern that `…` stands for.
    const [{ length }] = terms;
    const alike = terms.filter((term) => term.length === length);
    const others = terms.filter((term) => term.length !== length);
    const print = (term: readonly Ref[]) => productText(term.map(factor));
    return sumText([...abridged(alike, print), ...others.map(print)]);
  };

  return {
    network,
    name,
    sums: [...quantities.values()].flatMap((q) => (isSumPart(q.ref) ? [q.ref] : [])),
    has: (r) => quantities.has(refKey(r)),
    quantity,
    by: (above, below) => `∂${names.of(above)}/∂${names.of(below)}`,
    written,
    plain: (formula) => expression(formula, (hole) => name(hole.ref)),
    equation: (r, opened) => [name(r), written(r, opened).text],
    besideDelta: (gradient, term = 0) => {
      const factors = productsIn(formulaOf(gradient))![term]!;
      return productText(factors.filter((r) => r.kind !== 'gradNet').map(name));
    },
  };
}

/** The terms of a formula that is a sum of products of quantities; null for any other. */
function productsIn({ symbol }: Formula): [Ref[], ...Ref[][]] | null {
  const terms: [Ref[], ...Ref[][]] = [[]];
  for (const part of symbol) {
    if (typeof part !== 'string') terms.at(-1)!.push(part.ref);
    else if (part === ' + ') terms.push([]);
    else if (part !== '·') return null;
  }
  return terms;
}

/** What each unit of layer l has one of: net inputs, activations, gradients. */
export function unitsOf({ network }: Notation, kind: Kind, l: number): Ref[] {
  return Array.from({ length: network.layers[l]!.units }, (_, j) => ref(kind, l, j));
}

export function errorsOf({ network }: Notation): Ref[] {
  return Array.from(network.targets, (_, j) => ref('error', 0, j));
}

/** The gradient of E_total by a quantity. */
export function gradientBy(r: Ref): Ref {
  const kinds = {
    weight: 'gradWeight',
    bias: 'gradBias',
    net: 'gradNet',
    activation: 'gradActivation',
  } as const;
  return { ...r, kind: kinds[r.kind as keyof typeof kinds] };
}
