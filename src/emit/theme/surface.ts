import type { Style } from 'exceljs';
import { font, middle, scale, thin } from './cells.ts';

/** A square of a picture made of cells, 20 by 20 pixels. */
export const SQUARE = { width: 20 / 7, height: 15 } as const;

/** Its colour says its number; a mark may stand on it. The picture has a frame. */
export function squareStyle(edges: Record<'left' | 'right' | 'top' | 'bottom', boolean>) {
  const sides = Object.entries(edges).filter(([, drawn]) => drawn);
  return {
    font: font({ size: 12, bold: true }),
    alignment: { ...middle, horizontal: 'center' },
    numFmt: ';;;',
    border: Object.fromEntries(sides.map(([side]) => [side, thin])),
  } satisfies Partial<Style>;
}

/** Shows this sign instead of a number, whatever it is. */
export function signFormat(sign: string): string {
  return Array<string>(4).fill(`"${sign}"`).join(';');
}

/** How many decimals the numbers of an axis have, by its length. */
export const AXIS_DECIMALS = [
  { least: 50, decimals: 0 },
  { least: 5, decimals: 1 },
  { least: 0.5, decimals: 2 },
  { least: 0.05, decimals: 3 },
  { least: 0, decimals: 4 },
] as const;

/** With a true minus sign, and a plain 0 for what is next to nothing. */
export function axisFormat({ decimals }: (typeof AXIS_DECIMALS)[number]): string {
  const digits = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
  const half = (0.5 / 10 ** decimals).toFixed(decimals + 1);
  return `[>=${half}]${digits};[<0]"−"${digits};"0"`;
}

/**
 * The colours of a picture made of cells, for the colour-blind too: classes, of which the middle one
 * must not vanish into the paper; two sides of a middle; more and more.
 */
export const SURFACE_COLOURS = {
  classes: scale('E9A23B', 'D8E8CC', '4F94CD'),
  sides: scale('E9A23B', 'FFFFFF', '4F94CD'),
  amount: scale('FFF8E1', '9CCBDD', '2F7FB8'),
} as const;
