import type { Alignment, Borders, ColorScaleRuleType, Fill, Font, Style } from 'exceljs';
import type { Role } from '../symbolic/quantities.ts';

/** Every colour, font and number format of a workbook; no other file names one. */

/** Calibri has Carlito as its metric twin where it is missing (LibreOffice, Google Sheets). */
export const FONT = 'Calibri';

export const COLOURS = {
  ink: '1F2933',
  muted: '66717E',
  rule: 'D5DBE1',
  grid: 'E6EAEE',
  accent: '1F4E79',
  paper: 'FFFFFF',
  inputText: '0000FF',
  inputFill: 'FFF9DB',
  linkText: '00703C',
  greyTab: 'A6ADB5',
} as const;

/** One tint a role, in headers (strong), bodies (faint) and the legend. */
export const ROLE_TINTS: Record<Role, { readonly strong: string; readonly faint: string }> = {
  target: { strong: 'C9DDF0', faint: 'F3F8FC' },
  input: { strong: 'C9DDF0', faint: 'F3F8FC' },
  update: { strong: 'F2E3A9', faint: 'FDFAEE' },
  weight: { strong: 'DDD3EC', faint: 'F8F5FB' },
  forward: { strong: 'CBE6CC', faint: 'F4FAF4' },
  error: { strong: 'F4C7C3', faint: 'FDF3F2' },
  gradient: { strong: 'FBDDB5', faint: 'FEF8F0' },
  diagnosis: { strong: 'DDE1E5', faint: 'F6F7F8' },
};

/** Okabe and Ito's palette without its yellow, which white paper swallows. */
export const SERIES_COLOURS = [
  '0072B2',
  'D55E00',
  '009E73',
  'CC79A7',
  'E69F00',
  '56B4E9',
  '000000',
] as const;

/** Series beyond one round of colours differ by their dashes. */
export const SERIES_DASHES = ['solid', 'dash', 'sysDot', 'dashDot'] as const;

export const FORMATS = {
  /** Shows 0.5, 1E-09 and 1E+300 alike and never turns into ####. */
  value: 'General',
  step: '0',
  rate: '"LR = "General',
} as const;

const solid = (colour: string): Fill => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { argb: `FF${colour}` },
});

const font = (options: Partial<Font> & { colour?: string } = {}): Partial<Font> => {
  const { colour = COLOURS.ink, ...rest } = options;
  return { name: FONT, family: 2, size: 11, color: { argb: `FF${colour}` }, ...rest };
};

const thin = { style: 'thin', color: { argb: `FF${COLOURS.rule}` } } as const;
const box: Partial<Borders> = { top: thin, left: thin, bottom: thin, right: thin };
const middle: Partial<Alignment> = { vertical: 'middle' };
/** Numbers keep a little distance from the next column. */
const right: Partial<Alignment> = { ...middle, horizontal: 'right', indent: 1 };
const indented: Partial<Alignment> = { ...middle, horizontal: 'left', indent: 1 };

/** The styles of cells by what they are for. */
export const STYLES = {
  title: { font: font({ size: 20, bold: true, colour: COLOURS.accent }), alignment: middle },
  purpose: { font: font({ colour: COLOURS.muted }), alignment: middle },
  heading: {
    font: font({ size: 13, bold: true, colour: COLOURS.accent }),
    alignment: middle,
    border: { bottom: thin },
  },
  text: { font: font(), alignment: { ...middle, wrapText: true } },
  label: { font: font(), alignment: middle },
  /** Beside a sample or a link. */
  remark: { font: font(), alignment: indented },
  /** A word or number of the parameters on `Start`. */
  fact: { font: font({ bold: true }), alignment: indented },
  liveFact: { font: font({ bold: true, colour: COLOURS.linkText }), alignment: indented },
  note: { font: font({ colour: COLOURS.muted }), alignment: indented },
  link: { font: font({ colour: COLOURS.accent, underline: true }), alignment: middle },
  code: { font: font({ name: 'Courier New', family: 3, size: 9, colour: COLOURS.muted }) },
  input: {
    font: font({ colour: COLOURS.inputText }),
    fill: solid(COLOURS.inputFill),
    border: box,
    alignment: right,
    numFmt: FORMATS.value,
  },
  /** Beside the text of a heading. */
  headingNote: {
    font: font({ colour: COLOURS.muted }),
    alignment: middle,
    border: { bottom: thin },
  },
  subheading: { font: font({ bold: true, colour: COLOURS.accent }), alignment: middle },
  /** Above a column of a picture made of cells. */
  caption: {
    font: font({ size: 9, colour: COLOURS.muted }),
    alignment: { ...middle, horizontal: 'center' },
  },
  /** A number as a worked line writes it. */
  asWritten: { font: font({ size: 9, colour: COLOURS.muted }), alignment: right },
  boxTitle: {
    font: font({ bold: true, colour: COLOURS.accent }),
    border: { top: thin, bottom: thin },
    fill: solid('F3F6F9'),
    alignment: middle,
  },
  derivation: { font: font({ name: 'Cambria', family: 1, size: 12 }), alignment: indented },
  mark: { font: font({ bold: true }), alignment: { ...middle, horizontal: 'center' } },
  /** A value taken from another sheet. */
  linked: {
    font: font({ colour: COLOURS.linkText }),
    alignment: right,
    numFmt: FORMATS.value,
  },
  value: {
    font: font(),
    alignment: right,
    numFmt: FORMATS.value,
  },
  verdict: { font: font({ size: 12, bold: true }), alignment: indented },
  step: {
    font: font({ colour: COLOURS.muted }),
    alignment: right,
    numFmt: FORMATS.step,
  },
  stepHeader: {
    font: font({ bold: true }),
    fill: solid(COLOURS.grid),
    border: { bottom: thin },
    alignment: { ...middle, horizontal: 'center' },
  },
  rateHeader: {
    font: font({ bold: true, colour: COLOURS.inputText }),
    fill: solid(COLOURS.inputFill),
    border: box,
    alignment: { ...middle, horizontal: 'center' },
    numFmt: FORMATS.rate,
  },
  /** The same rate on a sheet where it is only a link. */
  rateLink: {
    font: font({ bold: true, colour: COLOURS.linkText }),
    fill: solid(COLOURS.grid),
    border: { bottom: thin },
    alignment: { ...middle, horizontal: 'center' },
    numFmt: FORMATS.rate,
  },
  smallVerdict: {
    font: font({ size: 9, colour: COLOURS.muted }),
    alignment: { vertical: 'bottom', horizontal: 'center', wrapText: true },
  },
  /** A few lines in little room. */
  smallText: {
    font: font({ size: 10, colour: COLOURS.muted }),
    alignment: { vertical: 'top', wrapText: true },
  },
  /** The numbers and names of the axes of a picture made of cells. */
  axisBelow: {
    font: font({ size: 8, colour: COLOURS.muted }),
    alignment: { vertical: 'top', horizontal: 'center', textRotation: 90 },
  },
  axisBeside: {
    font: font({ size: 8, colour: COLOURS.muted }),
    alignment: { ...middle, horizontal: 'right' },
  },
  axisTitleBelow: { font: font(), alignment: { ...middle, horizontal: 'center' } },
  axisTitleBeside: {
    font: font(),
    alignment: { ...middle, horizontal: 'center', textRotation: 90 },
  },
  scaleNumber: {
    font: font({ size: 9, colour: COLOURS.muted }),
    alignment: indented,
    numFmt: FORMATS.value,
  },
} as const satisfies Record<string, Partial<Style>>;

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

