import { shortened } from '../problem.ts';
import { plainSigns } from './signs.ts';

const pointsBetweenThousands = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+$/;
/** Each form that people write and neither YAML nor JSON reads, with the number it is. */
const forms: readonly (readonly [RegExp, say: string, plain: (text: string) => string])[] = [
  [
    /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/,
    'use a decimal point, and nothing between thousands',
    (text) => text.replaceAll('.', '').replace(',', '.'),
  ],
  [
    /^[+-]?\d{1,3}(?:,\d{3})+\.\d+$|^[+-]?\d{1,3}(?:,\d{3}){2,}$/,
    'write nothing between thousands',
    (text) => text.replaceAll(',', ''),
  ],
  [
    /^[+-]?\d{1,3}(?:\.\d{3}){2,}$/,
    'write nothing between thousands',
    (text) => text.replaceAll('.', ''),
  ],
  [/^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i, 'use a decimal point', (text) => text.replace(',', '.')],
  [
    /^[+-]?\d+(?:[.,]\d+)?\s*%$/,
    'write the share without %',
    (text) => String(Number(`${text.replace(',', '.').replace(/\s*%$/, '')}e-2`)),
  ],
];

/** What to do about a text that is a number to people; undefined for other texts. */
export function numeralRemedy(typed: string, isWhole = false): string | undefined {
  const text = plainSigns(typed.trim());
  // A thousand, where there is no half.
  if (isWhole && /^[+-]?\d+,000$/.test(text)) {
    return `leave the comma out: ${shortened(text.replace(',', ''))}`;
  }
  for (const [form, say, plain] of forms) {
    if (form.test(text)) return `${say}: ${shortened(plain(text))}`;
  }
  return undefined;
}

/**
 * What to do about a whole number such as 10.000, which is ten to YAML and ten thousand to half of
 * Europe; undefined for others.
 */
export function pointRemedy(typed: string, write: (number: string) => string): string | undefined {
  if (!pointsBetweenThousands.test(typed)) return undefined;
  const plain = typed.replaceAll('.', '');
  const either = `write nothing between thousands: ${write(plain)}`;
  const short = String(Number(typed));
  return /^\d+$/.test(short)
    ? `${either}; for ${short} leave the point out: ${write(short)}`
    : either;
}

const numeral = /^[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[+-]?\d+)?$/i;

/** The numbers of a list such as `0,5; 0,3`, with points; undefined for other texts. */
export function listWithSemicolons(text: string): string[] | undefined {
  const parts = text.split(';').map((part) => plainSigns(part.trim()));
  if (parts.length < 2 || !parts.every((part) => numeral.test(part))) return undefined;
  return parts.map((part) => part.replace(',', '.'));
}
