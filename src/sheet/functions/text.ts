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
