import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import {
  audit,
  buildNetwork,
  buildWorkbook,
  describeSpec,
  GradsheetError,
  type Network,
  parseSpec,
  type Spec,
  specToYaml,
  train,
  variantOf,
  verify,
} from '../../src/index.ts';
import { listTemplates, readBesideTemplates, readTemplate } from '../../src/spec/templates.ts';
import { version } from '../../src/version.ts';

const yaml = readTemplate('simple-backprop');
const spec = parseSpec(yaml, { overrides: { steps: 3, compare: [0.5, 2] } });

function errorOf(action: () => unknown): GradsheetError {
  try {
    action();
  } catch (error) {
    if (error instanceof GradsheetError) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}

it('knows its version', () => expect(version).toBe(manifest.version));

describe('the problems of a description', () => {
  it('come as a list, with their places, however many', () => {
    const layers = Array.from({ length: 8 }, () => '  - { unit: 2, weights: xavier }').join('\n');
    const { problems, message } = errorOf(() =>
      parseSpec(
        `inputs: [1]\ntargets: [0]\nlayers:\n${layers}\ntraining: { learningRate: fast }\n`,
      ),
    );
    expect(message.split('\n')).toHaveLength(6);
    expect(problems.length).toBeGreaterThan(8);
    expect(problems).toContainEqual({
      path: 'training.learningRate',
      line: 12,
      message: expect.stringContaining('learningRate'),
      hint: expect.any(String),
    });
    expect(problems.map(({ line }) => line)).toEqual(
      problems.map(({ line }) => line!).sort((a, b) => a - b),
    );
  });

  it('are one where the text cannot be read', () => {
    const error = errorOf(() => parseSpec('a: [1'));
    expect(error.problems).toHaveLength(1);
    expect(error.problems[0]).toMatchObject({ message: error.message, hint: error.hint });
  });
});

describe('a spec that parseSpec did not make', () => {
  const [layer, ...others] = spec.layers;
  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /no complete spec/],
    ['a text', yaml, /no complete spec|spec/],
    ['an empty object', {}, /spec/],
    ['a description as it was written', { inputs: [1], targets: [0], layers: [] }, /spec/],
    [
      'one with a wrong matrix',
      { ...spec, layers: [{ ...layer, weights: [[1]] }, ...others] },
      /needs 2 rows/,
    ],
    ['one with NaN', { ...spec, inputs: [Number.NaN, 1] }, /inputs/],
    ['one with an unknown loss', { ...spec, loss: 'guess' }, /loss/],
    ['one without training', { ...spec, training: undefined }, /spec/],
    [
      'one that is too large',
      { ...spec, training: { ...spec.training, steps: 1e9 } },
      /rows|steps/,
    ],
  ])('%s fails with a sentence', (_, wrong, message) => {
    const error = errorOf(() => buildNetwork(wrong as Spec));
    expect(error.message).toMatch(message);
    expect(error.hint).not.toBe('');
  });

  it.each<[string, (wrong: Spec) => unknown]>([
    ['describeSpec', describeSpec],
    ['variantOf', (wrong) => variantOf(wrong, 1, 1)],
    ['specToYaml', (wrong) => specToYaml(wrong)],
    ['buildNetwork', buildNetwork],
  ])('is refused by %s', (_, action) => {
    for (const wrong of [
      {},
      undefined,
      { layers: [] },
      { ...spec, layers: [{}] },
      { ...spec, inputs: [undefined] },
    ]) {
      expect(errorOf(() => action(wrong as unknown as Spec)).hint).not.toBe('');
    }
  });

  it('is told of without lines of a text that nobody wrote', () => {
    const error = errorOf(() =>
      buildNetwork({ ...spec, inputs: [Number.NaN, Number.POSITIVE_INFINITY] }),
    );
    expect(error.message).toBe(
      'inputs[0] must be a finite number, but it is not a number (NaN)\ninputs[1] must be a finite number, but it is infinite (the largest number is about 1.8e308)',
    );
    expect(error.problems.map(({ path, line }) => [path, line])).toEqual([
      ['inputs[0]', undefined],
      ['inputs[1]', undefined],
    ]);
  });

  it('is taken if it is sound', () => {
    const byHand = { ...spec, name: 'By hand' };
    expect(buildNetwork(byHand).spec).toEqual(byHand);
  });
});

