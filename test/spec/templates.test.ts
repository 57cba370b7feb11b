import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaults } from '../../src/spec/defaults.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { shapesOf } from '../../src/spec/shapes.ts';
import {
  findTemplate,
  listTemplates,
  readBesideTemplates,
  readTemplate,
} from '../../src/spec/templates.ts';
import { refusal } from './specs.ts';

describe('templates', () => {
  it('are found, and listed as a course', () => {
    const names = listTemplates().map(({ name }) => name);
    const files = readdirSync(new URL('../../templates/', import.meta.url));
    const specs = files.filter((file) => file.endsWith('.yaml'));
    expect(names.map((name) => `${name}.yaml`).sort()).toEqual(specs.sort());
    expect(names.slice(0, 3)).toEqual(['simple-backprop', 'mazur', 'deep']);
    const parts = listTemplates().map(({ part }) => part);
    // A part begins once.
    expect(parts.filter((part, i) => part !== parts[i - 1])).toEqual([...new Set(parts)]);
  });

  it.each(listTemplates())('$name is a valid spec with a line about it', ({ name, about }) => {
    const remarks: string[] = [];
    parseSpec(readTemplate(name), {
      readFile: readBesideTemplates,
      onRemark: (remark) => remarks.push(remark),
    });
    // How a file was read is told every time, as part of the lesson.
    expect(remarks.filter((remark) => !/^the column .* becomes/.test(remark))).toEqual([]);
    expect(about).toMatch(/^\w.{20,90}$/);
  });

  it('simple-backprop is the lesson that started this', () => {
    const { lesson, try: experiments, ...spec } = parseSpec(readTemplate('simple-backprop'));
    expect([typeof lesson, experiments?.length]).toEqual(['string', 4]);
    expect(spec).toEqual({
      name: 'Simple BackProp',
      inputs: [0.05, 0.1],
      targets: [0.5, 0.5],
      data: null,
      layers: [
        {
          units: 2,
          activation: 'sigmoid',
          weights: [
            [0.15, 0.2],
            [0.25, 0.3],
          ],
          biases: null,
        },
        {
          units: 2,
          activation: 'sigmoid',
          weights: [
            [0.4, 0.45],
            [0.5, 0.55],
          ],
          biases: null,
        },
      ],
      loss: 'half-squared-error',
      training: { ...defaults.training, learningRate: 1, steps: 67, trainBiases: true },
      compare: [0.1, 0.2, 0.5, 0.8, 1, 2, 5, 10, 30, 50, 100, 300, 500, 600, 1000],
    });
  });

  it('mazur is the published example', () => {
    expect(parseSpec(readTemplate('mazur'))).toMatchObject({
      name: 'Mazur',
      inputs: [0.05, 0.1],
      targets: [0.01, 0.99],
      layers: [
        {
          weights: [
            [0.15, 0.2],
            [0.25, 0.3],
          ],
          biases: [0.35, 0.35],
        },
        {
          weights: [
            [0.4, 0.45],
            [0.5, 0.55],
          ],
          biases: [0.6, 0.6],
        },
      ],
      training: { learningRate: 0.5, trainBiases: false },
    });
  });

  it('deep is 2-3-3-2', () => {
    const spec = parseSpec(readTemplate('deep'));
    expect([spec.inputs.length, ...shapesOf(spec).map(({ units }) => units)]).toEqual([2, 3, 3, 2]);
  });

  it.each([
    ['mazr', /did you mean `mazur`\?/],
    ['simple', /did you mean `simple-backprop`\?/],
    ['../package', /templates: simple-backprop, mazur, deep/],
    ['', /templates: simple-backprop, mazur, deep/],
  ])('%j is none', (name, hint) => {
    const error = refusal(() => findTemplate(name));
    expect(error.code).toBe('USAGE');
    expect(error.hint).toMatch(hint);
  });
});
