import { describe, expect, it } from 'vitest';
import { sfc32 } from '../../src/functions/random.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { specToYaml } from '../../src/spec/print.ts';
import { shapesOf } from '../../src/spec/shapes.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { variantLabel, variantOf, variantRanges } from '../../src/spec/variant.ts';
import { seed as lesson, mazur } from '../support/specs.ts';
import { templates } from '../support/templates.ts';

/** The numbers of a spec in which none is left to be drawn. */
const numbersOf = ({ inputs, layers }: Spec) => ({
  inputs,
  parameters: layers.flatMap(({ weights, biases }) => {
    if ('init' in weights || (biases && 'init' in biases)) return [];
    return [...weights.flat(), ...(biases ?? [])];
  }),
});

/** Lengths of the rows of weights, and number of biases. */
const shapeOf = ({ layers }: Spec, l: number) => {
  const { weights, biases } = layers[l];
  if ('init' in weights || (biases && 'init' in biases)) return undefined;
  return { weights: weights.map((row) => row.length), biases: biases?.length };
};

describe('a variant', () => {
  it('is for ever the same', () => {
    const { name, inputs, layers } = variantOf(mazur, 1, 7);
    expect({ name, inputs, layers }).toEqual({
      name: 'Mazur · 007',
      inputs: [0.16, 0.47],
      layers: [
        {
          ...mazur.layers[0],
          weights: [
            [-0.35, 0.51],
            [-0.38, -0.63],
          ],
          biases: [-0.01, 0.73],
        },
        {
          ...mazur.layers[1],
          weights: [
            [0.6, 0.89],
            [0.66, 0.46],
          ],
          biases: [-0.84, 0.63],
        },
      ],
    });
  });

  it.each(templates())('of $name differs in its numbers and its name alone', ({ spec }) => {
    const variant = variantOf(spec, 1, 12);
    const { inputs, layers } = spec;
    expect(numbersOf(variant)).not.toEqual(numbersOf(spec));
    expect({
      ...variant,
      name: spec.name,
      inputs,
      layers: variant.layers.map((layer, l) => {
        const { weights, recurrentWeights, biases } = layers[l];
        const { rows, blocks } = shapesOf(spec)[l];
        expect(shapeOf(variant, l)).toEqual({
          weights: Array(rows).fill(blocks[0].columns),
          biases: biases === null ? undefined : rows,
        });
        // Left out where there are none.
        return { ...layer, weights, ...(recurrentWeights && { recurrentWeights }), biases };
      }),
    }).toEqual(spec);
  });

  it('of drawn weights has written ones, and of a data set the same samples', () => {
    const spec = parseSpec(`
data: { inputs: [[0, 0], [0, 1], [1, 1]], targets: [[0], [1], [0]], standardise: true }
layers:
  - { units: 3, weights: xavier, biases: zeros }
  - { units: 1, weights: { init: he, seed: 9 } }
training: { batchSize: 2 }
`);
    const variant = variantOf(spec, 1, 1);
    const { inputs, targets, data, training } = variant;
    expect({ inputs, targets, data, training }).toStrictEqual({
      inputs: spec.inputs,
      targets: spec.targets,
      data: spec.data,
      training: spec.training,
    });
    expect([0, 1].map((l) => shapeOf(variant, l))).toEqual([
      { weights: [2, 2, 2], biases: 3 },
      { weights: [3], biases: undefined },
    ]);
    expect(parseSpec(specToYaml(variant))).toEqual(variant);
    expect(numbersOf(variant).parameters).toHaveLength(12);
    expect(numbersOf(variantOf(spec, 1, 2)).parameters).not.toEqual(numbersOf(variant).parameters);
  });

  it.each(templates())('of $name is a valid spec, with numbers as they print', ({ spec }) => {
    const variant = variantOf(spec, 9_007_199_254_740_991, 100_000);
    expect(parseSpec(specToYaml(variant))).toEqual(variant);
    const { inputs, parameters } = numbersOf(variant);
    // Those of a data set are its own.
    for (const number of [...(spec.data ? [] : inputs), ...parameters]) {
      expect(String(number)).toMatch(/^-?[01](\.\d\d?)?$/);
    }
  });

  it('keeps what it is told to, and has the same weights either way', () => {
    const [drawn, inputs, both] = [
      variantOf(mazur, 1, 7),
      variantOf(mazur, 1, 7, { keepInputs: true }),
      variantOf(mazur, 1, 7, { keepInputs: true, keepBiases: true }),
    ];
    expect(inputs).toEqual({ ...drawn, inputs: mazur.inputs });
    const layers = drawn.layers.map((layer, l) => ({ ...layer, biases: mazur.layers[l].biases }));
    expect(both).toEqual({ ...drawn, inputs: mazur.inputs, layers });
  });

  it.each(templates())('of $name with weights alone drawn is a valid spec', ({ spec }) => {
    const variant = variantOf(spec, 3, 2, { keepInputs: true, keepBiases: true });
    expect(parseSpec(specToYaml(variant))).toEqual(variant);
    expect(variant.inputs).toEqual(spec.inputs);
    expect(variant.layers.map(({ biases }) => biases)).toEqual(
      spec.layers.map(({ biases }) => biases),
    );
  });

  it('has another seed or number for other values', () => {
    const seeds = [0, 1, 2, 4_294_967_295, 4_294_967_296, 9_007_199_254_740_991];
    const drawn = seeds.flatMap((seed) =>
      [1, 2, 100_000].map((number) => JSON.stringify(numbersOf(variantOf(mazur, seed, number)))),
    );
    expect(new Set(drawn).size).toBe(drawn.length);
  });
});

