import { describe, expect, it } from 'vitest';
import { defaults } from '../../src/spec/defaults.ts';
import { type ParseOptions, parseSpec } from '../../src/spec/parse.ts';
import { refusal, valid } from './specs.ts';

const unnamed = valid.replace('name: Test\n', '');

function remarksOf(text: string, options: ParseOptions = {}): string[] {
  const remarks: string[] = [];
  parseSpec(text, { ...options, onRemark: (remark) => remarks.push(remark) });
  return remarks;
}

describe('defaults', () => {
  it('are filled in', () => {
    const spec = parseSpec(unnamed);
    expect(spec).toMatchObject({
      name: 'Network',
      loss: 'half-squared-error',
      data: null,
      training: {
        learningRate: 0.5,
        schedule: 'constant',
        optimizer: 'sgd',
        steps: 67,
        batchSize: null,
        shuffle: null,
        trainBiases: true,
      },
      compare: [0.1, 0.2, 0.5, 0.8, 1, 2, 5, 10, 30, 50, 100, 300, 500, 600, 1000],
    });
    expect(spec.layers[1]).toMatchObject({ activation: 'sigmoid', biases: null });
  });

  it('are filled in beside given values', () => {
    const spec = parseSpec(`${valid}training: { steps: 5 }`);
    expect(spec.training).toEqual({ ...defaults.training, steps: 5 });
  });

  it.each([
    ['lesson.yaml', 'lesson'],
    ['lessons/week 3/My lesson.yml', 'My lesson'],
    ['C:\\lessons\\lesson.yaml', 'lesson'],
    ['two.dots.json', 'two.dots'],
    ['.yaml', 'Network'],
    ['a\nb.yaml', 'Network'],
    [`${'x'.repeat(101)}.yaml`, 'Network'],
    [undefined, 'Network'],
  ])('name the network of %j %j', (source, name) => {
    expect(parseSpec(unnamed, { source }).name).toBe(name);
  });

  it('compare no rates where that would make the workbook heavy, and say so', () => {
    const text = `${valid}training: { steps: 5000 }`;
    expect(parseSpec(text).compare).toEqual([]);
    expect(remarksOf(text)).toEqual([expect.stringMatching(/^no learning rates are compared/)]);
  });

  it('compare up to 200,000 cells', () => {
    // 13 weights, 8 biases: 15 rates of 71 + 2 columns.
    const rows = (steps: number) =>
      parseSpec(`${valid}training: { steps: ${steps} }`).compare.length;
    const columns = 2 + 4 + 2 * (12 + 3) + 5 * 2 + 5 * 3 + 3 + 6;
    const most = Math.ceil(200_000 / (defaults.compare.length * columns)) - 2;
    expect([rows(most), rows(most + 1)]).toEqual([15, 0]);
  });
});

describe('values', () => {
  it('have no negative zero', () => {
    const spec = parseSpec(`${valid.replace('0.05', '-0.0')}training: { learningRate: -0 }`);
    expect(Object.is(spec.inputs[0], 0)).toBe(true);
    expect(Object.is(spec.training.learningRate, 0)).toBe(true);
  });

  it('keep every bit', () => {
    const numbers = [5e-324, 1.7976931348623157e308, 0.1 + 0.2, -1e-300];
    expect(parseSpec(`${valid}compare: [${numbers.join(', ')}]`).compare).toEqual(numbers);
  });
});

describe('remarks', () => {
  it.each([
    ['on a learning rate of 0', 'training: { learningRate: 0 }', /no weight will move/],
    ['on a negative one', 'training: { learningRate: -2 }', /-2 is negative: each step climbs/],
    [
      'on more than Google Sheets opens',
      'training: { steps: 200000 }\ncompare: []',
      /about 13,800,000 cells; Google/,
    ],
  ])('are made %s', (_what, text, remark) => {
    expect(remarksOf(valid + text)).toEqual([expect.stringMatching(remark)]);
  });

  it.each([
    ['a plain spec', ''],
    ['an empty comparison that was asked for', 'compare: []'],
  ])('are not made on %s', (_what, text) => {
    expect(remarksOf(valid + text)).toEqual([]);
  });
});

describe('overrides', () => {
  it('take the place of what the text says', () => {
    const text = `${valid}training: { learningRate: 3, trainBiases: false }\ncompare: [1]`;
    const overrides = { learningRate: 2, steps: 9, compare: [] };
    expect(parseSpec(text, { overrides })).toMatchObject({
      training: { learningRate: 2, steps: 9, trainBiases: false },
      compare: [],
    });
  });

  it('decide whether the default rates are compared', () => {
    expect(parseSpec(valid, { overrides: { steps: 5000 } }).compare).toEqual([]);
  });

  it.each<[string, NonNullable<ParseOptions['overrides']>, string, RegExp]>([
    ['half a step', { steps: 1.5 }, 'overrides.steps', /^overrides\.steps must be a whole number/],
    ['NaN', { learningRate: Number.NaN }, 'overrides.learningRate', /not a number/],
    [
      'a rate twice',
      { compare: [1, 1] },
      'overrides.compare[1]',
      /^the learning rate 1 is listed twice/,
    ],
    ['too many steps', { steps: 2e6 }, 'overrides.steps', /^2,000,000 steps need/],
  ])('are refused with %s', (_what, overrides, path, message) => {
    const error = refusal(() => parseSpec(valid, { overrides }));
    expect(error.path).toBe(path);
    expect(error.message).toMatch(message);
  });
});
