import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../src/spec/parse.ts';
import { specToYaml } from '../../src/spec/print.ts';
import { listTemplates, readBesideTemplates, readTemplate } from '../../src/spec/templates.ts';
import { valid } from './specs.ts';
import { wholeSpace } from './whole-space.ts';

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
    const spec = parseSpec(readTemplate(name), { readFile: readBesideTemplates });
    const remarks: string[] = [];
    const onRemark = (remark: string) => remarks.push(remark);
    expect(parseSpec(specToYaml(spec), { onRemark })).toStrictEqual(spec);
    expect(remarks).toEqual([]);
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
      fc.property(wholeSpace(), (spec) => {
        expect(parseSpec(specToYaml(spec))).toStrictEqual(spec);
      }),
      { numRuns: 500 },
    );
  });
});
