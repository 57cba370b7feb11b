import { describe, expect, it } from 'vitest';
import type { ActivationRow } from '../../src/functions/activation.ts';
import {
  activationNames,
  activationOf,
  activations,
  type LayerActivation,
  type ScalarActivation,
} from '../../src/functions/activations.ts';
import type { Engine } from '../engines/engine.ts';
import { gnumeric } from '../engines/gnumeric.ts';
import { hyperformula } from '../engines/hyperformula.ts';
import { libreoffice } from '../engines/libreoffice.ts';
import { engineOrSkip } from '../engines/require.ts';
import { type Check, GRID, LAYERS, parameterSets, quotient, wrongTexts } from './support.ts';

/** Every row passes the same checks, with its defaults and other parameters; none is named. */
const all = activationNames.flatMap((name) => {
  const row: ActivationRow = activations[name];
  return parameterSets(row.parameters).map((given) => ({
    title: `${name} ${JSON.stringify(given)}`,
    row,
    activation: activationOf(name, given),
  }));
});
const scalars = all.flatMap(({ activation, ...rest }) =>
  activation.kind === 'scalar' ? [{ ...rest, activation }] : [],
);
const layers = all.flatMap(({ activation, ...rest }) =>
  activation.kind === 'layer' ? [{ ...rest, activation }] : [],
);
const EXTREMES = [1e100, -1e100, 1.7e308, -1.7e308];

describe.each(activationNames)('%s', (name) => {
  const row: ActivationRow = activations[name];

  it('has defaults within the limits', () => {
    for (const { default: value, least, most } of Object.values(row.parameters ?? {})) {
      expect(least).toBeLessThan(most);
      expect(value).toBeGreaterThanOrEqual(least);
      expect(value).toBeLessThanOrEqual(most);
    }
  });
  it('takes parameters at their limits', () => {
    for (const end of ['least', 'most'] as const) {
      const given = Object.entries(row.parameters ?? {}).map(([key, limits]) => [key, limits[end]]);
      const activation = activationOf(name, Object.fromEntries(given));
      if (activation.kind === 'layer') continue;
      for (const x of GRID) expect(Number.isFinite(activation.value(x)), `at ${x}`).toBe(true);
    }
  });
  it('leaves no hole unfilled in what people read', () => {
    const { about, definition } = activationOf(name);
    expect([about, definition.value, definition.slope].join()).not.toMatch(/[{}]/);
  });
});

describe.each(scalars)('$title', ({ activation: { value, slope, bounds, kinks, reach } }) => {
  it('keeps to its reach, and comes as near to its ends as one likes', () => {
    const fine = Array.from({ length: 8001 }, (_, i) => (i - 4000) / 400);
    const values = [...fine, ...GRID, ...EXTREMES, -1e3, 1e3].map(value);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    if (reach[0] === Number.NEGATIVE_INFINITY) expect(least).toBeLessThan(-1e90);
    else {
      expect(least).toBeGreaterThan(reach[0] - 1e-12);
      expect(least).toBeLessThan(reach[0] + 1e-6);
    }
    if (reach[1] === Number.POSITIVE_INFINITY) expect(most).toBeGreaterThan(1e90);
    else expect(most).toBe(reach[1]);
  });
  it('has the slope of its values, but at its kinks', () => {
    for (const x of GRID) {
      if (kinks.includes(x)) continue;
      expect(Math.abs(slope(x, value(x)) - quotient(value, x)), `at ${x}`).toBeLessThan(1e-7);
    }
  });
  it('has one of its one-sided slopes at a kink', () => {
    for (const x of kinks) {
      const h = 1e-7;
      const sides = [(value(x + h) - value(x)) / h, (value(x) - value(x - h)) / h];
      const nearest = Math.min(...sides.map((side) => Math.abs(side - slope(x, value(x)))));
      expect(nearest).toBeLessThan(1e-6);
    }
  });
  it('stays finite for any net input that is', () => {
    for (const x of [...GRID, ...EXTREMES]) {
      expect(Number.isFinite(value(x)), `value at ${x}`).toBe(true);
      expect(Number.isFinite(slope(x, value(x))), `slope at ${x}`).toBe(true);
    }
  });
  it('passes an overflow on, as a spreadsheet passes on an error', () => {
    expect(value(Number.NaN)).toBeNaN();
    const isConstant = new Set(GRID.map((x) => slope(x, value(x)))).size === 1;
    if (!isConstant) expect(slope(Number.NaN, Number.NaN)).toBeNaN();
  });
  it('keeps to its bounds and reaches them', () => {
    if (!bounds) return;
    for (const x of [...GRID, ...EXTREMES]) {
      expect(value(x)).toBeGreaterThanOrEqual(bounds[0]);
      expect(value(x)).toBeLessThanOrEqual(bounds[1]);
    }
    expect(value(-1e3)).toBeCloseTo(bounds[0], 12);
    expect(value(1e3)).toBeCloseTo(bounds[1], 12);
  });
  it('has bounds if its ends are level', () => {
    const [low, high] = [1e100, 1.7e308].map((x) => [value(-x), value(x)]);
    const isLevel = low[0] === high[0] && low[1] === high[1];
    expect(bounds !== null).toBe(isLevel);
  });
});

