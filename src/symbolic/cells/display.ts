import { DISPLAY, IS_NOTHING } from '../../functions/thresholds.ts';
import { filled } from '../../ops/template.ts';

/** A cell's number as a worked line writes it: the rules of `displayed`, as a formula. */
export function displayOf(x: string): string {
  const size = filled('ABS({x})', { x });
  const up = filled('INT(LOG10({size}))', { size });
  const down = filled('ROUNDUP(-LOG10({size}),0)', { size });
  const of = { x, size, up, down };
  const large = filled('ROUND({x}/10^{up},3)&"e"&{up}', of);
  const small = filled('ROUND({x}*10^{down},3)&"e-"&{down}', of);
  // INT of a negative number differs between programs.
  const fixed = filled('ROUND({x},IF({size}>=1,MAX(0,3-{up}),3+{down}))&""', of);
  const nothing = filled(IS_NOTHING, { x: size });
  const { large: most, small: least, overflow } = DISPLAY;
  const text = filled(
    `IF({nothing},"0",IF({size}>=${most.cell},{large},IF({size}>=${least.cell},{fixed},{small})))`,
    { size, nothing, large, fixed, small },
  );
  const bracketed = filled('IF({x}<0,"(","")&{text}&IF({x}<0,")","")', { x, text });
  // #N/A: there is no such step.
  return filled(
    `IF(ISNUMBER({x}),IF({size}>${overflow.cell},"overflow",{bracketed}),IF(ISNA({x}),"–","overflow"))`,
    { x, size, bracketed },
  );
}
