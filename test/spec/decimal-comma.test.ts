import { describe, expect, it } from 'vitest';
import { parseCompare, parseRate, parseSteps } from '../../src/cli/flags.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { refusal } from './specs.ts';

const sound = {
  inputs: '[0.1, 0.2]',
  targets: '[0, 1]',
  layers: '[{ units: 2, weights: xavier }]',
  training: '{ learningRate: 0.3 }',
  compare: '[]',
};
const textOf = (changed: Partial<typeof sound>) =>
  Object.entries({ ...sound, ...changed })
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');

/** The key, what is typed, and what is proposed with points and as separate numbers. */
// biome-ignore format: one case a line
const commas: [keyof typeof sound, string, points: string, apart: string][] = [
  ['inputs', '[0,05, 0,10]', '[0.05, 0.10]', '[0, 5, 0, 10]'],
  ['inputs', '[0,05,0,10]', '[0.05, 0.10]', '[0, 5, 0, 10]'],
  ['inputs', '[0, 05, 0, 10]', '[0.05, 0.10]', '[0, 5, 0, 10]'],
  ['inputs', '[0,5, 0,7]', '[0.5, 0.7]', '[0, 5, 0, 7]'],
  ['inputs', '[-0,5, 1]', '[-0.5, 1]', '[0, 5, 1]'],
  ['inputs', '[1,5e-3, 2]', '[1.5e-3, 2]', '[1, 0.005, 2]'],
  ['compare', '[0,1]', '[0.1]', '[0, 1]'],
  ['compare', '[0,5, 1, 10]', '[0.5, 1, 10]', '[0, 5, 1, 10]'],
  ['targets', '[0,5,0,5]', '[0.5, 0.5]', '[0, 5, 0, 5]'],
];

describe('decimal commas in a list', () => {
  it.each(commas)('%s: %s', (key, typed, points, apart) => {
    const error = refusal(() => parseSpec(textOf({ [key]: typed }), { source: 'l.yaml' }));
    expect(error).toMatchObject({ code: 'SPEC_INVALID', path: key });
    expect(error.message).toMatch(/^l\.yaml, line \d+: (\w+): `\[.*\]` reads as \d+ numbers: /);
    expect(error.message).toContain(`\`${typed}\``);
    expect(error.hint).toContain(`\`${points}\`;`);
    expect(error.hint.endsWith(`\`${apart}\``)).toBe(true);
    // Whoever takes one of the two is not asked again.
    for (const right of [points, apart]) {
      expect(() => parseSpec(textOf({ [key]: right }))).not.toThrow(/reads as/);
    }
  });

  it('are found by the width of rows and layers', () => {
    const layers = '[{ units: 2, weights: [[0,15,0,20],[0,25,0,30]], biases: [0,5,0,6] }]';
    const error = refusal(() => parseSpec(textOf({ layers })));
    expect(error.hint.split('\n')).toEqual([
      expect.stringContaining('layers[0].weights[0]: write decimal points: `[0.15, 0.20]`'),
      expect.stringContaining('layers[0].weights[1]: write decimal points: `[0.25, 0.30]`'),
      expect.stringContaining('layers[0].biases: write decimal points: `[0.5, 0.6]`'),
    ]);
  });

  it('are found in the samples of a data set', () => {
    const text = `data: { inputs: [[0,5],[1,5]], targets: [[1,0],[0,0]], inputNames: [x], targetNames: [y] }
layers: [{ units: 1, weights: xavier }]`;
    const { hint } = refusal(() => parseSpec(text));
    expect(hint).toMatch(/data\.inputs\[0\]: .*`\[0\.5\]`.*data\.targets\[1\]: .*`\[0\.0\]`/s);
  });

  // biome-ignore format: one case a line
  it.each<[keyof typeof sound, string]>([
    ['inputs', '[0, 1]'], ['inputs', '[0,1]'], ['inputs', '[1, 0, 0, 1]'], ['inputs', '[1,0,0,1]'],
    ['inputs', '[1,2,\n  3,4]'], ['inputs', '[1,2, 3,4,5]'], ['inputs', '[0.1,0.2, 0.3]'],
    ['inputs', '[01,02,03]'], ['inputs', '[-1,-2, 3]'], ['targets', '[0,1]'],
    ['compare', '[1,10]'], ['compare', '[0, 1]'], ['compare', '[0]'], ['compare', '[1,2,3]'], ['compare', '[0,1,2,3,4,5,6]'],
  ])('are not seen in %s: %s', (key, typed) => {
    expect(() => parseSpec(textOf({ [key]: typed }))).not.toThrow();
  });

  it('are not seen in what a program wrote', () => {
    const { inputs, targets } = parseSpec(textOf({}));
    const layers = [{ units: 2, weights: 'xavier' }];
    const spec = { inputs, targets, layers, compare: [0, 1] };
    expect(parseSpec(JSON.stringify(spec)).compare).toEqual([0, 1]);
  });

  it('are told of in a few words, however long the list', () => {
    const { message, hint } = refusal(() =>
      parseSpec(textOf({ inputs: `[0,05${', 1'.repeat(5000)}]` })),
    );
    expect(message).toMatch(/reads as 5,002 numbers: 0, 5, 1/);
    expect(message.length + hint.length).toBeLessThan(400);
  });
});

