import {
  asGrid,
  errors,
  isError,
  type Scalar,
  toNumber,
  toText,
  type Value,
  valuesOf,
} from '../value.ts';
import { type Place, type SheetFunction, stepwise } from './function.ts';

export const texts = {
  CONCATENATE: joining(),
  CONCAT: joining(),
  LEN: ofText((text) => text.length),
  LEFT: ofText((text, count = 1) => text.slice(0, Math.max(0, count))),
  RIGHT: ofText((text, count = 1) => (count <= 0 ? '' : text.slice(-count))),
  MID: ofText((text, from = 1, count = 0) => text.slice(from - 1, from - 1 + count)),
  UPPER: ofText((text) => text.toUpperCase()),
  LOWER: ofText((text) => text.toLowerCase()),
  TRIM: ofText((text) => text.trim().replace(/ +/g, ' ')),
  REPT: ofText((text, count = 0) =>
    text.length * count > 32_767 ? errors.value : text.repeat(Math.max(0, Math.trunc(count))),
  ),
  FIND: ofTwoTexts((sought, text, from) => text.indexOf(sought, from)),
  SEARCH: ofTwoTexts((sought, text, from) => {
    const [pattern, within] = [partsOf(sought.toLowerCase()), text.toLowerCase()];
    for (let at = from; at <= within.length; at++) if (beginsWith(within, at, pattern)) return at;
    return -1;
  }),
  VALUE: stepwise(1, 1, ([text]) => toNumber(text as Scalar)),
  CHAR: stepwise(1, 1, ([code]) => String.fromCharCode(Number(code))),
  UNICHAR: stepwise(1, 1, ([code]) => {
    const point = Number(code);
    return point >= 1 && point <= 0x10ffff ? String.fromCodePoint(point) : errors.value;
  }),
  ROW: {
    arguments: [0, 0],
    value: (_: readonly Value[], at: Place) => at.row,
  },
  COLUMN: {
    arguments: [0, 0],
    value: (_: readonly Value[], at: Place) => at.column,
  },
} as const satisfies Record<string, SheetFunction>;

function joining(): SheetFunction {
  return stepwise(1, 255, (given) => {
    let joined = '';
    for (const argument of given) {
      for (const held of valuesOf(asGrid(argument))) {
        const text = toText(held);
        if (isError(text)) return text;
        joined += text;
      }
    }
    return joined.length > 32_767 ? errors.value : joined;
  });
}

function ofText(value: (text: string, ...numbers: number[]) => Scalar): SheetFunction {
  return stepwise(1, 3, ([given, ...rest]) => {
    const text = toText(given as Scalar);
    if (isError(text)) return text;
    const numbers = rest.map((each) => toNumber(each as Scalar));
    const fault = numbers.find(isError);
    return fault ?? value(text as string, ...(numbers as number[]));
  });
}

/** Where a text stands in another one, counted from 1, from a place on; #VALUE! where it does not. */
function ofTwoTexts(find: (sought: string, text: string, from: number) => number): SheetFunction {
  return stepwise(2, 3, ([sought, text, start = 1]) => {
    const [left, right, from] = [
      toText(sought as Scalar),
      toText(text as Scalar),
      toNumber(start as Scalar),
    ];
    for (const each of [left, right, from]) if (isError(each)) return each;
    const first = Math.trunc(from as number) - 1;
    if (first < 0 || first > (right as string).length) return errors.value;
    const at = find(left as string, right as string, first);
    return at < 0 ? errors.value : at + 1;
  });
}

/** A letter of a pattern, `?` for any one or `*` for any number of them. */
type Part = { readonly letter: string } | 'one' | 'many';

/** `~?`, `~*` and `~~` are meant as they are. */
function partsOf(pattern: string): Part[] {
  const parts: Part[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const [letter, next] = [pattern.charAt(i), pattern.charAt(i + 1)];
    if (letter === '~' && next !== '' && '?*~'.includes(next)) {
      parts.push({ letter: next });
      i += 1;
    } else parts.push(letter === '?' ? 'one' : letter === '*' ? 'many' : { letter });
  }
  return parts;
}

/** Whether a text has a pattern at a place. Going back to the last `*` only, it ends soon for any pattern. */
function beginsWith(text: string, from: number, parts: readonly Part[]): boolean {
  let [at, i] = [from, 0];
  let back: { at: number; i: number } | undefined;
  while (i < parts.length) {
    const part = parts[i];
    if (part === 'many') {
      i += 1;
      back = { at, i };
    } else if (at < text.length && (part === 'one' || part?.letter === text.charAt(at))) {
      at += 1;
      i += 1;
    } else if (back !== undefined && back.at < text.length) {
      back = { at: back.at + 1, i: back.i };
      [at, i] = [back.at, back.i];
    } else return false;
  }
  return true;
}
