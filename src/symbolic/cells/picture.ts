import { filled } from '../../ops/template.ts';

/** Formulas of the picture on `Network`: its wires, what is lit up, what is said of a unit. */

/** The largest size in a column of numbers. */
export const largestSize = (numbers: string) =>
  filled('MAX(MAX({numbers}),-MIN({numbers}))', { numbers });

/** What a wire shows: a weight, or its gradient; 0 for what is no number. */
export const shownByWire = (of: {
  readonly mode: string;
  readonly weight: string;
  readonly gradient: string;
  readonly largest: string;
}) => {
  const shown = filled('IF({mode}="backward",{gradient},{weight})', of);
  return filled('IFERROR(IF(ABS({shown})<{largest},{shown},0),0)', { ...of, shown });
};

/** Which class a wire is of: its sign times how many of these shares of the largest it reaches. */
export const classOfWire = (number: string, largest: string, shares: readonly number[]) => {
  const reached = shares.map((share) =>
    filled('(ABS({number})>={share}*{largest})', { number, share, largest }),
  );
  return filled('SIGN({number})*({reached})', { number, reached: reached.join('+') });
};

/** The end of a wire in the series of its class; a gap in those of the others. */
export const pointOfWire = (classCell: string, of: number, y: string) =>
  filled('IF({classCell}={of},{y},NA())', { classCell, of, y });

/** A word for a unit, the first whose test holds; none while there is no number. */
export const wordOfUnit = (tests: readonly { readonly test: string; readonly word: string }[]) => {
  const words = tests.reduceRight(
    (rest, { test, word }) => filled('IF({test},"{word}",{rest})', { test, word, rest }),
    '""',
  );
  return filled('IFERROR({words},"")', { words });
};

/** In which of some stretches, each with the number that it begins with, a number is. */
export const stretchOf = (starts: string, number: string) =>
  filled('COUNTIF({starts},"<="&{number})', { starts, number });

/** Where a parameter stands: its layer, or −1 for number 0. */
export const layerFollowed = (number: string, layer: string) =>
  filled('IF({number}=0,-1,{layer})', { number, layer });

/** The same of its unit, of which each has `fan` parameters. */
export const unitFollowed = (number: string, start: string, fan: string) =>
  filled('IF({number}=0,-1,INT(({number}-{start})/{fan}))', { number, start, fan });

/** The same of its place among those of its unit. */
export const inputFollowed = (number: string, start: string, fan: string) =>
  filled('IF({number}=0,-1,MOD({number}-{start},{fan}))', { number, start, fan });

/** Whether a cell holds this name, and any at all. */
export const isNamed = (cell: string, name: string) =>
  filled('AND({cell}<>"",{cell}={name})', { cell, name });

/** Whether the followed layer is one of those before this one. */
export const followedBefore = (followed: string, layer: number) =>
  filled('AND({followed}>=0,{followed}<{layer})', { followed, layer });

/** Weights of a layer: of one row or of each, from one column up to but not including another. */
interface Stretch {
  readonly row: number | null;
  readonly from: number;
  readonly to: number;
}

/** Whether what is followed is one of these weights of a layer, or a bias of such a row. */
export const followedIn = (
  followed: { readonly layer: string; readonly unit: string; readonly input: string },
  layer: number,
  { row, from, to }: Stretch,
  width: number,
) => {
  const { layer: ofLayer, unit, input } = followed;
  return allOf([
    filled('{ofLayer}={layer}', { ofLayer, layer }),
    ...(row === null ? [] : [filled('{unit}={row}', { unit, row })]),
    ...(from > 0 ? [filled('{input}>={from}', { input, from })] : []),
    ...(to < width ? [filled('{input}<{to}', { input, to })] : []),
  ]);
};

const joined = (name: string) => (tests: readonly string[]) =>
  tests.length === 1 ? tests[0]! : `${name}(${tests.join(',')})`;
/** Whether one of these holds. */
export const anyOf = joined('OR');
/** Whether all hold. */
export const allOf = joined('AND');

/** Whether a cell holds a number that is 0, or one that is neither small nor large. */
export const isZero = (cell: string) => filled('AND(ISNUMBER({cell}),{cell}=0)', { cell });
export const isOdd = (cell: string, small: number, large: number) =>
  filled('AND(ISNUMBER({cell}),OR(ABS({cell})<{small},ABS({cell})>{large}))', {
    cell,
    small,
    large,
  });
export const isNoNumber = (cell: string) => filled('NOT(ISNUMBER({cell}))', { cell });
