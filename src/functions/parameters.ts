/**
 * The numbers that a row of a table leaves open, by the keys of `Open`. Its own are read off from
 * what the row says of its parameters, so that its functions can ask for no other.
 */
export type NumbersOf<Open> = { readonly [Key in keyof Open]: number };

/** The keys are not known: the row is any row. */
export type AnyOpen = Record<string, unknown>;
export type Parameters = NumbersOf<AnyOpen>;

/** A number that a row leaves open. */
export interface FunctionParameter {
  readonly default: number;
  /** The least and the greatest value that make sense. */
  readonly least: number;
  readonly most: number;
  readonly about: string;
}

/** One that stands in an input cell of its own, which formulas call by name. */
export interface CellParameter extends Omit<FunctionParameter, 'default'> {
  /** A number, or one that goes by how many steps the training has. */
  readonly default: number | ((steps: number) => number);
  /** The cell's name, such as `beta_1`: `beta1` would be the address of a cell. */
  readonly cell: string;
  /** As a textbook writes it: β₁. */
  readonly symbol: string;
  readonly whole?: boolean;
}

/** The given numbers, and defaults for the others. */
export function withDefaults(
  rows: Readonly<Record<string, FunctionParameter>> | undefined,
  given: Partial<Parameters>,
): Parameters {
  return Object.fromEntries(
    Object.entries(rows ?? {}).map(([key, row]) => [key, given[key] ?? row.default]),
  );
}

/** Puts numbers in the place of the keys in braces: `{slope}*{x}` becomes `0.01*{x}`. */
export function bindText(text: string, p: Parameters): string {
  return bind(text, p, decimal);
}

/** The same in a text for people, whose minus sign is a real one. */
export function bindWords(text: string, p: Parameters): string {
  return bind(text, p, (x) => decimal(x).replace('-', '−'));
}

function bind(text: string, p: Parameters, write: (x: number) => string): string {
  return text.replace(/\{(\w+)\}/g, (hole, key) => (Object.hasOwn(p, key) ? write(p[key]!) : hole));
}

/**
 * A number in digits alone, in brackets if negative: some spreadsheets read no `1E-7` in a formula.
 */
export function decimal(x: number): string {
  const [, digits, fraction = '', exponent = '0'] = /^(\d+)(?:\.(\d+))?(?:e(.+))?$/.exec(
    String(Math.abs(x)),
  )!;
  const shift = digits!.length + Number(exponent);
  const all = digits! + fraction;
  const whole = shift > 0 ? all.slice(0, shift).padEnd(shift, '0') : '0';
  const rest = shift > 0 ? all.slice(shift) : all.padStart(all.length - shift, '0');
  const text = rest === '' ? whole : `${whole}.${rest}`;
  return x < 0 ? `(-${text})` : text;
}

/** x to a whole power, the same on every machine: the last bit of Math.pow is not. */
export function power(x: number, exponent: number): number {
  let result = 1;
  for (let base = x, rest = exponent; rest > 0; rest = Math.floor(rest / 2), base *= base) {
    if (rest % 2 === 1) result *= base;
  }
  return result;
}

/** The two texts of a function: its value, and its derivative. */
export interface Texts {
  readonly value: string;
  readonly slope: string;
}

/** Both texts with numbers put in by `put`. */
export function bindBoth(
  { value, slope }: Texts,
  p: Parameters,
  put: typeof bindText | typeof bindWords,
): Texts {
  return { value: put(value, p), slope: put(slope, p) };
}
