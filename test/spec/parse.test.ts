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
      /about 14,200,000 cells; Google/,
    ],
    [
      'on biases that are not there',
      'training: { trainBiases: true }',
      /^trainBiases is true, and no layer has biases; .*`biases: \{ init: zeros \}`/,
    ],
  ])('are made %s', (_what, text, remark) => {
    const bare = text.includes('trainBiases') ? valid.replace(/ +biases.*\n/, '') : valid;
    expect(remarksOf(bare + text)).toEqual([expect.stringMatching(remark)]);
  });

  it.each([
    ['a plain spec', ''],
    ['an empty comparison that was asked for', 'compare: []'],
  ])('are not made on %s', (_what, text) => {
    expect(remarksOf(valid + text)).toEqual([]);
  });
});

describe('a remark on targets', () => {
  const last = (activation: string, targets: string) =>
    valid
      .replace('[0.01, 0.99]', targets)
      .replace(/units: 2$/m, `units: 2\n    activation: ${activation}`);

  // biome-ignore format: one case a line
  it.each([
    ['sigmoid', '[0.5, 5]', 'the target 5 is out of reach: sigmoid gives numbers from 0 to 1'],
    ['sigmoid', '[-1, 5]', 'the target -1 (and 1 more) is out of reach: sigmoid'],
    ['tanh', '[-1.5, 1]', 'the target -1.5 is out of reach: tanh gives numbers from -1 to 1'],
    ['relu', '[-2, 1]', 'the target -2 is out of reach: relu gives numbers of at least 0'],
    ['gelu', '[-0.5, 1]', 'the target -0.5 is out of reach: gelu gives numbers of at least -0.17'],
    ['{ name: elu, alpha: 2 }', '[-3, 1]', 'the target -3 is out of reach: elu gives numbers of at least -2'],
  ])('is made: %s and %s', (activation, targets, remark) => {
    expect(remarksOf(last(activation, targets))).toEqual([expect.stringContaining(remark)]);
  });

  it.each([
    ['sigmoid', '[0, 1]'],
    ['linear', '[-100, 100]'],
    ['{ name: elu, alpha: 4 }', '[-3, 1]'],
    ['{ name: leaky-relu, slope: 0.1 }', '[-3, 1]'],
  ])('is not made: %s and %s', (activation, targets) => {
    expect(remarksOf(last(activation, targets))).toEqual([]);
  });

  it('names the sample', () => {
    const text =
      'data: { inputs: [[1], [2]], targets: [[0], [3]] }\nlayers: [{ units: 1, weights: xavier }]';
    expect(remarksOf(text)).toContainEqual(
      expect.stringMatching(/^the target 3 of sample 2 is out/),
    );
  });
});

describe('a remark on constant inputs', () => {
  it('names all of them', () => {
    const text = (names: string) =>
      `data: { inputs: [[1, 2, 3], [1, 5, 3]], targets: [[0], [1]], standardise: true${names} }
layers: [{ units: 1, weights: xavier }]`;
    expect(remarksOf(text(''))).toContain(
      'the inputs number 1, number 3 are the same in every sample: standardised they are 0',
    );
    expect(remarksOf(text(', inputNames: [a, b, c]'))).toContain(
      'the inputs a, c are the same in every sample: standardised they are 0',
    );
  });
});

describe('compare', () => {
  it('may be none', () => {
    expect(remarksOf(`${valid}compare: none`)).toEqual([]);
    expect(parseSpec(`${valid}compare: none`).compare).toEqual([]);
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

describe('numbers with the sign − (U+2212)', () => {
  const spec = (rate: string) =>
    `{ inputs: [1], targets: [1], layers: [{ units: 1, weights: [[1]] }], training: { learningRate: ${rate} } }`;

  it.each([
    ['−0.1', -0.1],
    ['1e−01', 0.1],
    ['−2E−3', -0.002],
  ])('%s is a number', (text, number) =>
    expect(parseSpec(spec(text)).training.learningRate).toBe(number),
  );
  it('is a text in quotes', () =>
    expect(() => parseSpec(spec('"−0.1"'))).toThrow(/it is the text/));
});
