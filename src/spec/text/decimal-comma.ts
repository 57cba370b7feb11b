import { shortened } from '../problem.ts';

/** A number of a list as it was typed. */
export interface TypedNumber {
  readonly text: string;
  /** What stands between it and the number before: a comma alone, a comma and a space, or more. */
  readonly gap: 'comma' | 'comma and space' | 'other';
}

/** What else is known of a list. */
export interface ListKind {
  /** How many numbers it needs by what the spec says elsewhere. */
  readonly width?: number | undefined;
  /** Whether it holds learning rates to compare, of which 0 is none. */
  readonly rates?: boolean;
}

const beforeComma = /^[-+]?(?:0|[1-9]\d*)$/;
const behindComma = /^\d+(?:e[-+]?\d+)?$/i;
const zeroFirst = /^0\d/;

/**
 * The numbers that somebody probably meant who wrote decimal commas where commas separate: `[0,05]`
 * is one number to him and two to YAML. Undefined without evidence in the text itself, as `[1,0]`
 * may be two numbers all the same. Evidence is
 * - digits behind a comma that begin with a zero: `[0,05]`,
 * - pairs of numbers without a space, and a space between the pairs: `[0,5, 0,7]`,
 * - no space, and twice as many numbers as are needed,
 * - among learning rates, no space, and as many a 0 as not.
 */
export function decimalReading(
  list: readonly TypedNumber[],
  { width, rates = false }: ListKind = {},
): string[] | undefined {
  const pairAt: PairAt = (i) => {
    const [whole, fraction] = [list[i], list[i + 1]];
    if (!whole || !fraction || fraction.gap === 'other') return undefined;
    const isPair = beforeComma.test(whole.text) && behindComma.test(fraction.text);
    return isPair ? { whole, fraction } : undefined;
  };
  const pairs = list.flatMap((_, i) => pairAt(i) ?? []);
  if (!pairs.some(({ fraction }) => zeroFirst.test(fraction.text))) {
    // Who knows decimal points does not write commas.
    if (list.some(({ text }) => text.includes('.'))) return undefined;
    const isEvident =
      isPaired(list, pairAt) ||
      isDoubled(list, pairAt, width) ||
      (rates && hasRatesOfZero(list, pairAt));
    if (!isEvident) return undefined;
  }
  return joinPairs(list, pairAt);
}

/** Two numbers of a list that may be one, cut at its comma. */
interface Pair {
  readonly whole: TypedNumber;
  readonly fraction: TypedNumber;
}

type PairAt = (i: number) => Pair | undefined;

/** Whether the numbers stand in pairs, or alone, with spaces between: `[0,5, 1]`. */
function isPaired(list: readonly TypedNumber[], pairAt: PairAt): boolean {
  const gaps = list.slice(1).map(({ gap }) => gap);
  if (!gaps.includes('comma') || !gaps.includes('comma and space')) return false;
  return gaps.every((gap, i) => gap !== 'comma' || (pairAt(i) && gaps[i + 1] !== 'comma'));
}

function isDoubled(list: readonly TypedNumber[], pairAt: PairAt, width?: number): boolean {
  if (width === undefined || list.length !== 2 * width) return false;
  return list.every(({ gap }, i) => (i === 0 || gap === 'comma') && (i % 2 === 1 || pairAt(i)));
}

/** Whether every second pair without a space has a 0, which is no rate. */
function hasRatesOfZero(list: readonly TypedNumber[], pairAt: PairAt): boolean {
  let pairs = 0;
  let zeros = 0;
  for (let i = 0; i < list.length; i++) {
    const pair = pairAt(i);
    if (pair?.fraction.gap !== 'comma') continue;
    pairs++;
    if (Number(pair.whole.text) === 0 || Number(pair.fraction.text) === 0) zeros++;
    i++;
  }
  return zeros > 0 && 2 * zeros >= pairs;
}

function joinPairs(list: readonly TypedNumber[], pairAt: PairAt): string[] {
  const isSpaced = list.slice(1).every(({ gap }) => gap === 'comma and space');
  const meant: string[] = [];
  const isMeant = ({ gap, text }: TypedNumber) =>
    gap === 'comma' || zeroFirst.test(text) || (isSpaced && list.length % 2 === 0);
  for (let i = 0; i < list.length; i++) {
    const pair = pairAt(i);
    const isOne = pair !== undefined && isMeant(pair.fraction);
    meant.push(isOne ? `${pair.whole.text}.${pair.fraction.text}` : list[i]!.text);
    if (isOne) i++;
  }
  return meant;
}

/** A list whose commas are decimal ones in words: as it was typed, meant and read. */
export function commaProblem(list: readonly TypedNumber[], meant: readonly string[]) {
  const typed = list.map(({ text, gap }, i) => {
    return i === 0 ? text : `${gap === 'comma' ? ',' : ', '}${text}`;
  });
  const numbers = list.map(({ text }) => String(Number(text)));
  return {
    typed: shortJoin(typed, ''),
    points: shortJoin(meant, ', '),
    /** Undefined unless the commas may also be those between thousands. */
    thousands: meant.every((each) => !each.includes('.') || inThousands.test(each))
      ? shortJoin(
          meant.map((each) => each.replace('.', '')),
          ', ',
        )
      : undefined,
    numbers: shortJoin(numbers, ', '),
  };
}

/** `1.000`, which somebody may have written as `1,000` for a thousand. */
const inThousands = /^[-+]?[1-9]\d{0,2}\.\d{3}$/;

const mostCharacters = 40;

/** The first few, so that a message stays short. */
function shortJoin(texts: readonly string[], separator: string): string {
  let shown = '';
  for (const [i, text] of texts.entries()) {
    const next = i === 0 ? shortened(text) : `${shown}${separator}${text}`;
    if (i > 0 && next.length > mostCharacters) return `${shown}, …`;
    shown = next;
  }
  return shown;
}
