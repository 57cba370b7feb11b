import type { Borders, Style } from 'exceljs';
import type { Look } from '../../layout/network/picture/parts.ts';
import type { Role } from '../../symbolic/quantities.ts';
import type { Line } from '../../xlsx/writer/drawingml.ts';
import { box, font, middle, solid } from './cells.ts';
import { COLOURS, FAULT_FILL, ROLE_TINTS, SIGNS, TOTAL_COLOURS } from './colours.ts';
import { FORMATS } from './formats.ts';

/** How a number of the picture shows its sign: `+0.1500`, `0.1500`, `∂ 0.0129`; errors have none. */
type Sign = 'weight' | 'plain' | 'gradient' | 'size';

const LOOKS: Record<Look, { readonly role: Role; readonly sign: Sign; readonly size?: number }> = {
  input: { role: 'input', sign: 'plain' },
  weight: { role: 'weight', sign: 'weight' },
  weightGradient: { role: 'gradient', sign: 'gradient', size: 9 },
  net: { role: 'forward', sign: 'plain' },
  activation: { role: 'forward', sign: 'plain' },
  unitGradient: { role: 'gradient', sign: 'gradient', size: 9 },
  target: { role: 'target', sign: 'plain' },
  error: { role: 'error', sign: 'size' },
  total: { role: 'error', sign: 'size', size: 12 },
};

/** From this size on a number is written with a power of ten, and below that one. */
const LARGE = 1000;
const SMALL = 0.00099995;
export const POWER_OF_TEN = { below: SMALL, above: LARGE } as const;

/**
 * Four decimals, or a power of ten where a number is small. A format has room for two conditions: what
 * is left, `picture/rules.ts` mends.
 */
const FORMATS_BY_SIGN: Record<Sign, { readonly base: string; readonly zero: string }> = {
  weight: { base: `[>=${SMALL}]+0.0000;[<=-${SMALL}]−0.0000;+0.0E+0`, zero: '0' },
  plain: { base: `[>=${SMALL}]0.0000;[<=-${SMALL}]−0.0000;0.0E+0`, zero: '0' },
  gradient: {
    base: `[>=${SMALL}]"∂ "0.0000;[<=-${SMALL}]"∂ −"0.0000;"∂ "0.0E+0`,
    zero: '"∂ "0',
  },
  size: { base: `[=0]0;[<${SMALL}]0.0E+0;0.0000`, zero: '0' },
};

const POWERS: Record<Sign, string> = {
  weight: '+0.0E+0;−0.0E+0',
  plain: '0.0E+0;−0.0E+0',
  gradient: '"∂ "0.0E+0;"∂ −"0.0E+0',
  size: '0.0E+0',
};

/** A conditional format that goes by the number alone. */
export interface NumberRule {
  readonly operator: 'equal' | 'between' | 'lessThan' | 'greaterThan';
  readonly limits: readonly number[];
  readonly numFmt?: string;
  readonly negative?: boolean;
}

/** What else the number of a look needs, the first that holds. */
export function numberRules(look: Look): readonly NumberRule[] {
  const { sign } = LOOKS[look];
  const power = { numFmt: POWERS[sign] };
  const large: NumberRule = { operator: 'greaterThan', limits: [LARGE], ...power };
  if (sign === 'size') return [large];
  return [
    { operator: 'equal', limits: [0], numFmt: FORMATS_BY_SIGN[sign].zero },
    { operator: 'between', limits: [-SMALL, 0], ...power, negative: true },
    { operator: 'lessThan', limits: [-LARGE], ...power, negative: true },
    { operator: 'lessThan', limits: [0], negative: true },
    large,
  ];
}

/** The formats of a number that is 0, and of one that is small or large. */
export function numberStates(look: Look): { readonly zero: string; readonly power: string } {
  const { sign } = LOOKS[look];
  return { zero: FORMATS_BY_SIGN[sign].zero, power: POWERS[sign] };
}