describe('a decimal comma in a group', () => {
  it.each([
    ['{ learningRate: 0,3 }', 'training.learningRate', 'learningRate: 0.3'],
    ['{ steps: 9, learningRate: 0,03 }', 'training.learningRate', 'learningRate: 0.03'],
    ['{ optimizer: { name: adam, beta1: 0,8 } }', 'training.optimizer.beta1', 'beta1: 0.8'],
  ])('%s', (training, path, remedy) => {
    const error = refusal(() => parseSpec(textOf({ training })));
    expect(error.path).toBe(path);
    expect(error.message).toMatch(/reads as the number 0 and a key \d+$/);
    expect(error.hint).toBe(`write a decimal point: \`${remedy}\``);
  });

  it('may be one between thousands', () => {
    const { hint } = refusal(() => parseSpec(textOf({ training: '{ steps: 1,000 }' })));
    expect(hint).toContain('none for thousands: `steps: 1000`');
    const text = refusal(() =>
      parseSpec(
        `${textOf({ training: '' })}\n`.replace('training: \n', 'training:\n  steps: 1,000\n'),
      ),
    );
    expect(text.hint).toBe('leave the comma out: 1000');
  });
});

describe('--compare', () => {
  it.each([
    ['0,1', '0.1', '0, 1'],
    ['0,05', '0.05', '0, 5'],
    ['0,5,0,7', '0.5,0.7', '0, 5, 0, 7'],
    ['1,0', '1.0', '1, 0'],
  ])('%s', (typed, points, apart) => {
    const { hint } = refusal(() => parseCompare(typed));
    expect(hint).toContain(`--compare ${points};`);
    expect(hint).toContain(`--compare "${apart}"`);
  });

  it.each(['1,10', '0, 1', '0', '0.1,1,10', '1,2,3'])('takes %j for rates', (typed) => {
    expect(parseCompare(typed)).toEqual(typed.split(',').map(Number));
  });

  it('leaves whole numbers whole', () => {
    const { message, hint } = refusal(() => parseSteps('1,000'));
    expect(message).toBe(
      '--steps: the number of steps must be a whole number of at least 1, not 1,000',
    );
    expect(hint).toBe('leave the comma out: 1000');
  });
});

