import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../src/spec/parse.ts';
import { refusal, valid } from './specs.ts';

/** The valid spec with one thing written differently; `line` is where an error must point. */
const change = (from: string, to: string) => {
  expect(valid).toContain(from);
  return valid.replace(from, to);
};

/** What is wrong, the text, then the path, message and hint it must be refused with. */
type Case = [string, () => string, string, RegExp, RegExp];

// biome-ignore format: one case a line
const invalid: Case[] = [
  // Keys.
  ['a typo in a key', () => change('inputs', 'imputs'), 'imputs', /line 2: there is no key "imputs" in a spec$/, /did you mean `inputs`\?/],
  ['a typo in a layer', () => change('weights', 'wieghts'), 'layers[0].wieghts', /line 7: .*in layers\[0\]$/, /did you mean `weights`\?/],
  ['a typo in training', () => `${valid}training: { learningrate: 1 }`, 'training.learningrate', /line 11/, /did you mean `learningRate`\?/],
  ['snake case', () => `${valid}training: { learning_rate: 1 }`, 'training.learning_rate', /line 11/, /did you mean `learningRate`\?/],
  ['a key in the wrong place', () => `${valid}steps: 5`, 'steps', /no key "steps"/, /`steps` belongs in `training`/],
  ['a layer key at the top', () => `${valid}biases: [1]`, 'biases', /no key "biases"/, /belongs in a layer/],
  ['a top-level key in a layer', () => change('units: 3', 'units: 3\n    loss: x'), 'layers[0].loss', /no key "loss"/, /at the top level/],
  ['an unknown key', () => `${valid}wavelength: 5`, 'wavelength', /no key "wavelength"/, /known keys: name, lesson, try, inputs, targets, data, layers, loss, training, compare, inputShape/],
  ['a merge key', () => `<<: { loss: mse }\n${valid}`, '<<', /no key "<<"/, /known keys/],
  ['__proto__', () => `__proto__: { loss: mse }\n${valid}`, '__proto__', /no key "__proto__"/, /known keys/],
  ['constructor', () => `constructor: { prototype: { x: 1 } }\n${valid}`, 'constructor', /no key/, /known keys/],
  ['a long key of two lines', () => `${valid}"a\\n${'b'.repeat(500)}": 1`, `a\uFFFD${'b'.repeat(38)}…`, /no key "a\\nb{38}…"/, /known keys/],
  ['no inputs', () => change('inputs: [0.05, 0.1]\n', ''), 'inputs', /inputs is missing/, /add `inputs: \[/],
  ['no weights', () => change('    weights: [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]\n', ''), 'layers[0].weights', /line 5: layers\[0\].weights is missing/, /`weights: \[\[0\.15, 0\.2\], \[0\.25, 0\.3\], \[0\.35, 0\.4\]\]`/],
  // Types.
  ['text for a number', () => change('0.05', 'abc'), 'inputs[0]', /line 2: inputs\[0\] must be a finite number, but it is the text "abc"/, /inputs: \[0\.05, 0\.1\]/],
  ['a decimal comma', () => change('0.05', '"0,05"'), 'inputs[0]', /the text "0,05"/, /decimal point: 0\.05/],
  ['a number in quotes', () => change('0.05', '"0.05"'), 'inputs[0]', /the text "0.05"/, /quotes away: 0\.05/],
  ['NaN', () => change('0.05', '.nan'), 'inputs[0]', /not a number \(NaN\)/, /inputs/],
  ['infinity', () => change('0.05', '-.inf'), 'inputs[0]', /infinite/, /inputs/],
  ['a number too large', () => change('0.05', '1e999'), 'inputs[0]', /infinite \(the largest number is about 1.8e308\)/, /inputs/],
  ['NaN deep in a matrix', () => change('0.6]]\n', '.nan]]\n'), 'layers[0].weights[2][1]', /line 7: layers\[0\]\.weights\[2\]\[1\] must be a finite number/, /weights/],
  ['null', () => change('0.05', '~'), 'inputs[0]', /it is empty/, /inputs/],
  ['true for a number', () => change('0.05', 'true'), 'inputs[0]', /it is true/, /inputs/],
  ['a list for a number', () => change('0.05', '[0.05]'), 'inputs[0]', /it is a list/, /inputs/],
  ['a group for a number', () => change('0.05', '{ a: 1 }'), 'inputs[0]', /it is a group of keys/, /inputs/],
  ['a number for a list', () => change('[0.05, 0.1]', '0.05'), 'inputs', /inputs must be a list of at least one number, but it is 0.05/, /inputs: \[/],
  ['no number in a list', () => change('[0.05, 0.1]', '[]'), 'inputs', /the list is empty/, /inputs: \[/],
  ['no layers', () => valid.replace(/layers:.*/s, 'layers: []'), 'layers', /at least one layer, but the list is empty/, /units: 2/],
  ['a layer that is a number', () => change('layers:\n', 'layers:\n  - 3\n'), 'layers[0]', /must be a layer with its own keys, but it is 3/, /units: 2/],
  ['an unknown activation', () => change('tanh', 'sigmod'), 'layers[0].activation', /line 6: .*there is no activation "sigmod"/, /did you mean `sigmoid`\? known: sigmoid, tanh, linear/],
  ['an activation that is a number', () => change('tanh', '3'), 'layers[0].activation', /must be the name of an activation, but it is 3/, /known: sigmoid/],
  ['an unknown loss', () => `${valid}loss: mse`, 'loss', /there is no loss "mse"/, /^did you mean `mean-squared-error`\? known: half-squared-error/],
  ['a typo in the loss', () => `${valid}loss: half-squard-error`, 'loss', /there is no loss/, /did you mean `half-squared-error`/],
  ['half a unit', () => change('units: 3', 'units: 2.5'), 'layers[0].units', /line 5: .*whole number of at least 1, but it is 2.5/, /units: 2/],
  ['no unit', () => change('units: 3', 'units: 0'), 'layers[0].units', /whole number of at least 1, but it is 0/, /units: 2/],
  ['fewer than no units', () => change('units: 3', 'units: -3'), 'layers[0].units', /but it is -3/, /units: 2/],
  ['units in words', () => change('units: 3', 'units: three'), 'layers[0].units', /the text "three"/, /units: 2/],
  ['half a step', () => `${valid}training: { steps: 1.5 }`, 'training.steps', /whole number of at least 1, but it is 1.5/, /steps: 67/],
  ['no step', () => `${valid}training: { steps: 0 }`, 'training.steps', /but it is 0/, /steps: 67/],
  ['a learning rate of NaN', () => `${valid}training: { learningRate: .nan }`, 'training.learningRate', /not a number \(NaN\)/, /learningRate: 0\.5/],
  ['an infinite learning rate', () => `${valid}training: { learningRate: .inf }`, 'training.learningRate', /infinite/, /learningRate: 0\.5/],
  ['yes for true', () => `${valid}training: { trainBiases: yes }`, 'training.trainBiases', /must be true or false, but it is the text "yes"/, /trainBiases: true/],
  ['training without anything', () => `${valid}training:`, 'training', /it is empty/, /learningRate: 0\.5/],
  ['biases without anything', () => change('biases: [0.1, 0.2, 0.3]', 'biases:'), 'layers[0].biases', /it is empty/, /leave the key out/],
  ['biases that are true', () => change('biases: [0.1, 0.2, 0.3]', 'biases: true'), 'layers[0].biases', /but it is true/, /write `biases: \{ init: zeros \}` to begin at 0/],
  // Shapes.
  ['a row too short', () => change('[0.3, 0.4]', '[0.3]'), 'layers[0].weights[1]', /line 7: layer 1 has 3 units and 2 inputs, so weights needs 3 rows of 2 numbers; row 2 has 1/, /write for example `weights: \[\[/],
  ['a row too long', () => change('[0.4, 0.5, 0.6]', '[1, 2, 3, 4]'), 'layers[1].weights[1]', /line 10: layer 2 has 2 units and 3 inputs, so weights needs 2 rows of 3 numbers; row 2 has 4/, /weights/],
  ['a row too few', () => change(', [0.5, 0.6]]', ']'), 'layers[0].weights', /weights needs 3 rows of 2 numbers; it has 2/, /weights/],
  ['no rows', () => change('[[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]', '[]'), 'layers[0].weights', /it has 0/, /weights/],
  ['a matrix turned round', () => change('[[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]', '[[1, 2, 3], [4, 5, 6]]'), 'layers[0].weights', /it has 2/, /turn the matrix/],
  ['a row that is a number', () => change('[0.1, 0.2], [0.3', '0.1, [0.3'), 'layers[0].weights[0]', /must be a row of numbers, one per input of the layer, but it is 0.1/, /weights: \[\[/],
  ['a target too many', () => change('[0.01, 0.99]', '[0, 1, 2]'), 'targets', /line 3: the last layer has 2 units, so targets needs 2 numbers; it has 3/, /one target per unit/],
  ['a bias too few', () => change('[0.1, 0.2, 0.3]\n', '[0.1, 0.2]\n'), 'layers[0].biases', /line 8: layer 1 has 3 units, so biases needs 3 numbers; it has 2/, /leave the key out/],
  // Compared rates.
  ['compare nothing', () => `${valid}compare: nothing`, 'compare', /list of learning rates, or none, but it is the text "nothing"/, /`compare: none`/],
  ['compare empty', () => `${valid}compare:`, 'compare', /it is empty/, /`compare: none`/],
  ['compare NaN', () => `${valid}compare: [1, .nan]`, 'compare[1]', /not a number/, /compare: \[/],
  ['a rate twice', () => `${valid}compare: [1, 2, 1.0]`, 'compare[2]', /line 11: the learning rate 1 is listed twice, as number 1 and 3/, /once/],
  ['zero twice', () => `${valid}compare: [0, -0]`, 'compare[1]', /rate 0 is listed twice/, /once/],
  ['201 rates', () => `${valid}compare: [${Array.from({ length: 201 }, (_, i) => i)}]`, 'compare', /201 learning rates/, /at most 200/],
  // Names.
  ['a name without letters', () => change('Test', '" "'), 'name', /line 1: the name is empty/, /leave the key out/],
  ['a long name', () => change('Test', 'x'.repeat(101)), 'name', /the name has 101 characters/, /at most 100/],
  ['a number for a name', () => change('Test', '2024'), 'name', /text of 1 to 100 characters, but it is 2024/, /in quotes/],
  ['a line break in a name', () => change('Test', '"a\\nb"'), 'name', /control character/, /take it out/],
  ['U+FFFE in a name', () => change('Test', '"a\\uFFFE"'), 'name', /U\+FFFE or U\+FFFF/, /take it out/],
  ['U+FFFF in a name', () => change('Test', '"a\\uFFFF"'), 'name', /U\+FFFE or U\+FFFF/, /take it out/],
  ['half a character', () => change('Test', '"a\\uD83D"'), 'name', /surrogate/, /take it out/],
];

describe('specs that describe no network', () => {
  it.each(invalid)('refuses %s', (_what, text, path, message, hint) => {
    const error = refusal(() => parseSpec(text(), { source: 'lesson.yaml' }));
    expect(error.code).toBe('SPEC_INVALID');
    expect(error.path).toBe(path);
    expect(error.message).toMatch(/^lesson\.yaml, line \d+: /);
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
    // The words of the schema library.
    expect(error.message + error.hint).not.toMatch(/invalid|expected|received|unrecognized/i);
  });

  it('shows the first five problems in the order of the file', () => {
    const error = refusal(() => parseSpec(`a: 1\nb: 2\n${valid}c: 3\nd: 4\ne: 5\nf: 6\nloss: x\n`));
    const lines = error.message.split('\n');
    expect(lines.map((line) => /line \d+/.exec(line)?.[0])).toEqual([
      'line 1',
      'line 2',
      'line 13',
      'line 14',
      'line 15',
      undefined,
    ]);
    expect(lines[5]).toBe('… and 2 more');
    expect(error.hint.split('\n')).toHaveLength(5);
  });

  it('leaves no trace on the prototype of objects', () => {
    refusal(() => parseSpec(`__proto__: { polluted: true }\n${valid}`));
    expect({}).not.toHaveProperty('polluted');
  });
});

/** 3 columns of `Training` a place of the filter are 4 forward passes of it on `Gradient check`. */
const manyPlaces = `inputs: [${Array(2300).fill(1)}]
targets: [1]
layers:
  - { kind: convolution, filters: 1, kernel: 1, activation: tanh, weights: xavier }
  - { kind: convolution, filters: 1, kernel: 1, stride: 2299, weights: xavier }
  - { units: 1, weights: xavier }`;

// biome-ignore format: one case a line
const tooLarge: Case[] = [
  ['more columns than a sheet', () => change('units: 3', 'units: 20000'), 'layers', /line 4: this network needs 305,684 columns, and a sheet has at most 16,384/, /fewer units/],
  ['more units than numbers', () => change('units: 3', 'units: 1e15'), 'layers', /columns/, /fewer units/],
  ['more columns on the gradient check', () => manyPlaces, 'layers', /line 3: this network needs \S+ columns, and a sheet has at most 16,384/, /fewer units/],
  ['a million steps and more', () => `${valid}training: { steps: 1048556 }`, 'training.steps', /line 11: 1,048,556 steps need 1,048,577 rows, and a sheet has at most 1,048,576/, /fewer steps, at most 1,048,555/],
  ['too many runs', () => `${valid}training: { steps: 100000 }\ncompare: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]`, 'compare', /line 12: 100,000 steps at 12 learning rates need 1,200,032 rows/, /fewer learning rates/],
  ['too many cells', () => `${valid}training: { steps: 900000, learningRate: 1 }\ncompare: [1]`, 'training.steps', /cells, and beyond 100,000,000 cells no program/, /fewer steps/],
];

describe('specs beyond a workbook', () => {
  it.each(tooLarge)('refuses %s', (_what, text, path, message, hint) => {
    const error = refusal(() => parseSpec(text(), { source: 'lesson.yaml' }));
    expect(error).toMatchObject({ code: 'TOO_LARGE', path });
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  it('accepts the largest number of steps that fits', () => {
    const one = 'inputs: [1]\ntargets: [1]\nlayers: [{ units: 1, weights: [[1]] }]\n';
    expect(parseSpec(`${one}training: { steps: 1048555 }`).training.steps).toBe(1_048_555);
  });
});
