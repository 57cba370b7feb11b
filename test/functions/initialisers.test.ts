import { describe, expect, it } from 'vitest';
import {
  type InitialiserName,
  initialiserNames,
  initialisers,
  initialValues,
} from '../../src/functions/initialisers.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { seed as lesson } from '../support/specs.ts';

const draw = (
  init: InitialiserName,
  of: Partial<Parameters<typeof initialValues>[2]> = {},
  seed = 42,
) => initialValues({ init, seed }, 2000, { layer: 0, what: 'weights', fanIn: 3, fanOut: 5, ...of });

describe.each(initialiserNames)('%s', (init) => {
  const limit = initialisers[init].limit(3, 5);

  it('stays within its limits, to the fourth decimal, and fills them', () => {
    const values = draw(init);
    for (const value of values) expect(Math.abs(value)).toBeLessThanOrEqual(limit + 5e-5);
    const size = values.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    expect(size).toBeGreaterThanOrEqual(0.99 * limit - 1e-4);
    expect(Math.abs(values.reduce((sum, each) => sum + each) / 2000)).toBeLessThan(0.05);
  });
  it('has four decimals, and no −0', () => {
    for (const value of draw(init)) {
      expect(value).toBe(Number(value.toFixed(4)));
      expect(Object.is(value, -0)).toBe(false);
    }
  });
  it('draws other numbers for each layer, for the biases, and by each seed', () => {
    if (limit === 0) return;
    const drawn = [
      draw(init),
      draw(init, { layer: 1 }),
      draw(init, { what: 'biases' }),
      draw(init, { layer: 1, what: 'biases' }),
      draw(init, {}, 43),
      draw(init, {}, 42 + 2 ** 32),
    ];
    expect(new Set(drawn.map(String)).size).toBe(drawn.length);
  });
  it('draws the same first numbers however many follow', () => {
    const few = initialValues({ init, seed: 42 }, 3, {
      layer: 0,
      what: 'weights',
      fanIn: 3,
      fanOut: 5,
    });
    expect([...few]).toEqual([...draw(init).slice(0, 3)]);
  });
});

// Glorot and Bengio 2010, eq. 16; He et al. 2015, eq. 10, as an even distribution of that variance;
// LeCun et al. 1998, § 4.6, likewise.
it.each<[InitialiserName, number]>([
  ['xavier', Math.sqrt(6 / 8)],
  ['he', Math.sqrt(6 / 3)],
  ['lecun', Math.sqrt(3 / 3)],
  ['uniform', 0.5],
  ['zeros', 0],
])('%s has its limit from 3 inputs to 5 units at %d', (init, limit) =>
  expect(initialisers[init].limit(3, 5)).toBe(limit),
);

it.each<[InitialiserName, number[]]>([
  ['xavier', [0.3482, 0.7311, -0.2421, 0.7634]],
  ['he', [0.5687, 1.1939, -0.3953, 1.2466]],
  ['lecun', [0.4021, 0.8442, -0.2795, 0.8815]],
  ['uniform', [0.2011, 0.4221, -0.1397, 0.4407]],
  ['zeros', [0, 0, 0, 0]],
])('%s is the same for ever', (init, first) => expect([...draw(init).slice(0, 4)]).toEqual(first));

it('fills a network layer by layer', () => {
  const init = { init: 'xavier', seed: 1 } as const;
  const layers = lesson.layers.map((layer) => ({ ...layer, weights: init, biases: init }));
  const network = buildNetwork({ ...lesson, layers });
  const [hidden, output] = network.layers;
  expect(hidden.weights).toEqual(
    initialValues(init, 4, { layer: 0, what: 'weights', fanIn: 2, fanOut: 2 }),
  );
  expect(output.biases).toEqual(
    initialValues(init, 2, { layer: 1, what: 'biases', fanIn: 2, fanOut: 2 }),
  );
  const each = [
    hidden.weights.slice(0, 2),
    hidden.biases!,
    output.weights.slice(0, 2),
    output.biases!,
  ];
  expect(new Set(each.map(String)).size).toBe(4);
});