describe('the numbers of many variants', () => {
  const variants = Array.from({ length: 5000 }, (_, k) => numbersOf(variantOf(lesson, 3, k + 1)));
  const range = (numbers: number[]) => [Math.min(...numbers), Math.max(...numbers)];

  it('fill the ranges that are stated', () => {
    expect(variantRanges).toEqual({
      parameters: 'from −1 to 1 but never 0, two decimals',
      inputs: 'from 0.05 to 0.95, two decimals',
    });
    expect(range(variants.flatMap(({ inputs }) => inputs))).toEqual([0.05, 0.95]);
    const parameters = variants.flatMap((variant) => variant.parameters);
    expect(range(parameters)).toEqual([-1, 1]);
    expect(parameters).not.toContain(0);
  });

  it('are about equally frequent, at each place', () => {
    for (const place of [0, 3, 7]) {
      const counts = new Map<number, number>();
      for (const { parameters } of variants) {
        counts.set(parameters[place], (counts.get(parameters[place]) ?? 0) + 1);
      }
      expect(counts.size).toBe(200);
      // χ² with 199 degrees of freedom: beyond 290 in one of 25,000 cases.
      const expected = variants.length / 200;
      const deviations = [...counts.values()].map((count) => (count - expected) ** 2 / expected);
      expect(deviations.reduce((a, b) => a + b)).toBeLessThan(290);
    }
  });

  it('are different for each', () => {
    expect(new Set(variants.map((variant) => JSON.stringify(variant))).size).toBe(5000);
  });
});

describe('the name of a variant', () => {
  it.each([
    [1, '001'],
    [999, '999'],
    [100_000, '100000'],
  ])('has the number %d as %s', (number, label) => {
    expect(variantLabel(number)).toBe(label);
    expect(variantOf(lesson, 1, number).name).toBe(`Simple BackProp · ${label}`);
  });

  it.each(['x'.repeat(100), '🙂'.repeat(100), `${'x'.repeat(93)} y`])(
    'leaves room for it within 100 characters: %s',
    (name) => {
      const variant = variantOf({ ...lesson, name }, 1, 100_000);
      expect([...variant.name].length).toBeLessThanOrEqual(100);
      expect(variant.name).toMatch(/\S · 100000$/);
      expect(parseSpec(specToYaml(variant)).name).toBe(variant.name);
    },
  );
});

describe('sfc32', () => {
  it('is the generator of PractRand', () => {
    // Computed anew with unbounded integers from its definition.
    const word = (x: bigint) => x & 0xffffffffn;
    let [a, b, c, counter] = [7n, 0xffffffffn, 2025n, 1n];
    const next = () => {
      const sum = word(a + b + counter);
      counter = word(counter + 1n);
      a = b ^ (b >> 9n);
      b = word(c + (c << 3n));
      c = word(word((c << 21n) | (c >> 11n)) + sum);
      return Number(sum) / 2 ** 32;
    };
    for (let i = 0; i < 15; i++) next();
    const random = sfc32(7, -1, 2025);
    for (let i = 0; i < 100; i++) expect(random()).toBe(next());
  });
});