const centred = { ...middle, horizontal: 'center' } as const;
const left = { ...middle, horizontal: 'left' } as const;

/** Whether the sign of a number is told by the colour of its text, too. */
const hasSign = (look: Look) => look === 'weight' || look === 'weightGradient';

export const SIGNED_LOOKS: readonly Look[] = ['weight', 'weightGradient'];

/** A number of the picture. */
export function numberStyle(look: Look): Partial<Style> {
  const { role, sign, size = 10 } = LOOKS[look];
  const { strong, faint } = ROLE_TINTS[role];
  const colour =
    look === 'total' ? TOTAL_COLOURS.text : hasSign(look) ? SIGNS.positive.ink : COLOURS.ink;
  const fill = look === 'total' ? TOTAL_COLOURS.fill : look === 'activation' ? strong : faint;
  return {
    font: font({ size, colour, bold: look === 'activation' || look === 'total' }),
    fill: solid(fill),
    alignment: centred,
    numFmt: FORMATS_BY_SIGN[sign].base,
  };
}

/** A number of the picture that is typed there. */
export const TYPED: Partial<Style> = {
  font: font({ size: 10, colour: COLOURS.inputText }),
  fill: solid(COLOURS.inputFill),
  border: box,
  alignment: centred,
  numFmt: FORMATS.typed,
};

/** The name beside or above a number. */
export function nameStyle(look: Look): Partial<Style> {
  const { role } = LOOKS[look];
  const isTotal = look === 'total';
  return {
    font: font({ size: 9, bold: true, colour: isTotal ? TOTAL_COLOURS.text : COLOURS.ink }),
    fill: solid(isTotal ? TOTAL_COLOURS.fill : ROLE_TINTS[role].strong),
    alignment: look === 'weight' ? left : centred,
  };
}

const stroke = (colour: string) =>
  ({ style: 'thin', color: { argb: `FF${colour}` } }) as const satisfies Borders['top'];

/** The frame of a stack of weights is made of the borders of its cells. */
export const STACK_BORDER = stroke('B0A3BC');

/** What stands above the picture. */
export const CAPTIONS = {
  stage: { font: font({ bold: true, colour: COLOURS.accent }), alignment: left },
  weight: { font: font({ size: 9, colour: COLOURS.muted }), alignment: left },
  gradient: { font: font({ size: 9, colour: COLOURS.muted }), alignment: centred },
} as const satisfies Record<string, Partial<Style>>;

/** Where something is left out, and what is said of a unit. */
export const ASIDE: Partial<Style> = {
  font: font({ size: 9, colour: COLOURS.muted }),
  alignment: left,
};
export const MARK: Partial<Style> = { font: font({ size: 9, bold: true }), alignment: left };

/** What is followed, and what is on its way. */
export const FOLLOWED = {
  font: { bold: true, color: { argb: `FF${COLOURS.paper}` } },
  fill: {
    type: 'pattern',
    pattern: 'solid',
    bgColor: { argb: `FF${COLOURS.ink}` },
  } as Style['fill'],
} satisfies Partial<Style>;

/** An input that holds no number. */
export const NO_NUMBER = {
  fill: {
    type: 'pattern',
    pattern: 'solid',
    bgColor: { argb: `FF${FAULT_FILL}` },
  } as Style['fill'],
} satisfies Partial<Style>;

/** The ink of the picture: outlines are the tints of what they are around, darkened. */
export const INK = {
  wire: { color: 'B4BDC6', width: 0.75 },
  brace: { color: COLOURS.muted, width: 1 },
  input: { color: '5FA3D3', width: 1.5 },
  unit: { color: '3E9477', width: 1.75 },
  error: { color: 'C2613A', width: 1.5 },
  total: { color: '8F3900', width: 2 },
} as const satisfies Record<string, Line>;

/** Widths of wires in points, by the share of the largest weight from which they are drawn. */
export const WIRES = [
  { share: 0, width: 0.75 },
  { share: 0.12, width: 2.25 },
  { share: 0.45, width: 4.5 },
] as const;
