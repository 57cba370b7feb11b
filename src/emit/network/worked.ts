import { type Formula, type Hole, symbolParts } from '../../ops/formula.ts';
import { signOfLine } from '../../symbolic/cells/display.ts';
import type { Computed } from '../sheet.ts';
import { displayed, isExact } from './display.ts';

/** A worked line longer than this is not spelled out. */
const LONGEST_LINE = 400;

/** A number as it is written: in which cells its text stands and whether that is exact; and what it is. */
export interface Written {
  readonly text: string;
  readonly exact: string;
  readonly value: number;
}

/**
 * `= 0.15·0.05 + 0.2·0.1` as a formula that joins what is written of its numbers. It begins with ≈
 * where one of them is rounded: then it comes to the result but for the last digits.
 *
 * @param written undefined for a number that is not told.
 */
export function workedText(
  formula: Formula,
  written: (hole: Hole) => Written | undefined,
): Computed | string {
  const parts = symbolParts(formula);
  const holes = parts.filter((part) => typeof part !== 'string');
  const numbers = new Map(holes.map((hole) => [hole, written(hole)!]));
  if (holes.some((hole) => !numbers.get(hole))) return 'see Training';
  const texts: (string | Hole)[] = [' '];
  for (const part of parts) {
    const last = texts.length - 1;
    if (typeof part === 'string' && typeof texts[last] === 'string') texts[last] += part;
    else texts.push(part);
  }
  const joined = texts.map((part) =>
    typeof part === 'string' ? quoted(part) : numbers.get(part)!.text,
  );
  const words = texts.map((part) =>
    typeof part === 'string' ? part : displayed(numbers.get(part)!.value),
  );
  // A number that is taken over is written as it was there.
  const rounded = parts.length === 1 ? [] : holes;
  const isRounded = rounded.some((hole) => !isExact(numbers.get(hole)!.value));
  const result = `${isRounded ? '≈' : '='}${words.join('')}`;
  if (result.length > LONGEST_LINE) return 'too long to spell out: see Training';
  const exact = new Set(rounded.map((hole) => numbers.get(hole)!.exact));
  const sign = exact.size === 0 ? '"="' : signOfLine([...exact]);
  return { formula: `${sign}&${joined.join('&')}`, result };
}

/**
 * Text as a formula writes it; a decimal in it is joined on, so that it reads as the numbers beside
 * it do where the decimal sign is a comma.
 */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""').replaceAll(/\d+\.\d+/g, '"&$&&"')}"`;
}