describe('what is no network, file or text', () => {
  const none = {} as Network;
  const bytes = new Uint8Array();
  // biome-ignore format: one case a line
  it.each<[string, () => unknown, object]>([
    ['train of no network', () => train(none), { code: 'SPEC_INVALID', hint: expect.stringContaining('buildNetwork(parseSpec(text))') }],
    ['buildWorkbook of no network', () => buildWorkbook(none), { code: 'SPEC_INVALID' }],
    ['verify of no network', () => verify(bytes, none), { code: 'SPEC_INVALID' }],
    ['verify of a text', () => verify('abc' as never, buildNetwork(spec)), { code: 'FILE', hint: expect.stringContaining('Uint8Array') }],
    ['audit of a text', () => audit('abc' as never), { code: 'FILE', message: expect.stringContaining('a value of type string was given') }],
    ['audit of nothing', () => audit(undefined as never), { code: 'FILE', message: expect.stringContaining('nothing was given') }],
    ['parseSpec of nothing', () => parseSpec(undefined as never), { code: 'SPEC_SYNTAX', message: 'the spec: a description is a text, and nothing was given' }],
    ['parseSpec of an object', () => parseSpec({ inputs: [1] } as never), { code: 'SPEC_SYNTAX', hint: expect.stringContaining('JSON.stringify') }],
    ['variantOf with half a seed', () => variantOf(spec, 0.5, 1), { code: 'USAGE', path: 'seed' }],
    ['variantOf with a seed below 0', () => variantOf(spec, -1, 1), { code: 'USAGE', path: 'seed' }],
    ['variantOf with a text', () => variantOf(spec, '7' as never, 1), { code: 'USAGE', path: 'seed' }],
    ['variantOf number 0', () => variantOf(spec, 7, 0), { code: 'USAGE', path: 'number' }],
    ['variantOf number NaN', () => variantOf(spec, 7, Number.NaN), { code: 'USAGE', path: 'number' }],
  ])('is refused in words: %s', async (_, action, error) => {
    const caught = await Promise.resolve().then(action).catch((thrown: unknown) => thrown);
    expect(caught).toBeInstanceOf(GradsheetError);
    expect(caught).toMatchObject(error);
  });
});

describe('readBesideTemplates', () => {
  it('reads the files of templates', () => {
    expect(readBesideTemplates('flowers.csv').length).toBeGreaterThan(100);
  });

  it.each([
    '../package.json',
    '../../../etc/hostname',
    '/etc/hostname',
    '../templates/../README.md',
  ])('reads none elsewhere: %s', (path) => {
    const error = errorOf(() => readBesideTemplates(path));
    expect(error).toMatchObject({ code: 'FILE', path: 'data.file' });
    expect(error.message).toContain('outside the folder of the templates');
  });

  it('says so where there is none', () => {
    expect(errorOf(() => readBesideTemplates('none.csv')).message).toContain(
      'no template has a file',
    );
  });
});

it('lists templates, describes specs and varies them', () => {
  expect(listTemplates().length).toBeGreaterThan(10);
  const variant = variantOf(spec, 7, 1);
  expect(variant.layers).not.toEqual(spec.layers);
  expect(buildNetwork(variant).spec).toEqual(variant);
  expect(describeSpec(variant)).toMatchObject({ inputs: 2, outputs: 2, parameters: 8 });
});

describe('readFile', () => {
  const text = readTemplate('flowers');
  it('may not give a promise: that is refused, and says what to do', () => {
    const readFile = (() => Promise.reject(new Error('later'))) as unknown as () => Uint8Array;
    const error = errorOf(() => parseSpec(text, { readFile }));
    expect(error).toMatchObject({ code: 'SPEC_INVALID', path: 'data.file' });
    expect(error.message).toContain('readFile gave a promise of bytes for "flowers.csv"');
    expect(error.hint).toContain('wait for the bytes first');
  });

  it('may not give a text or nothing', () => {
    const readFile = (() => undefined) as unknown as () => Uint8Array;
    expect(errorOf(() => parseSpec(text, { readFile })).message).toContain('gave no bytes');
  });
});

describe('a workbook in the making', () => {
  const network = buildNetwork(spec);

  it('tells how far it is', async () => {
    const told: number[] = [];
    const { bytes } = await buildWorkbook(network, { onProgress: (done) => told.push(done) });
    expect(told.length).toBeGreaterThan(4);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told[0]).toBeGreaterThan(0);
    expect(told.at(-1)).toBe(1);
    expect(bytes).toEqual((await buildWorkbook(network)).bytes);
  });

  it('is not begun where it is called off', async () => {
    const signal = AbortSignal.abort();
    await expect(buildWorkbook(network, { signal })).rejects.toThrow(signal.reason);
  });

  it.each([0, 0.3, 0.31])('stops where it is called off after %d of it', async (share) => {
    const control = new AbortController();
    const reason = new Error('enough');
    let last = 0;
    const making = buildWorkbook(network, {
      signal: control.signal,
      onProgress(done) {
        last = done;
        if (done > share) control.abort(reason);
      },
    });
    await expect(making).rejects.toBe(reason);
    expect(last).toBeLessThan(1);
  });

  it('is the same that verify finds sound', async () => {
    const { bytes } = await buildWorkbook(network, { onProgress: () => {} });
    expect(await verify(bytes, network)).toEqual([]);
  });
});
