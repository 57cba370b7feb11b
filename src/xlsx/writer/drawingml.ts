import { element } from './xml.ts';

/** Pieces of DrawingML that charts and shapes share. Colours are RRGGBB. */

/** English Metric Units: the lengths of DrawingML. */
export const EMU = { pixel: 9525, point: 12_700, centimetre: 360_000, inch: 914_400 } as const;

export type Dash =
  | 'solid'
  | 'sysDot'
  | 'sysDash'
  | 'dash'
  | 'dashDot'
  | 'lgDash'
  | 'lgDashDot'
  | 'lgDashDotDot'
  | 'sysDashDot'
  | 'sysDashDotDot';

export interface Line {
  readonly color: string;
  /** In points. */
  readonly width: number;
  /** Solid unless said otherwise. */
  readonly dash?: Dash;
}

export function solidFill(color: string): string {
  return element('a:solidFill', {}, element('a:srgbClr', { val: color }));
}

export const NO_FILL = element('a:noFill', {});

/** An outline; null means that there is none. */
export function line(stroke: Line | null): string {
  if (stroke === null) return element('a:ln', {}, NO_FILL);
  const { color, width, dash = 'solid' } = stroke;
  return element(
    'a:ln',
    // A round cap would fill the gaps of a dotted line.
    { w: Math.round(width * EMU.point), cap: dash === 'solid' ? 'rnd' : 'flat' },
    solidFill(color),
    element('a:prstDash', { val: dash }),
    element('a:round', {}),
  );
}

export interface TextStyle {
  readonly font: string;
  readonly color: string;
  /** In points. */
  readonly size: number;
  readonly bold?: boolean;
}

/** Properties of a run (`a:rPr`) or of the runs to come (`a:defRPr`). */
export function runProperties(
  name: 'a:rPr' | 'a:defRPr',
  { font, color, size, bold = false }: TextStyle,
): string {
  return element(
    name,
    // Fixed language: otherwise each program checks the spelling in its own.
    { lang: name === 'a:rPr' ? 'en-US' : undefined, sz: Math.round(size * 100), b: bold ? 1 : 0 },
    solidFill(color),
    element('a:latin', { typeface: font }),
    element('a:ea', { typeface: font }),
    element('a:cs', { typeface: font }),
  );
}
