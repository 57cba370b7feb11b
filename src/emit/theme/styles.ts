import type { Style } from 'exceljs';
import { DERIVATION_FONTS } from '../../layout/network/boxes.ts';
import type { Kind } from '../../ref.ts';
import type { Role } from '../../symbolic/quantities.ts';
import { box, font, indented, middle, right, solid, thin } from './cells.ts';
import { COLOURS, ROLE_TINTS, SELECTED_COLOUR, SIGNS, TOTAL_COLOURS } from './colours.ts';
import { FORMATS, type NumberFormat, numberFormatOf } from './formats.ts';

const axisFont = font({ size: 9, colour: COLOURS.muted });

/** The styles of cells by what they are for. */
export const STYLES = {
  title: { font: font({ size: 20, bold: true, colour: COLOURS.accent }), alignment: middle },
  lowTitle: { font: font({ size: 14, bold: true, colour: COLOURS.accent }), alignment: middle },
  purpose: { font: font({ colour: COLOURS.muted }), alignment: middle },
  heading: {
    font: font({ size: 13, bold: true, colour: COLOURS.accent }),
    alignment: middle,
    border: { bottom: thin },
  },
  text: { font: font(), alignment: { ...middle, wrapText: true } },
  label: { font: font(), alignment: middle },
  /** Of the cell to its right. */
  labelBefore: { font: font(), alignment: { ...middle, horizontal: 'right' } },
  /** Sentences over several lines. */
  prose: { font: font(), alignment: { vertical: 'top', wrapText: true } },
  /** A link beside such sentences. */
  jump: {
    font: font({ colour: COLOURS.accent, underline: true }),
    alignment: { vertical: 'top', horizontal: 'center' },
  },
  /** Beside a sample or a link. */
  remark: { font: font(), alignment: indented },
  /** A word or number of the parameters on `Start`. */
  fact: { font: font({ bold: true }), alignment: indented },
  longFact: { font: font({ bold: true }), alignment: { ...indented, wrapText: true } },
  liveFact: { font: font({ bold: true, colour: COLOURS.linkText }), alignment: indented },
  note: { font: font({ colour: COLOURS.muted }), alignment: indented },
  link: { font: font({ colour: COLOURS.accent, underline: true }), alignment: middle },
  code: { font: font({ name: 'Courier New', family: 3, size: 9, colour: COLOURS.muted }) },
  input: {
    font: font({ colour: COLOURS.inputText }),
    fill: solid(COLOURS.inputFill),
    border: box,
    alignment: right,
    numFmt: FORMATS.typed,
  },
  /** What may be typed over, and follows from something else until it is. */
  offered: {
    font: font({ colour: COLOURS.linkText }),
    fill: solid(COLOURS.inputFill),
    border: box,
    alignment: right,
    numFmt: FORMATS.typed,
  },
  /** An input of the strip on `Network`. */
  bigInput: {
    font: font({ size: 12, bold: true, colour: COLOURS.inputText }),
    fill: solid(COLOURS.inputFill),
    border: box,
    alignment: { ...middle, horizontal: 'center' },
    numFmt: FORMATS.typed,
  },
  /** A sentence or two below a title. */
  lesson: {
    font: font({ size: 10, colour: COLOURS.muted }),
    alignment: { vertical: 'top', wrapText: true },
  },
  /** Small sentences over the rule of a heading that they stand beside. */
  proseOverRule: {
    font: font({ size: 9, colour: COLOURS.muted }),
    alignment: { vertical: 'top', wrapText: true },
    border: { bottom: thin },
  },
  smallNote: { font: font({ size: 9, colour: COLOURS.muted }), alignment: middle },
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
  derivation: { font: font(DERIVATION_FONTS.line), alignment: indented },
  mark: { font: font({ bold: true }), alignment: { ...middle, horizontal: 'center' } },
  /** A value taken from another sheet. */
  linked: {
    font: font({ colour: COLOURS.linkText }),
    alignment: right,
    numFmt: FORMATS.number,
  },
  /** What was typed there, as it was typed: a rate is 0.001, not 0.0010. */
  copy: {
    font: font({ colour: COLOURS.linkText }),
    alignment: right,
    numFmt: FORMATS.typed,
  },
  value: {
    font: font(),
    alignment: right,
    numFmt: FORMATS.number,
  },
  /** The mark of a sample. */
  sign: {
    font: font({ bold: true, colour: COLOURS.linkText }),
    alignment: { ...middle, horizontal: 'center' },
  },
  verdict: { font: font({ size: 12, bold: true }), alignment: middle },
  /** Below remarks, as far in as they are. */
  verdictBeside: { font: font({ size: 12, bold: true }), alignment: indented },
  /** In a field: a word mostly; what is wrong with an input takes a sentence, which is set smaller. */
  verdictField: {
    font: font({ size: 12, bold: true }),
    alignment: { ...middle, shrinkToFit: true },
  },
  step: {
    font: font({ colour: COLOURS.muted }),
    alignment: right,
    numFmt: FORMATS.whole,
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
  /** The lesson's own, set elsewhere. */
  ownRate: {
    font: font({ bold: true, colour: COLOURS.linkText }),
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
  rateVerdict: {
    font: font({ colour: COLOURS.muted }),
    alignment: { ...middle, horizontal: 'left', indent: 1 },
  },
  /** A few lines in little room. */
  smallText: {
    font: font({ size: 10, colour: COLOURS.muted }),
    alignment: { vertical: 'top', wrapText: true },
  },
  /** The numbers and names of the axes of a picture made of cells. */
  axisBelow: { font: axisFont, alignment: { vertical: 'top', horizontal: 'center' } },
  axisBelowFirst: { font: axisFont, alignment: { vertical: 'top', horizontal: 'left' } },
  axisBelowLast: { font: axisFont, alignment: { vertical: 'top', horizontal: 'right' } },
  axisBeside: {
    font: axisFont,
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
    numFmt: FORMATS.number,
  },
} as const satisfies Record<string, Partial<Style>>;

/** What a column of a table is made of, from its title down. */
type ColumnStyles = Record<
  'band' | 'header' | 'meaning' | 'symbol' | 'value' | 'linked',
  Partial<Style>
>;

/** A style whose number is shown in another way. */
export const shownAs = (style: Partial<Style>, format: NumberFormat | 'typed'): Partial<Style> => ({
  ...style,
  numFmt: FORMATS[format],
});

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
        numFmt: FORMATS.number,
      },
      linked: {
        font: font({ colour: COLOURS.linkText }),
        fill: solid(faint),
        alignment: right,
        numFmt: FORMATS.number,
      },
    } satisfies ColumnStyles,
  ]),
) as Record<Role, ColumnStyles>;

