import { plainSigns } from '../text/signs.ts';

/** What separates the digits before the point from those behind it. */
export type DecimalSign = '.' | ',';

/** What may stand between thousands; a space and an apostrophe in each of their forms. */
export const thousandsSigns = [',', '.', ' ', "'"] as const;
export type ThousandsSign = (typeof thousandsSigns)[number];

/** How the numbers of a file are written. */
export interface NumeralStyle {
  readonly decimal: DecimalSign;
  readonly thousands?: ThousandsSign | undefined;
  /** Whether 12% is a number: 0.12. */
  readonly percent?: boolean | undefined;
}

const forms: Record<ThousandsSign, string> = {
  ',': ',',
  '.': '\\.',
  ' ': '[ \u00A0\u2009\u202F]',
  "'": "['’]",
};

/** The least group is of two digits, as in India: 12,34,567. */
const grouped = (sign: ThousandsSign) => `\\d{1,3}(?:${forms[sign]}\\d{2,3})*${forms[sign]}\\d{3}`;

function patternsOf(decimal: DecimalSign) {
  const sign = decimal === '.' ? '\\.' : ',';
  const plain = new RegExp(`^[+-]?(?:\\d+${sign}?\\d*|${sign}\\d+)(?:e[+-]?\\d+)?$`, 'i');
  const inThousands = thousandsSigns
    .filter((each) => each !== decimal)
    .map((each) => [each, new RegExp(`^[+-]?${grouped(each)}(?:${sign}\\d*)?$`)] as const);
  return { plain, thousands: new Map(inThousands) };
}

const patterns = { '.': patternsOf('.'), ',': patternsOf(',') };

/** Whether a value is a number without signs between thousands: `0,5`. */
export function isPlainNumeral(value: string, decimal: DecimalSign): boolean {
  return patterns[decimal].plain.test(plainSigns(value));
}

/** Whether a value is a number with such signs between all thousands: `1.000,5`. */
export function isInThousands(
  value: string,
  { decimal, thousands }: Required<Pick<NumeralStyle, 'decimal' | 'thousands'>>,
): boolean {
  return patterns[decimal].thousands.get(thousands!)?.test(plainSigns(value)) === true;
}

/** The number that a value is in a notation; undefined where it is none. May be infinite. */
export function numberIn(value: string, notation: NumeralStyle): number | undefined {
  const { decimal, thousands, percent } = notation;
  const isShare = percent === true && value.endsWith('%');
  const numeral = plainSigns(isShare ? value.slice(0, -1).trimEnd() : value);
  const digits =
    thousands !== undefined && isInThousands(numeral, { decimal, thousands })
      ? numeral.replace(new RegExp(forms[thousands], 'g'), '')
      : numeral;
  if (!isPlainNumeral(digits, decimal)) return undefined;
  const [mantissa, exponent = '0'] = plainSigns(digits)
    .replace(decimal, '.')
    .toLowerCase()
    .split('e');
  // Moving the point is exact where a division by 100 would round once more.
  const number = Number(`${mantissa}e${Number(exponent) - (isShare ? 2 : 0)}`);
  return number === 0 ? 0 : number;
}
