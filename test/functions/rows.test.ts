import { describe, expect, it } from 'vitest';
import { escapeText } from '../../src/emit/parts/xml.ts';
import { type Activation, activations } from '../../src/functions/activations.ts';
import { type Loss, losses } from '../../src/functions/losses.ts';
import type { Engine } from '../engines/engine.ts';
import { gnumeric } from '../engines/gnumeric.ts';
import { hyperformula } from '../engines/hyperformula.ts';
import { libreoffice } from '../engines/libreoffice.ts';
import { engineOrSkip } from '../engines/require.ts';
import { handMade } from '../verify/files.ts';

/** Every row of every table passes the same checks; a new row needs no new test. */
const rows = Object.entries<Activation>(activations);
const lossRows = Object.entries<Loss>(losses);

const GRID = [
  -300, -50, -11, -9.5, -5, -2.5, -1, -0.6, -0.1, -1e-3, 0, 1e-3, 0.1, 0.5, 0.75, 1, 2.5, 5, 9.5,
  11, 50, 300,
];
const PAIRS = GRID.flatMap((t) => [-3, 0, 0.25, 1, 40].map((a) => [t, a] as const));

describe.each(rows)('the activation %s', (_, row) => {
  const { value, slope, bounds, kinks } = row;

  it('has the slope of its values, but at its kinks', () => {
    for (const x of GRID) {
      if (kinks.includes(x)) continue;
      const h = 1e-5 * Math.max(1, Math.abs(x));
      const quotient = (value(x + h) - value(x - h)) / (2 * h);
      expect(Math.abs(slope(x, value(x)) - quotient), `at ${x}`).toBeLessThan(1e-7);
    }
  });
  it('has one of its one-sided slopes at a kink', () => {
    for (const x of kinks) {
      const h = 1e-7;
      const sides = [(value(x + h) - value(x)) / h, (value(x) - value(x - h)) / h];
      const nearest = Math.min(...sides.map((side) => Math.abs(side - slope(x, value(x)))));
      expect(nearest).toBeLessThan(1e-6);
      expect(Math.abs(sides[0] - sides[1])).toBeGreaterThan(1e-3);
    }
  });
  it('stays finite for any net input that is', () => {
    for (const x of [...GRID, 1e100, -1e100, 1.7e308, -1.7e308]) {
      expect(Number.isFinite(value(x)), `value at ${x}`).toBe(true);
      expect(Number.isFinite(slope(x, value(x))), `slope at ${x}`).toBe(true);
    }
  });
  it('passes an overflow on, as a spreadsheet passes on an error', () => {
    expect(value(Number.NaN)).toBeNaN();
    if (row.cell.slope !== '1') expect(slope(Number.NaN, Number.NaN)).toBeNaN();
  });
  it('reaches its bounds', () => {
    if (!bounds) return;
    expect(value(-1e3)).toBeCloseTo(bounds[0], 12);
    expect(value(1e3)).toBeCloseTo(bounds[1], 12);
  });
});

describe.each(lossRows)('the loss %s', (_, { value, slope }) => {
  it('has the slope of its values', () => {
    for (const [t, a] of PAIRS) {
      const h = 1e-6 * Math.max(1, Math.abs(a));
      const quotient = (value(t, a + h) - value(t, a - h)) / (2 * h);
      const size = Math.max(1, Math.abs(quotient), value(t, a));
      expect(Math.abs(slope(t, a) - quotient) / size, `t ${t}, a ${a}`).toBeLessThan(1e-6);
    }
  });
  it('is 0 where the target is met', () => {
    for (const t of GRID) expect(value(t, t)).toBe(0);
  });
});

describe.each<Engine>([hyperformula, libreoffice, gnumeric])('$name', (engine) => {
  engineOrSkip(engine)('computes the cell texts', () => {
    it('of every activation as the numbers', async () => {
      const inputs = [...GRID, 1e100, -1e100];
      const texts = rows.flatMap(([name, row]) => [
        { name: `${name} value`, text: row.cell.value, number: row.value },
        {
          name: `${name} slope`,
          text: row.cell.slope,
          number: (x: number) => row.slope(x, row.value(x)),
        },
      ]);
      // Column A: net inputs; then per activation its value and its slope.
      const cells = inputs.flatMap((x, i) => [
        { cell: `A${i + 1}`, value: x },
        ...texts.map(({ text }, column) => ({
          cell: `${String.fromCharCode(66 + column)}${i + 1}`,
          formula: text
            .replaceAll('{x}', `$A${i + 1}`)
            .replaceAll('{a}', `${String.fromCharCode(65 + column)}${i + 1}`),
        })),
      ]);
      const differences = await compute(engine, cells, (at) =>
        inputs.flatMap((x, i) =>
          texts.map(({ name, number }, column) => ({
            name: `${name}(${x})`,
            expected: number(x),
            got: at(i + 1, column + 2),
          })),
        ),
      );
      expect(differences).toEqual([]);
    }, 60_000);

    it('of every loss as the numbers', async () => {
      const texts = lossRows.flatMap(([name, row]) => [
        { name: `${name} value`, text: row.cell.value, number: row.value },
        { name: `${name} slope`, text: row.cell.slope, number: row.slope },
      ]);
      const cells = PAIRS.flatMap(([t, a], i) => [
        { cell: `A${i + 1}`, value: t },
        { cell: `B${i + 1}`, value: a },
        ...texts.map(({ text }, column) => ({
          cell: `${String.fromCharCode(67 + column)}${i + 1}`,
          formula: text.replaceAll('{t}', `$A${i + 1}`).replaceAll('{a}', `$B${i + 1}`),
        })),
      ]);
      const differences = await compute(engine, cells, (at) =>
        PAIRS.flatMap(([t, a], i) =>
          texts.map(({ name, number }, column) => ({
            name: `${name}(${t}, ${a})`,
            expected: number(t, a),
            got: at(i + 1, column + 3),
          })),
        ),
      );
      expect(differences).toEqual([]);
    }, 60_000);
  });
});

interface Checked {
  readonly name: string;
  readonly expected: number;
  readonly got: unknown;
}

async function compute(
  engine: Engine,
  cells: readonly ({ cell: string; value: number } | { cell: string; formula: string })[],
  check: (at: (row: number, column: number) => unknown) => Checked[],
): Promise<Checked[]> {
  const byRow = new Map<string, string>();
  for (const cell of cells) {
    const row = /\d+/.exec(cell.cell)![0];
    const content =
      'formula' in cell ? `<f>${escapeText(cell.formula)}</f>` : `<v>${cell.value}</v>`;
    byRow.set(row, `${byRow.get(row) ?? ''}<c r="${cell.cell}">${content}</c>`);
  }
  const data = [...byRow].map(([row, content]) => `<row r="${row}">${content}</row>`).join('');
  const [result] = await engine.recalculate([await handMade({ sheets: { Sheet: data } })]);
  const { rows } = result.sheets.get('Sheet')!;
  return check((row, column) => rows.get(row)?.get(column)?.value).filter(
    ({ expected, got }) =>
      typeof got !== 'number' || Math.abs(got - expected) > 1e-14 + 1e-12 * Math.abs(expected),
  );
}
