import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activationNames } from '../../src/functions/activations.ts';
import { lossNames } from '../../src/functions/losses.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { specToYaml } from '../../src/spec/print.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { listTemplates, readTemplate } from '../../src/spec/templates.ts';
import { checkName } from '../../src/spec/values.ts';
import { valid } from './specs.ts';

// fast-check likes objects without prototype; YAML makes ordinary ones.
const ordinary = { noNullPrototype: true };
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x));
const numbers = (length: number) => fc.array(number, { minLength: length, maxLength: length });

const spec: fc.Arbitrary<Spec> = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 })
  .chain(([inputs, ...units]) =>
    fc.record(
      {
        name: fc
          .string({ unit: 'binary', minLength: 1, maxLength: 60 })
          .filter((name) => checkName(name).length === 0),
        inputs: numbers(inputs),
        targets: numbers(units[units.length - 1]),
        layers: fc.tuple(
          ...units.map((count, i) => {
            const fanIn = i === 0 ? inputs : units[i - 1];
            const layer = {
              units: fc.constant(count),
              activation: fc.constantFrom(...activationNames),
              weights: fc.array(numbers(fanIn), { minLength: count, maxLength: count }),
              biases: fc.option(numbers(count)),
            };
            return fc.record(layer, ordinary);
          }, ordinary),
        ),
        loss: fc.constantFrom(...lossNames),
        training: fc.record(
          {
            learningRate: number,
            steps: fc.integer({ min: 1, max: 1000 }),
            trainBiases: fc.boolean(),
          },
          ordinary,
        ),
        compare: fc.uniqueArray(number, { maxLength: 5 }),
      },
      ordinary,
    ),
  );

describe('specToYaml', () => {
  it('is canonical', () => {
    expect(specToYaml(parseSpec(valid.replace('Test', '"yes: no"')))).toMatchInlineSnapshot(`
      "name: "yes: no"
      inputs: [0.05, 0.1]
      targets: [0.01, 0.99]
      layers:
        - units: 3
          activation: tanh
          weights:
            - [0.1, 0.2]
            - [0.3, 0.4]
            - [0.5, 0.6]
          biases: [0.1, 0.2, 0.3]
        - units: 2
          activation: sigmoid
          weights:
            - [0.1, 0.2, 0.3]
            - [0.4, 0.5, 0.6]
      loss: half-squared-error
      training: { learningRate: 0.5, steps: 67, trainBiases: true }
      compare: [0.1, 0.2, 0.5, 0.8, 1, 2, 5, 10, 30, 50, 100, 300, 500, 600, 1000]
      "
    `);
  });

  it.each(listTemplates().map(({ name }) => name))('is read back to the same spec: %s', (name) => {
    const spec = parseSpec(readTemplate(name));
    expect(parseSpec(specToYaml(spec))).toStrictEqual(spec);
  });

  it.each(['a\u00A0', '\u3000a\u3000', 'a\u2028', 'a\uFEFF', ' a ', '~', '# a', "'", '---'])(
    'is read back to the same name: %j',
    (name) => {
      const spec = { ...parseSpec(valid), name };
      expect(parseSpec(specToYaml(spec)).name).toBe(name);
    },
  );

  it('is read back to the same spec, whatever the spec', () => {
    fc.assert(
      fc.property(spec, (spec) => {
        expect(parseSpec(specToYaml(spec))).toStrictEqual(spec);
      }),
      { numRuns: 500 },
    );
  });
});
