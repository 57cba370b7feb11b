import { DISPLAY, EXACT, IS_NOTHING } from '../../functions/thresholds.ts';
import { filled } from '../../ops/template.ts';

/** The pieces of a number `x` that both its text and its rounded value are made of. */
function piecesOf(x: string) {
  const size = filled('ABS({x})', { x });
  const up = filled('INT(LOG10({size}))', { size });
  const down = filled('ROUNDUP(-LOG10({size}),0)', { size });
  const of = { x, size, up, down };
  return {
    size,
    up,
    down,
    large: filled('ROUND({x}/10^{up},3)', of),
    small: filled('ROUND({x}*10^{down},3)', of),
    // INT of a negative number differs between programs.
    fixed: filled('ROUND({x},IF({size}>=1,MAX(0,3-{up}),3+{down}))', of),
    nothing: filled(IS_NOTHING, { x: size }),
  };
}

/**
 * `=` where the text of a cell's number is the number itself, `≈` where it is rounded: the rules of
 * `isExact`, as a formula.
 */
export function exactnessOf(x: string): string {
  const { size, up, down, large, small, fixed, nothing } = piecesOf(x);
  const { large: most, small: least, overflow } = DISPLAY;
  const rounded = filled(
    `IF({size}>=${most.cell},{large}*10^{up},IF({size}>=${least.cell},{fixed},{small}/10^{down}))`,
    { size, large, up, fixed, small, down },
  );
  const isSame = filled(`IF({nothing},"=",IF(ABS({x}-{rounded})<={size}/${EXACT.cell},"=","≈"))`, {
    nothing,
    x,
    rounded,
    size,
  });
  return filled(`IF(ISNUMBER({x}),IF({size}>${overflow.cell},"=",{isSame}),"=")`, {
    x,
    size,
    isSame,
  });
}

/** A cell's number as a worked line writes it: the rules of `displayed`, as a formula. */
export function displayOf(x: string): string {
  const { size, up, down, fixed: plain, nothing, ...scaled } = piecesOf(x);
  const large = filled('{large}&"e"&{up}', { ...scaled, up });
  const small = filled('{small}&"e-"&{down}', { ...scaled, down });
  const fixed = filled('{plain}&""', { plain });
  const { large: most, small: least, overflow } = DISPLAY;
  const text = filled(
    `IF({size}>=${most.cell},{large},IF({size}>=${least.cell},{fixed},{small}))`,
    { size, large, fixed, small },
  );
  // A negative number of hardly any size is 0 in one program and not yet in another.
  const bracketed = filled('IF({nothing},"0",IF({x}<0,"(","")&{text}&IF({x}<0,")",""))', {
    nothing,
    x,
    text,
  });
  // #N/A: there is no such step.
  return filled(
    `IF(ISNUMBER({x}),IF({size}>${overflow.cell},"overflow",{bracketed}),IF(ISNA({x}),"–","overflow"))`,
    { x, size, bracketed },
  );
}

/** `=` before a line all of whose numbers are exact, else `≈`, by their cells of `exactnessOf`. */
export function signOfLine(exact: readonly string[]): string {
  const all = exact.map((cell) => filled('{cell}="="', { cell })).join(',');
  return filled('IF(AND({all}),"=","≈")', { all });
}