const outputs = ({ value, sharedValues }: LayerActivation, net: readonly number[]) => {
  const shared = sharedValues(Float64Array.from(net));
  return net.map((x) => value(x, shared));
};

describe.each(layers)('$title', ({ activation }) => {
  it.each(LAYERS.map((net) => ({ net })))('has the Jacobian of its values at $net', ({ net }) => {
    const a = outputs(activation, net);
    for (const j of net.keys()) {
      for (const i of net.keys()) {
        const expected = quotient((x) => outputs(activation, net.with(j, x))[i], net[j], 1e-6);
        const got = i === j ? activation.slope(a[j]) : activation.crossSlope(a[i], a[j]);
        expect(Math.abs(got - expected), `∂a${i}/∂x${j}`).toBeLessThan(1e-7);
      }
    }
  });
  it('keeps to its bounds, as shares of 1', () => {
    for (const net of LAYERS) {
      const a = outputs(activation, net);
      expect(a.reduce((sum, each) => sum + each)).toBeCloseTo(1, 14);
      for (const each of a) {
        expect(each).toBeGreaterThanOrEqual(activation.bounds![0]);
        expect(each).toBeLessThanOrEqual(activation.bounds![1]);
      }
    }
  });
  it('treats units alike', () => {
    for (const net of LAYERS) {
      const backwards = outputs(activation, net.toReversed()).toReversed();
      for (const [j, a] of outputs(activation, net).entries())
        expect(a).toBeCloseTo(backwards[j], 14);
    }
    expect(outputs(activation, [2, 2, 2, 2])).toEqual([0.25, 0.25, 0.25, 0.25]);
  });
  it('stays finite while the net inputs differ by what a number can hold', () => {
    for (const net of [[1e100, -1e100], [1.7e308, 1.7e308], [-1.7e308], [8e307, -8e307]]) {
      expect(outputs(activation, net).every(Number.isFinite), String(net)).toBe(true);
    }
  });
  it('passes an overflow on to every unit', () => {
    for (const net of [
      [Number.NaN, 1],
      [1, Number.NaN],
      [1.7e308, -1.7e308],
    ]) {
      expect(outputs(activation, net).every(Number.isNaN), String(net)).toBe(true);
    }
  });
});

const ofScalar = (title: string, { cell, value, slope }: ScalarActivation): Check[] =>
  [...GRID, 1e100, -1e100].flatMap((x) => {
    const a = value(x);
    return [
      { name: `${title} value`, text: cell.value, holes: { x }, expected: a },
      { name: `${title} slope`, text: cell.slope, holes: { x, a }, expected: slope(x, a) },
    ];
  });

/** The texts of a layer, those of what its units share put together as a workbook does. */
const ofLayer = (title: string, activation: LayerActivation): Check[] =>
  LAYERS.flatMap((net) => {
    const values = activation.sharedValues(Float64Array.from(net));
    const holes = Object.fromEntries(activation.shared.map(({ key }, part) => [key, values[part]]));
    const named = Object.fromEntries(net.map((x, j) => [`x${j}`, x]));
    const shared = activation.shared.map(({ key, join, cell }, part): Check => {
      const terms = net.map((_, j) => cell.replaceAll('{x}', `{x${j}}`));
      const text = join === 'MAX' ? `MAX(${terms.join(',')})` : terms.join('+');
      return {
        name: `${title} ${key}`,
        text,
        holes: { ...named, ...holes },
        expected: values[part],
      };
    });
    const a = outputs(activation, net);
    const { cell, slope, crossSlope } = activation;
    const each = net.flatMap((x, j): Check[] => [
      { name: `${title} value`, text: cell.value, holes: { x, ...holes }, expected: a[j] },
      { name: `${title} slope`, text: cell.slope, holes: { a: a[j] }, expected: slope(a[j]) },
      {
        name: `${title} cross slope`,
        text: cell.crossSlope,
        holes: { a: a[j], b: a[0] },
        expected: crossSlope(a[j], a[0]),
      },
    ]);
    return [...shared, ...each];
  });

describe.each<Engine>([hyperformula, libreoffice, gnumeric])('$name', (engine) => {
  engineOrSkip(engine)('computes the cell texts of every activation', () => {
    it('as the numbers', async () => {
      const checks = [
        ...scalars.flatMap(({ title, activation }) => ofScalar(title, activation)),
        ...layers.flatMap(({ title, activation }) => ofLayer(title, activation)),
      ];
      expect(await wrongTexts(engine, checks)).toEqual([]);
    }, 120_000);
  });
});
