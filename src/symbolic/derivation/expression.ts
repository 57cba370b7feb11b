import { type Formula, type Hole, printSymbol } from '../../ops/formula.ts';

/** A printed term, and whether it may be a factor without brackets around it. */
export interface Expression {
  readonly text: string;
  readonly bare: boolean;
}

/** A name or a number never needs brackets and stands for itself. */
export type Term = Expression | string;

/** Sums of more terms than this are shown as first + second + … + last. */
const TERMS = 4;

/**
 * A function's own text. Whatever is more than a product outside its brackets (a sum, a fraction,
 * a sign, a condition in words) is put in brackets as a factor.
 */
export function expression(formula: Formula, name: (hole: Hole) => string): Expression {
  let outside = printSymbol(formula, () => 'x');
  for (let inside = ''; inside !== outside; ) {
    inside = outside;
    outside = inside.replace(/\([^()]*\)|\[[^[\]]*\]/g, '');
  }
  return { text: printSymbol(formula, name), bare: !/[\s/]|^−/.test(outside) };
}

/** A product as a finished formula has it: `a·b`, without factors that are exactly 1. */
export function productText(factors: readonly Term[]): Expression {
  const proper = factors.map(asExpression).filter(({ text }) => text !== '1');
  if (proper.length <= 1) return proper[0] ?? asExpression('1');
  return { text: proper.map(bracketed).join('·'), bare: true };
}

/**
 * A product as the chain rule has it: `a · b`, every factor in its place even if it is 1. The wide
 * dot shows where a factor ends that is itself a product.
 */
export function chain(factors: readonly Term[]): string {
  return factors.map(bracketed).join(' · ');
}

export function sumText(terms: readonly Term[]): Expression {
  if (terms.length === 1) return asExpression(terms[0]!);
  return { text: terms.map(bracketed).join(' + '), bare: false };
}

/** The terms of a long sum that are shown, `…` for the others. Only those shown are printed. */
export function abridged<T>(items: readonly T[], print: (item: T) => Term): Term[] {
  if (items.length <= TERMS) return items.map(print);
  return [...items.slice(0, 2).map(print), '…', ...items.slice(-1).map(print)];
}

function asExpression(term: Term): Expression {
  return typeof term === 'string' ? { text: term, bare: true } : term;
}

function bracketed(term: Term): string {
  const { text, bare } = asExpression(term);
  return bare ? text : `(${text})`;
}
