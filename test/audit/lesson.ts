import { addressOf } from '../../src/xlsx/address.ts';
import type { CellValue } from '../../src/xlsx/cells.ts';
import type { SheetContent } from '../sheet/cells.ts';

/** How a person writes the 2-2-2 lesson with biases. */
export interface Writing {
  /**
   * Where the new parameters are computed: in the next row from gradient columns or by the whole
   * expression, or in columns of new values, right or left of all others, that the next row takes over.
   */
  readonly updates: 'next row' | 'new' | 'new, left' | 'next row, spelt out' | 'new, spelt out';
  /** Sum and activation in one formula, and both errors in one. */
  readonly fused: boolean;
  /** Whether deltas have columns. */
  readonly deltas: boolean;
}

/** A header, and what the first row holds and the others; `{name}` is this row's cell, `{name-}` the one above. */
type Column = readonly [name: string, header: string, first: CellValue, rest?: CellValue];

const start = {
  ...{ w1: 0.15, w2: 0.2, w3: 0.25, w4: 0.3, w5: 0.4, w6: 0.45, w7: 0.5, w8: 0.55 },
  ...{ b1: 0.35, b2: 0.35, b3: 0.6, b4: 0.6 },
};

/** The lesson in some writing; the gradients of `wrong` have an input too many. */
export function lesson({ updates, fused, deltas }: Writing, wrong?: string): SheetContent {
  const spelt = updates.endsWith('spelt out');
  const hasNew = updates.startsWith('new');
  const delta = (unit: string) => (deltas ? `{delta ${unit}}` : slopes[unit]);
  const slopes: Record<string, string> = {
    o1: '({a_o1}-{t1})*{a_o1}*(1-{a_o1})',
    o2: '({a_o2}-{t2})*{a_o2}*(1-{a_o2})',
  };
  for (const [unit, to1, to2] of ['h1 w5 w7', 'h2 w6 w8'].map((each) => each.split(' '))) {
    slopes[unit] = `(${delta('o1')}*{${to1}}+${delta('o2')}*{${to2}})*{a_${unit}}*(1-{a_${unit}})`;
  }
  const factors = 'h1*i1 h1*i2 h2*i1 h2*i2 o1*a_h1 o1*a_h2 o2*a_h1 o2*a_h2 h1 h2 o1 o2'.split(' ');
  const gradients = Object.keys(start).map((name, i) => {
    const [unit, input] = factors[i].split('*');
    const right = input === undefined ? delta(unit) : `${delta(unit)}*{${input}}`;
    return [name, name === wrong ? `${right}*{i1}` : right] as const;
  });
  const before = (formula: string) => formula.replace(/\{([^}]+)\}/g, '{$1-}');
  const parameters = gradients.map(([name, gradient]): Column => {
    const spelled = before(spelt ? `(${gradient})` : `{d${name}}`);
    const next = hasNew ? `={${name} new-}` : `={${name}-}-$B$1*${spelled}`;
    return [name, name, start[name as keyof typeof start], next];
  });
  const news = gradients.map(([name, gradient]): Column => {
    const formula = `={${name}}-$B$1*${spelt ? `(${gradient})` : `{d${name}}`}`;
    return [`${name} new`, `${name} new`, formula];
  });
  const units = [
    ['h1', '{w1}*{i1}+{w2}*{i2}+{b1}'],
    ['h2', '{w3}*{i1}+{w4}*{i2}+{b2}'],
    ['o1', '{w5}*{a_h1}+{w6}*{a_h2}+{b3}'],
    ['o2', '{w7}*{a_h1}+{w8}*{a_h2}+{b4}'],
  ].flatMap(([unit, sum]): Column[] => {
    const activation = (of: string): Column => [`a_${unit}`, `a_${unit}`, `=1/(1+EXP(-(${of})))`];
    return fused ? [activation(sum)] : [[unit, unit, `=${sum}`], activation(`{${unit}}`)];
  });
  const errors = ['0.5*({t1}-{a_o1})^2', '0.5*({t2}-{a_o2})^2'];
  const loss: Column[] = fused
    ? [['E', 'E', `=${errors.join('+')}`]]
    : [
        ...errors.map((each, i): Column => [`E${i + 1}`, `E${i + 1}`, `=${each}`]),
        ['E', 'E', '={E1}+{E2}'],
      ];
  const named = (name: string, header: string, formula: string): Column => [
    name,
    header,
    `=${formula}`,
  ];
  const columns: Column[] = [
    ...(updates === 'new, left' ? news : []),
    ...[
      ['i1', 0.05],
      ['i2', 0.1],
      ['t1', 0.01],
      ['t2', 0.99],
    ].map(([name, value]): Column => [String(name), String(name), value]),
    ...parameters,
    ...units,
    ...loss,
    ...(deltas ? ['o1', 'o2', 'h1', 'h2'] : []).map((unit) =>
      named(`delta ${unit}`, `delta ${unit}`, slopes[unit]),
    ),
    ...(spelt ? [] : gradients.map(([name, of]) => named(`d${name}`, `dE/d${name}`, of))),
    ...(hasNew && updates !== 'new, left' ? news : []),
  ];
  return { ...placed(columns), A1: 'rate', B1: 0.5 };
}

const [top, steps] = [5, 6];

function placed(columns: readonly Column[]): SheetContent {
  const places = new Map(columns.map(([name], i) => [name, i + 1]));
  const cellOf = (name: string, row: number) =>
    name.endsWith('-')
      ? addressOf({ row: row - 1, column: places.get(name.slice(0, -1))! })
      : addressOf({ row, column: places.get(name)! });
  return Object.fromEntries(
    columns.flatMap(([, header, first, rest = first], i) => [
      [addressOf({ row: top - 1, column: i + 1 }), header] as const,
      ...Array.from({ length: steps }, (_, step) => {
        const held = step === 0 ? first : rest;
        const filled =
          typeof held === 'string'
            ? held.replace(/\{([^}]+)\}/g, (_, name: string) => cellOf(name, top + step))
            : held;
        return [addressOf({ row: top + step, column: i + 1 }), filled] as const;
      }),
    ]),
  );
}
