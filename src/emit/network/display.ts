import { DISPLAY, EXACT, NOTHING } from '../../functions/thresholds.ts';

/**
 * A number as the narrator writes it in a worked line: four significant digits, with a power of
 * ten where it is small or large; in brackets if negative, because it may stand in a product.
 *
 * The same rules as `displayOf`, computed; ROUND there gives the same digits in every
 * spreadsheet, which TEXT does not.
 */
export function displayed(x: number): string {
  const size = Math.abs(x);
  if (!(size <= DISPLAY.overflow.value)) return 'overflow';
  if (size < NOTHING) return '0';
  const isSmall = size < DISPLAY.small.value;
  const text = size >= DISPLAY.large.value ? large(x) : isSmall ? small(x) : fixed(x);
  return x < 0 ? `(${text})` : text;
}

/**
 * Whether what is written of a number is the number itself. A line of such numbers comes out as
 * printed; one of rounded numbers does so only nearly, and is marked ≈.
 */
export function isExact(x: number): boolean {
  const size = Math.abs(x);
  if (!(size <= DISPLAY.overflow.value) || size < NOTHING) return true;
  return Math.abs(x - Number(displayed(x).replace(/[()]/g, ''))) <= size / EXACT.value;
}

function fixed(x: number): string {
  return String(rounded(x, Math.max(0, 3 - Math.floor(Math.log10(Math.abs(x))))));
}

function large(x: number): string {
  const exponent = Math.floor(Math.log10(Math.abs(x)));
  return `${rounded(x / powerOfTen(exponent), 3)}e${exponent}`;
}

function small(x: number): string {
  const exponent = Math.ceil(-Math.log10(Math.abs(x)));
  return `${rounded(x * powerOfTen(exponent), 3)}e-${exponent}`;
}

const powerOfTen = (exponent: number) => Number(`1e${exponent}`);

/** Half away from zero, judged on 15 digits, as spreadsheets round. */
function rounded(x: number, decimals: number): number {
  const scale = powerOfTen(decimals);
  const shifted = Number((Math.abs(x) * scale).toPrecision(15));
  return (Math.sign(x) * Math.round(shifted)) / scale + 0;
}