/** E_total stands out among the errors. */
const TOTAL_STYLES: ColumnStyles = {
  ...ROLE_STYLES.error,
  ...Object.fromEntries(
    (['header', 'value', 'linked'] as const).map((part) => [
      part,
      {
        ...ROLE_STYLES.error[part],
        font: font({ bold: true, colour: TOTAL_COLOURS.text }),
        fill: solid(TOTAL_COLOURS.fill),
      },
    ]),
  ),
};

/** The styles of the column of a quantity. */
export function stylesOf(kind: Kind, role: Role): ColumnStyles {
  const styles = kind === 'total' ? TOTAL_STYLES : ROLE_STYLES[role];
  const format = numberFormatOf(kind, role);
  return {
    ...styles,
    value: shownAs(styles.value, format),
    linked: shownAs(styles.linked, format),
  };
}

/** Colours that are no role's, in the legend. */
export const LEGEND_STYLES = Object.fromEntries(
  Object.entries({
    above: { fill: SIGNS.positive.fill, colour: COLOURS.ink },
    below: { fill: SIGNS.negative.fill, colour: COLOURS.ink },
    selected: { fill: SELECTED_COLOUR, colour: COLOURS.paper },
  }).map(([name, { fill, colour }]) => [
    name,
    {
      font: font({ bold: true, colour }),
      fill: solid(fill),
      alignment: { ...middle, horizontal: 'center' },
    },
  ]),
) as Record<'above' | 'below' | 'selected', Partial<Style>>;
