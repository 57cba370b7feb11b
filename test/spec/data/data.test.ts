import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../../src/spec/parse.ts';
import { specToYaml } from '../../../src/spec/print.ts';
import { refusal } from '../specs.ts';

const layers = 'layers: [{ units: 1, weights: he, biases: zeros }]';
const xor = 'inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [[0], [1], [1], [0]]';
const text = (data: string, training = '{}') =>
  `data: { ${data} }\n${layers}\ntraining: ${training}\n`;

describe('samples written out', () => {
  it('are read, the first one as the inputs and targets of the spec', () => {
    expect(
      parseSpec(text(`${xor}, inputNames: [x1, x2], targetNames: [y], standardize: true`)),
    ).toMatchObject({
      inputs: [0, 0],
      targets: [0],
      data: {
        inputs: [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ],
        targets: [[0], [1], [1], [0]],
        inputNames: ['x1', 'x2'],
        targetNames: ['y'],
        standardise: true,
      },
    });
  });

  it('have no names and no standard unless they are given', () => {
    const { data } = parseSpec(text('inputs: [[-0]], targets: [[1]]'));
    expect(data).toStrictEqual({
      inputs: [[0]],
      targets: [[1]],
      inputNames: null,
      targetNames: null,
      standardise: false,
    });
  });

  // biome-ignore format: one case a line
  it.each<[string, string, string, RegExp, RegExp]>([
    ['beside inputs', `inputs: [1]\n${text(xor)}`, 'inputs', /line 1: inputs is given as well as data/, /leave out either `data`, or `inputs` and `targets`/],
    ['beside targets', `targets: [1]\n${text(xor)}`, 'targets', /targets is given as well as data/, /leave out/],
    ['neither there nor as inputs', layers, 'inputs', /inputs is missing\n.*targets is missing/s, /`inputs: \[0.05, 0.1\]`, or give many samples: `data: { inputs: \[\[/],
    ['that are nothing', `data:\n${layers}`, 'data', /data must be a group of keys, but it is empty/, /`data: { file: xor.csv/],
    ['that are a list', `data: [[1, 2]]\n${layers}`, 'data', /but it is a list/, /`data: { inputs: \[\[0, 0\]/],
    ['without targets', text('inputs: [[1]]'), 'data.targets', /data.targets is missing/, /targets: \[\[0\], \[1\]\]/],
    ['without samples', text('inputs: [], targets: []'), 'data.inputs', /a list of at least one sample, each a list of numbers, but the list is empty/, /inputs: \[\[0, 0\]/],
    ['without numbers', text('inputs: [[], []], targets: [[1], [1]]'), 'data.inputs[0]', /the first sample has no inputs/, /at least one number/],
    ['in one list', text('inputs: [0, 1], targets: [[0], [1]]'), 'data.inputs[0]', /must be the numbers of one sample, but it is 0/, /inputs: \[\[0, 0\], \[0, 1\]\]/],
    ['of different lengths', text('inputs: [[0, 0], [1]], targets: [[0], [1]]'), 'data.inputs[1]', /sample 2 has 1 input, and the first has 2/, /as many inputs as the first/],
    ['of different targets', text('inputs: [[0], [1]], targets: [[0], [1, 2]]'), 'data.targets[1]', /sample 2 has 2 targets, and the first has 1/, /as many targets/],
    ['with too few targets', text('inputs: [[0], [1]], targets: [[0]]'), 'data.targets', /inputs for 2 samples, and targets for 1 sample/, /one list of targets per list of inputs/],
    ['with more targets than units', text('inputs: [[0]], targets: [[0, 1]]'), 'data.targets', /the last layer has 1 unit, so each sample needs 1 target; it has 2/, /one target per unit/],
    ['with a text', text('inputs: [[0, x]], targets: [[0]]'), 'data.inputs[0][1]', /must be a finite number, but it is the text "x"/, /inputs/],
    ['with infinity', text('inputs: [[.inf]], targets: [[0]]'), 'data.inputs[0][0]', /infinite/, /inputs/],
    ['with an unknown key', text(`${xor}, inptNames: [a, b]`), 'data.inptNames', /no key "inptNames" in data/, /did you mean `inputNames`\?/],
    ['with a key of files', text(`${xor}, missing: skip`), 'data.missing', /no key "missing" in data/, /`missing` goes with a file, as in `data: { file/],
    ['with too few names', text(`${xor}, inputNames: [a]`), 'data.inputNames', /1 name cannot head 2 columns/, /one name per column/],
    ['with an empty name', text(`${xor}, inputNames: [a, ""]`), 'data.inputNames[1]', /the name of column 2 is empty/, /short, plain/],
    ['with a tab in a name', text(`${xor}, targetNames: ["a\\tb"]`), 'data.targetNames[0]', /control character/, /short, plain/],
    ['with a number for a name', text(`${xor}, targetNames: [7]`), 'data.targetNames[0]', /must be a name, but it is 7/, /in quotes/],
    ['standardised twice', text(`${xor}, standardise: true, standardize: true`), 'data.standardize', /are the same, and both are given/, /keep one/],
    ['standardised by a word', text(`${xor}, standardise: yes`), 'data.standardise', /true or false, but it is the text "yes"/, /standardise: true/],
    ['with targets that are no class', `data: { inputs: [[1], [2]], targets: [[0], [3]] }\n${layers}\nloss: binary-cross-entropy`, 'data.targets[1]', /line 1: a target of sample 2 is 3/, /0 and 1/],
    ['at the top of a layer', `${text(xor)}file: xor.csv`, 'file', /no key "file"/, /`file` belongs in `data`/],
  ])('are refused %s', (_what, text, path, message, hint) => {
    const error = refusal(() => parseSpec(text, { source: 'lesson.yaml' }));
    expect(error).toMatchObject({ code: 'SPEC_INVALID', path });
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  it.each<[string, string[]]>([
    ['inputNames: [x1, x2], targetNames: [y]', []],
    ['inputNames: [a, a]', ['more than one column is called "a"']],
    ['inputNames: [a, b], targetNames: [b]', ['more than one column is called "b"']],
  ])('are read with %s, with a remark where names are alike', (names, expected) => {
    const remarks: string[] = [];
    const onRemark = (remark: string) => remarks.push(remark);
    parseSpec(text(`${xor}, ${names}`, '{ steps: 1 }'), { onRemark });
    expect(remarks).toEqual(expected);
  });

  it('are refused where a spec could not hold them', () => {
    const rows = Array.from({ length: 5001 }, () => '[1, 2, 3]').join();
    const error = refusal(() =>
      parseSpec(text(`inputs: [${rows}], targets: [${rows.replaceAll('[1, 2, 3]', '[1]')}]`)),
    );
    expect(error).toMatchObject({ code: 'TOO_LARGE', path: 'data' });
    expect(error.message).toMatch(/20,004 numbers \(5,001 samples of 4\), and at most 20,000/);
  });

  it('are read back at their largest', () => {
    const number = -1.2345678901234567e-200;
    const data = { inputs: [[number]], targets: [[number]] };
    const spec = parseSpec(text('inputs: [[0]], targets: [[0]]', '{ batchSize: 1 }'));
    const rows = (all: number[][]) => Array.from({ length: 10_000 }, () => all[0]);
    const large = {
      ...spec,
      ...{ inputs: data.inputs[0], targets: data.targets[0] },
      data: { ...spec.data!, inputs: rows(data.inputs), targets: rows(data.targets) },
    };
    expect(parseSpec(specToYaml(large))).toStrictEqual(large);
  });
});

describe('batches and epochs', () => {
  it.each<[string, object]>([
    ['{}', { steps: 67, batchSize: null, shuffle: null }],
    ['{ epochs: 10 }', { steps: 10, batchSize: null }],
    ['{ epochs: 10, batchSize: 1 }', { steps: 40, batchSize: 1 }],
    ['{ epochs: 10, batchSize: 3 }', { steps: 20, batchSize: 3 }],
    ['{ epochs: 10, batchSize: 4 }', { steps: 10, batchSize: 4 }],
    ['{ steps: 5, batchSize: 3 }', { steps: 5, batchSize: 3 }],
    ['{ shuffle: 0 }', { shuffle: 0 }],
    ['{ shuffle: 7 }', { shuffle: 7 }],
    ['{ shuffle: false }', { shuffle: null }],
  ])('%s is read', (training, expected) => {
    expect(parseSpec(text(xor, training)).training).toMatchObject(expected);
  });

  it('give way to the steps from outside', () => {
    const training = '{ epochs: 10, batchSize: 1 }';
    const overrides = { steps: 3 };
    expect(parseSpec(text(xor, training), { overrides }).training.steps).toBe(3);
  });

  it('are steps for a single sample', () => {
    const one = `inputs: [1]\ntargets: [1]\n${layers}\ntraining: { epochs: 9, shuffle: false }`;
    expect(parseSpec(one).training).toMatchObject({ steps: 9, shuffle: null });
  });

  const one = (training: string) => `inputs: [1]\ntargets: [1]\n${layers}\ntraining: ${training}`;

  // biome-ignore format: one case a line
  it.each<[string, string, string, RegExp, RegExp]>([
    ['both', text(xor, '{ steps: 5, epochs: 5, batchSize: 2 }'), 'training.epochs', /there are both steps and epochs/, /an epoch has 2 steps here/],
    ['half an epoch', text(xor, '{ epochs: 0.5 }'), 'training.epochs', /whole number of at least 1, but it is 0.5/, /epochs: 20/],
    ['no batch', text(xor, '{ batchSize: 0 }'), 'training.batchSize', /at least 1, but it is 0/, /leave the key out/],
    ['a batch beyond the samples', text(xor, '{ batchSize: 5 }'), 'training.batchSize', /line 3: batchSize is 5, and there are 4 samples/, /at most 4; for all samples in each step leave the key out/],
    ['batches of one sample', one('{ batchSize: 1 }'), 'training.batchSize', /batchSize means nothing for a single sample/, /with `data`/],
    ['one sample shuffled', one('{ shuffle: 1 }'), 'training.shuffle', /a single sample cannot be shuffled/, /with `data`/],
    ['shuffle: true', text(xor, '{ shuffle: true }'), 'training.shuffle', /the seed of the order, a whole number, or false, but it is true/, /`shuffle: 1`/],
    ['a seed of half', text(xor, '{ shuffle: 0.5 }'), 'training.shuffle', /but it is 0.5/, /`shuffle: 1`/],
    ['a typo', text(xor, '{ batchsize: 2 }'), 'training.batchsize', /no key "batchsize"/, /did you mean `batchSize`\?/],
  ])('are refused: %s', (_what, text, path, message, hint) => {
    const error = refusal(() => parseSpec(text));
    expect(error).toMatchObject({ code: 'SPEC_INVALID', path });
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  // biome-ignore format: one case a line
  it.each<[string, string, string, RegExp, RegExp]>([
    ['too many epochs', text(xor, '{ epochs: 300000, batchSize: 1 }'), 'training.epochs', /1,200,000 steps need 1,200,021 rows/, /fewer epochs/],
    ['too many steps', text(xor, '{ steps: 300000 }'), 'training.steps', /300,000 steps need 1,200,024 rows/, /fewer steps or a smaller batchSize/],
    ['epochs beyond all numbers', text(xor, '{ epochs: 9007199254740991, batchSize: 1 }'), 'training.epochs', /need/, /fewer epochs/],
    ['runs of many samples', `${text(xor, '{ steps: 100000 }')}compare: [1, 2, 3]`, 'compare', /need 1,600,036 rows/, /fewer learning rates/],
  ])('are judged by their rows: %s', (_what, text, path, message, hint) => {
    const error = refusal(() => parseSpec(text));
    expect(error).toMatchObject({ code: 'TOO_LARGE', path });
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });
});

describe('the default comparison', () => {
  it('is made where the workbook stays small', () => {
    expect(
      parseSpec(text('inputs: [[0], [1]], targets: [[0], [1]]', '{ steps: 10 }')).compare,
    ).toHaveLength(15);
    expect(parseSpec(text(xor, '{ epochs: 500, batchSize: 1 }')).compare).toEqual([]);
  });
});
