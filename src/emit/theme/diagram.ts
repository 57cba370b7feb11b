import type { ColorScaleRuleType, Style } from 'exceljs';
import type { Role } from '../../symbolic/quantities.ts';
import { font, middle, scale, solid, thin } from './cells.ts';
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
  /** A name: its height in pixels, and how many characters the number beside one has, `−0.1234`. */
  name: { height: 16, numberCharacters: 7 },
  label: { weight: shapeText(9, '5B4A7D'), target: shapeText(9, '1F5F99') },
  caption: {
    title: shapeText(11, COLOURS.accent, true),
    detail: shapeText(9, COLOURS.muted),
  },
  dots: shapeText(16, COLOURS.muted),
} as const;

/** A number of the diagram made of cells, and the name above it. */
export function diagramStyles(role: Role): Record<'name' | 'number', Partial<Style>> {
  const fill = solid(ROLE_TINTS[role].strong);
  const alignment = { ...middle, horizontal: 'center' } as const;
  return {
    name: {
      font: font({ size: 9, colour: COLOURS.muted }),
      fill,
      border: { top: thin, left: thin, right: thin },
      alignment,
    },
    number: {
      font: font({ size: 10 }),
      fill,
      border: { left: thin, right: thin, bottom: thin },
      alignment,
    },
  };
}

/** Errors are never negative, so that their format has room for small ones. */
export type NumberKind = 'signed' | 'size';

/** From this size on a number of the diagram is written with a power of ten. */
export const LARGE = 1000;

/**
 * `0.1500`, `−0.4000`. A format has room for two conditions: powers of ten for what is large, and a
 * sign of its own for what is negative, because the last section drops the sign in some programs;
 * for an error, 0 and powers of ten for what is small.
 */
export const NUMBER_FORMATS: Record<NumberKind, string> = {
  signed: `[>=${LARGE}]0.0E+00;[<0]−0.0000;0.0000`,
  size: '[=0]0;[<0.0001]0.0E+00;0.0000',
};

/** For what is large and for which `NUMBER_FORMATS` has no section left. */
export const FORMAT_OF_LARGE = '0.0E+00;−0.0E+00';

/** What `NUMBER_FORMATS` shows. */
export function numberLabel(value: number, kind: NumberKind): string {
  if (kind === 'size' && value === 0) return '0';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size < LARGE && !(kind === 'size' && value < 0.0001)) return sign + size.toFixed(4);
  const [mantissa, exponent] = size.toExponential(1).split('e');
  return `${sign}${mantissa}E${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

const fixed = (value: number) => ({ type: 'num', value }) as const;

/** How strong a number is, in cells: weights around 0, activations from 0 to 1. */
export const COLOUR_SCALES = {
  weight: { cfvo: [-1, 0, 1].map(fixed), color: scale('F0B27A', 'FFFFFF', '9FC2E8') },
  activation: { cfvo: [0, 1].map(fixed), color: scale('FFFFFF', 'A9D8AB') },
} satisfies Record<string, Pick<ColorScaleRuleType, 'cfvo' | 'color'>>;