/** The styles of the columns and headers of one role. */
export const ROLE_STYLES = Object.fromEntries(
  Object.entries(ROLE_TINTS).map(([role, { strong, faint }]) => [
    role,
    {
      band: { font: font({ bold: true }), fill: solid(strong), alignment: middle },
      header: {
        font: font({ bold: true }),
        fill: solid(strong),
        border: { bottom: thin },
        alignment: { ...middle, horizontal: 'center' },
      },
      meaning: {
        font: font({ size: 9, colour: COLOURS.muted }),
        fill: solid(faint),
        alignment: { vertical: 'top', horizontal: 'center', wrapText: true },
      },
      symbol: {
        font: font({ size: 9 }),
        fill: solid(faint),
        alignment: { ...middle, horizontal: 'center', wrapText: true },
      },
      value: {
        font: font(),
        fill: solid(faint),
        alignment: right,
        numFmt: FORMATS.value,
      },
      linked: {
        font: font({ colour: COLOURS.linkText }),
        fill: solid(faint),
        alignment: right,
        numFmt: FORMATS.value,
      },
    } satisfies Record<string, Partial<Style>>,
  ]),
) as Record<
  Role,
  Record<'band' | 'header' | 'meaning' | 'symbol' | 'value' | 'linked', Partial<Style>>
>;

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

const scale = (...colours: string[]) => colours.map((colour) => ({ argb: `FF${colour}` }));

const fixed = (value: number) => ({ type: 'num', value }) as const;

/** How strong a number is, in cells: weights around 0, activations from 0 to 1. */
export const COLOUR_SCALES = {
  weight: { cfvo: [-1, 0, 1].map(fixed), color: scale('F0B27A', 'FFFFFF', '9FC2E8') },
  activation: { cfvo: [0, 1].map(fixed), color: scale('FFFFFF', 'A9D8AB') },
} satisfies Record<string, Pick<ColorScaleRuleType, 'cfvo' | 'color'>>;

/**
 * The colours of a picture made of cells, for the colour-blind too: classes, of which the middle one
 * must not vanish into the paper; two sides of a middle; more and more.
 */
export const SURFACE_COLOURS = {
  classes: scale('E9A23B', 'D8E8CC', '4F94CD'),
  sides: scale('E9A23B', 'FFFFFF', '4F94CD'),
  amount: scale('FFF8E1', '9CCBDD', '2F7FB8'),
} as const;

/** Above the first row of a batch. */
export const BATCH_RULE: Partial<Style> = {
  border: { top: { style: 'thin', color: { argb: `FF${COLOURS.greyTab}` } } },
};

/** Tab colours: the desk, the table, the comparison; grey for what is machinery. */
export const TABS = {
  start: COLOURS.accent,
  network: '0072B2',
  data: 'D55E00',
  training: '009E73',
  summary: '009E73',
  surface: '56B4E9',
  gradientCheck: 'CC79A7',
  charts: '56B4E9',
  learningRates: 'E69F00',
  machinery: COLOURS.greyTab,
} as const;

/** What every chart looks like besides its series. */
export const CHART_STYLE = {
  font: FONT,
  titleColor: COLOURS.accent,
  titleSize: 14,
  textColor: COLOURS.muted,
  textSize: 9,
  axisColor: COLOURS.rule,
  gridColor: COLOURS.grid,
} as const;