describe('numbers as other countries write them', () => {
  // biome-ignore format: one case a line
  it.each<[Partial<typeof sound>, string, string]>([
    [{ training: '{ learningRate: "1.000,5" }' }, 'training.learningRate', 'use a decimal point, and nothing between thousands: 1000.5'],
    [{ training: '\n  learningRate: 1.000,5' }, 'training.learningRate', 'use a decimal point, and nothing between thousands: 1000.5'],
    [{ training: '\n  learningRate: 1,000.5' }, 'training.learningRate', 'write nothing between thousands: 1000.5'],
    [{ training: '\n  learningRate: 1.000.000' }, 'training.learningRate', 'write nothing between thousands: 1000000'],
    [{ training: '\n  learningRate: 12,5 %' }, 'training.learningRate', 'write the share without %: 0.125'],
    [{ inputs: '[5%, 1]' }, 'inputs[0]', 'write the share without %: 0.05'],
    [{ inputs: '[0,5; 0,3]' }, 'inputs', 'write decimal points and commas: `[0.5, 0.3]`'],
    [{ inputs: '[0.5; –0.3]' }, 'inputs', 'write decimal points and commas: `[0.5, -0.3]`'],
    [{ compare: '[0,1; 0,5]' }, 'compare', 'write decimal points and commas: `[0.1, 0.5]`'],
    [{ training: '{ steps: 10.000 }' }, 'training.steps', 'write nothing between thousands: `steps: 10000`; for 10 leave the point out: `steps: 10`'],
    [{ training: '\n  steps: 1.000' }, 'training.steps', 'write nothing between thousands: `steps: 1000`; for 1 leave the point out: `steps: 1`'],
    [{ layers: '[{ units: 1.000, weights: xavier }]' }, 'layers[0].units', 'write nothing between thousands: `units: 1000`; for 1 leave the point out: `units: 1`'],
    [{ layers: '[{ units: 2, weights: { init: xavier, seed: 1.234 } }]' }, 'layers[0].weights.seed', 'write nothing between thousands: `seed: 1234`'],
    [{ training: '{ schedule: { name: step-decay, every: 1.000 } }' }, 'training.schedule.every', 'write nothing between thousands: `every: 1000`; for 1 leave the point out: `every: 1`'],
  ])('are refused with the number that was meant: %o', (changed, path, hint) => {
    const error = refusal(() => parseSpec(textOf(changed)));
    expect(error).toMatchObject({ code: 'SPEC_INVALID', path, hint });
  });

  it('may be decimals with three digits where a half can stand', () => {
    const spec = parseSpec(
      textOf({ inputs: '[1.000, 2.500]', training: '{ learningRate: 1.000 }' }),
    );
    expect(spec).toMatchObject({ inputs: [1, 2.5], training: { learningRate: 1 } });
  });

  it('may have an en dash for a minus', () => {
    expect(parseSpec(textOf({ inputs: '[–3, 1e–2]' })).inputs).toEqual([-3, 0.01]);
  });

  it('may be none, in any case', () => {
    expect(parseSpec(textOf({ compare: 'None' })).compare).toEqual([]);
    expect(parseCompare('None')).toEqual([]);
  });

  // biome-ignore format: one case a line
  it.each<[() => unknown, string]>([
    [() => parseSteps('1.000'), 'write nothing between thousands: --steps 1000; for 1 leave the point out: --steps 1'],
    [() => parseSteps('10.000.000'), 'write nothing between thousands: --steps 10000000'],
    [() => parseSteps('1,000'), 'leave the comma out: 1000'],
    [() => parseCompare('0,1; 0,5'), 'write decimal points and commas: --compare 0.1,0.5'],
    [() => parseRate('1.000,5'), 'use a decimal point, and nothing between thousands: 1000.5'],
    [() => parseRate('5%'), 'write the share without %: 0.05'],
  ])('are refused as options: %o', (parse, hint) => {
    expect(refusal(parse)).toMatchObject({ code: 'USAGE', hint });
  });

  it('may have blanks around them as options', () => {
    expect(parseRate('0.3 ')).toBe(0.3);
    expect(parseSteps(' 7 ')).toBe(7);
  });
});
