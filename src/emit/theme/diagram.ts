import type { ColorScaleRuleType, Style } from 'exceljs';
import type { Role } from '../../symbolic/quantities.ts';
import { box, font, middle, scale, solid } from './cells.ts';
import { COLOURS, FONT, ROLE_TINTS } from './colours.ts';

const shapeText = (size: number, colour: string = COLOURS.ink, bold = false) => ({
  font: FONT,
  color: colour,
  size,
  bold,
});

/** The drawing of the network. */
export const DIAGRAM = {
  paper: COLOURS.paper,
  edge: { color: 'A9B4C0', width: 1 },
  node: {
    input: { fill: 'DCEAF7', outline: { color: '6F9DC8', width: 1.25 } },
    net: { fill: 'E6F3E6', outline: { color: '7DB380', width: 1.25 } },
    activation: { fill: 'B9DDBB', outline: { color: '5E9E62', width: 1.25 } },
    error: { fill: 'F8D5D2', outline: { color: 'D0766F', width: 1.25 } },
  },
  nodeText: shapeText(9),
  label: { weight: shapeText(9, '5B4A7D'), target: shapeText(9, '1F5F99') },
  caption: {
    title: shapeText(11, COLOURS.accent, true),
    detail: shapeText(9, COLOURS.muted),
  },
  dots: shapeText(16, COLOURS.muted),
} as const;

/** A cell of the diagram made of cells: a number whose format carries its name. */
export function diagramStyle(role: Role): Partial<Style> {
  return {
    font: font({ size: 10 }),
    fill: solid(ROLE_TINTS[role].strong),
    border: box,
    alignment: { ...middle, horizontal: 'center' },
  };
}

/** From this size on a number of the diagram is written with a power of ten. */
export const LARGE = 1000;

/**
 * `w1 = 0.1500`, `w2 = −0.4000`: the format of one named number. A format has room for two
 * conditions: powers of ten for what is large, and a sign of its own for what is negative, because
 * the last section drops the sign in some programs; for an error, 0 and powers of ten for what is
 * small.
 */
export function namedFormat(name: string, kind: 'signed' | 'size'): string {
  const label = `"${name} = "`;
  return kind === 'size'
    ? `[=0]${label}0;[<0.0001]${label}0.0E+00;${label}0.0000`
    : `[>=${LARGE}]${label}0.0E+00;[<0]"${name} = −"0.0000;${label}0.0000`;
}

/** For what is large and for which `namedFormat` has no section left. */
export function namedFormatOfLarge(name: string): string {
  return `"${name} = "0.0E+00;"${name} = −"0.0E+00`;
}

/** What `namedFormat` shows. */
export function namedText(name: string, value: number, kind: 'signed' | 'size'): string {
  if (kind === 'size' && value === 0) return `${name} = 0`;
  const size = Math.abs(value);
  if (size < LARGE && !(kind === 'size' && value < 0.0001)) {
    return `${name} = ${value < 0 ? '−' : ''}${size.toFixed(4)}`;
  }
  const [mantissa, exponent] = size.toExponential(1).split('e');
  const digits = exponent.slice(1).padStart(2, '0');
  return `${name} = ${value < 0 ? '−' : ''}${mantissa}E${exponent[0]}${digits}`;
}

const fixed = (value: number) => ({ type: 'num', value }) as const;

/** How strong a number is, in cells: weights around 0, activations from 0 to 1. */
export const COLOUR_SCALES = {
  weight: { cfvo: [-1, 0, 1].map(fixed), color: scale('F0B27A', 'FFFFFF', '9FC2E8') },
  activation: { cfvo: [0, 1].map(fixed), color: scale('FFFFFF', 'A9D8AB') },
} satisfies Record<string, Pick<ColorScaleRuleType, 'cfvo' | 'color'>>;
