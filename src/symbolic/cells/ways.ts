import { filled } from '../../ops/template.ts';

/**
 * The formulas that tell the chain rule of what is followed. `place` is where that stands in its list,
 * 0 if there is no such name; a way has a place in the list of all ways, 0 if there are fewer.
 */

/** The place of the way `number`, by the first one's place and how many there are. */
export const placeOfWay = (place: string, first: string, count: string, number: number) =>
  filled('IF({place}=0,0,IF({count}<{number},0,{first}+{before}))', {
    place,
    first,
    count,
    number,
    before: number - 1,
  });

/** A text of a list; nothing where there is no place, or no text. */
export const textAt = (place: string, texts: string) =>
  filled('IF({place}>0,INDEX({texts},{place})&"","")', { place, texts });

/** A number of a list, where the tile above it has a name. */
export const numberAt = (name: string, place: string, numbers: string) =>
  filled('IF({name}="","",INDEX({numbers},{place}))', { name, place, numbers });

/** A number of a list, where there is a place. */
export const numberIf = (place: string, numbers: string) =>
  filled('IF({place}>0,INDEX({numbers},{place}),"")', { place, numbers });

/** 1 where what is followed is trained, by a list of 0 and 1. */
export const movesAt = (place: string, trained: string) =>
  filled('IF({place}>0,INDEX({trained},{place}),0)', { place, trained });

/** The same where everything is trained. */
export const movesIf = (place: string) => filled('IF({place}>0,1,0)', { place });

/** The sign before a factor, by the names of those before it: = before the first one. */
export const signBefore = (name: string, before: readonly string[]) =>
  before.length === 0
    ? filled('IF({name}="","","=")', { name })
    : filled('IF({name}="","",IF({before}="","=","×"))', { name, before: before.join('&') });

/** What the factors of a way come to, multiplied from the loss on. */
export const productOf = (label: string, factors: readonly string[]) =>
  filled('IF({label}="","",PRODUCT({factors}))', { label, factors: factors.join(',') });

/** The same, or where there are no factors what is left of the gradient. */
export const productOrRest = (
  label: string,
  factors: readonly string[],
  gradient: string,
  products: readonly string[],
) =>
  filled('IF({label}="","",IF(COUNT({factors})=0,{gradient}-SUM({products}),PRODUCT({factors})))', {
    label,
    factors: factors.join(','),
    gradient,
    products: products.join(','),
  });

/** What the products add up to. */
export const sumOfWays = (place: string, products: readonly string[]) =>
  filled('IF({place}>0,SUM({products}),"")', { place, products: products.join(',') });

/**
 * What is said above the factors of a column, by the cells of their names: what they are,
 * or that each adds up all ways from there; nothing where there are some of both, or none.
 */
export function captionOf(names: readonly string[], caption: string): string {
  const beginning = (text: string) =>
    // A number each: a single comparison is neither 0 nor 1 in Excel and Gnumeric.
    names.map((name) => `IF(LEFT(${name},${text.length})="${text}",1,0)`).join('+');
  const [sums, all] = [beginning('∂E/∂'), beginning('∂')];
  const ofSums = filled('IF({sums}={all},"all ways from there","")', { sums, all });
  return filled('IF({all}=0,"",IF({sums}=0,"{caption}",{ofSums}))', { all, sums, caption, ofSums });
}

/** Something of what is trained; nothing of anything else. */
export const ifMoves = (moves: string, formula: string) =>
  filled('IF({moves}=1,{formula},"")', { moves, formula });

/** The same, and of what is not trained something else. */
export const movesOrElse = (moves: string, formula: string, other: string) =>
  filled('IF({moves}=1,{formula},{other})', { moves, formula, other });
