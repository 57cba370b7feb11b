import { quote } from '../problem.ts';
import {
  type DecimalSign,
  isInThousands,
  isPlainNumeral,
  type NumeralStyle,
  numberIn,
  type ThousandsSign,
  thousandsSigns,
} from './numerals.ts';

/** Whether a value is a number in some notation, or one in disguise: a date, a share, a price. */
export function looksLikeNumber(value: string): boolean {
  return isNumber(value) || remedyFor(value, { decimal: '.' }) !== undefined;
}

/**
 * What to do about a value that looks like a number and is none in this notation; undefined for a
 * text that does not, and may name a class.
 */
export function remedyFor(value: string, notation: NumeralStyle): string | undefined {
  return (
    signsRemedy(value, notation) ??
    percentRemedy(value, notation) ??
    momentRemedy(value) ??
    magnitudeRemedy(value) ??
    unitRemedy(value)
  );
}

interface Written {
  readonly decimal: DecimalSign;
  readonly thousands?: ThousandsSign;
}

const decimals: readonly DecimalSign[] = ['.', ','];

/** In which notations a value is a number; 1 000 is one with either decimal sign, and told once. */
function notationsOf(value: string): Written[] {
  const inThousands = thousandsSigns.flatMap((thousands) => {
    const decimal = decimals.find((each) => isInThousands(value, { decimal: each, thousands }));
    return decimal === undefined ? [] : [{ decimal, thousands }];
  });
  const plain = decimals.filter((decimal) => isPlainNumeral(value, decimal));
  return [...inThousands, ...plain.map((decimal) => ({ decimal }))];
}

const isNumber = (value: string) => notationsOf(value).length > 0;

function signsRemedy(value: string, notation: NumeralStyle): string | undefined {
  const ways = notationsOf(value).map((way) => {
    return `\`${keysOf(way, value, notation)}\` if it is ${numberIn(value, way)}`;
  });
  return ways.length === 0 ? undefined : `in \`data\` write ${ways.join(', or ')}`;
}

/** What to write in `data` for a notation. */
function keysOf({ decimal, thousands }: Written, value: string, notation: NumeralStyle): string {
  const isShown = thousands === undefined || value.includes(decimal);
  return [
    ...(thousands === undefined ? [] : [`thousands: "${thousands}"`]),
    ...(isShown && decimal !== notation.decimal ? [`decimal: "${decimal}"`] : []),
  ].join(', ');
}

function percentRemedy(value: string, notation: NumeralStyle): string | undefined {
  if (!value.endsWith('%')) return undefined;
  const share = value.slice(0, -1).trimEnd();
  if (!isNumber(share)) return undefined;
  if (numberIn(share, notation) !== undefined) {
    return 'in `data` write `percent: true`, which reads 12% as 0.12, or take the signs out of the file';
  }
  const ways = notationsOf(share).map((way) => {
    const keys = [...(notation.percent ? [] : ['percent: true']), keysOf(way, share, notation)];
    return `\`${keys.join(', ')}\` if it is ${numberIn(value, { ...way, percent: true })}`;
  });
  return `in \`data\` write ${ways.join(', or ')}`;
}

/** Dates and times: 2024-01-31, 31.1.2024, 01/31/24, 12:30, 2024-01-31T12:30:00Z. */
const moment =
  /^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{2}){1,2}|(?=\d+:))(?:[T ]*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]m)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;

function momentRemedy(value: string): string | undefined {
  if (!moment.test(value)) return undefined;
  return 'a date or time is no number: leave the column out, or count the days from the first date';
}

/** Letters in place of zeros, and how many. Small ones are as likely part of a name: 7b. */
const magnitudes = { K: 3, k: 3, M: 6, B: 9, T: 12, Tsd: 3, Mio: 6, Mrd: 9, mn: 6, bn: 9 } as const;
const inMagnitude = new RegExp(`^(.*\\d)\\s*(${Object.keys(magnitudes).join('|')})\\.?$`);

function magnitudeRemedy(value: string): string | undefined {
  const [, digits, letters] = inMagnitude.exec(value) ?? [];
  if (digits === undefined) return undefined;
  const [way] = notationsOf(digits);
  if (way === undefined) return undefined;
  const zeros = magnitudes[letters as keyof typeof magnitudes];
  return `write the number out: ${Number(`${numberIn(digits, way)}e${zeros}`)}`;
}

/** A number behind a currency, or before one or a unit of up to three letters. */
const withUnit =
  /^[+-]?(?:(?:\p{Sc}|US\$|(?:USD|EUR|GBP|JPY|CHF|INR|CNY|BRL)\s)\s*)?(\d.*?)(?:\s*(?:\p{Sc}|°[CF]?)|\s+[\p{L}µ²³/]{1,3})?$/u;

function unitRemedy(value: string): string | undefined {
  const [, digits] = withUnit.exec(value) ?? [];
  if (digits === undefined || !isNumber(digits)) return undefined;
  return `take the currency or unit out of the file: ${quote(digits)} for ${quote(value)}`;
}
