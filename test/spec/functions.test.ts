import { describe, expect, it } from 'vitest';
import { choicePlaces } from '../../src/spec/choices.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { refusal, valid } from './specs.ts';

/** A network of 2 inputs, a hidden layer and 2 outputs, with what a test wants to be different. */
const text = ({
  activation = 'tanh',
  output = 'sigmoid',
  targets = '[0, 1]',
  loss = 'half-squared-error',
  training = '{}',
} = {}) => `inputs: [1, 2]
targets: ${targets}
layers:
  - { units: 2, activation: ${activation}, weights: he }
  - { units: 2, activation: ${output}, weights: he }
loss: ${loss}
training: ${training}
`;

type Places = Parameters<typeof text>[0];

describe('a choice', () => {
  it.each<[Places, (spec: Spec) => unknown, unknown]>([
    [{ activation: 'relu' }, (s) => s.layers[0].activation, 'relu'],
    [{ activation: '{ name: relu }' }, (s) => s.layers[0].activation, 'relu'],
    [
      { activation: '{ slope: 0.1, name: leaky-relu }' },
      (s) => s.layers[0].activation,
      { name: 'leaky-relu', slope: 0.1 },
    ],
    // As it was written, though it is the default.
    [
      { activation: '{ name: elu, alpha: 1 }' },
      (s) => s.layers[0].activation,
      { name: 'elu', alpha: 1 },
    ],
    [{ loss: '{ name: huber, delta: 2 }' }, (s) => s.loss, { name: 'huber', delta: 2 }],
    [
      { training: '{ optimizer: { name: adam, beta1: 0.5, weightDecay: 0.1 } }' },
      (s) => s.training.optimizer,
      { name: 'adam', beta1: 0.5, weightDecay: 0.1 },
    ],
    [
      { training: '{ optimizer: { name: sgd, l1: -0 } }' },
      (s) => s.training.optimizer,
      { name: 'sgd', l1: 0 },
    ],
    [
      { training: '{ schedule: { name: step-decay, every: 5 } }' },
      (s) => s.training.schedule,
      { name: 'step-decay', every: 5 },
    ],
  ])('%j is read', (places, of, expected) => {
    expect(of(parseSpec(text(places)))).toStrictEqual(expected);
  });

  // biome-ignore format: one case a line
  it.each<[Places, string, RegExp, RegExp]>([
    [{ activation: '{ name: leeky-relu, slope: 1 }' }, 'layers[0].activation.name', /line 4: layers\[0\].activation.name: there is no activation "leeky-relu"/, /did you mean `leaky-relu`\?/],
    [{ activation: '{ slope: 1 }' }, 'layers[0].activation.name', /layers\[0\].activation.name is missing/, /add `name: sigmoid`/],
    [{ activation: '{ name: 3 }' }, 'layers[0].activation.name', /must be the name of an activation, but it is 3/, /known: sigmoid, tanh/],
    [{ activation: '{ name: leaky-relu, slop: 1 }' }, 'layers[0].activation.slop', /there is no key "slop" in layers\[0\].activation/, /did you mean `slope`\?/],
    [{ activation: '{ name: sigmoid, slope: 1 }' }, 'layers[0].activation.slope', /there is no key "slope"/, /`slope` belongs to a name: `activation: { name: leaky-relu, slope: 0.01 }`/],
    [{ activation: '{ name: sigmoid, gain: 1 }' }, 'layers[0].activation.gain', /there is no key "gain"/, /it has no parameters; write its name alone/],
    [{ activation: '{ name: elu, gain: 1 }' }, 'layers[0].activation.gain', /there is no key "gain"/, /known keys: name, alpha/],
    [{ activation: '{ name: elu, alpha: -2000 }' }, 'layers[0].activation.alpha', /must be a number from -1,000 to 1,000, but it is -2000/, /`alpha: 1`/],
    [{ activation: '{ name: elu, alpha: big }' }, 'layers[0].activation.alpha', /but it is the text "big"/, /`alpha: 1`/],
    [{ activation: '{ name: elu, alpha: .nan }' }, 'layers[0].activation.alpha', /but it is not a number \(NaN\)/, /`alpha: 1`/],
    [{ activation: '{ name: constructor }' }, 'layers[0].activation.name', /there is no activation "constructor"/, /known/],
    [{ activation: '[relu]' }, 'layers[0].activation', /must be the name of an activation, but it is a list/, /known/],
    [{ loss: '{ name: huber, delta: 0 }' }, 'loss.delta', /line 6: loss.delta must be a number from 1e-9 to 1,000,000,000, but it is 0/, /`delta: 1`/],
    [{ training: '{ optimizer: adm }' }, 'training.optimizer', /there is no optimizer "adm"/, /did you mean `adam`\? known: sgd/],
    [{ training: '{ optimizer: { name: adam, beta1: 1 } }' }, 'training.optimizer.beta1', /must be a number from 0 to 0\.\d+, but it is 1/, /`beta1: 0.9`/],
    [{ training: '{ optimizer: { name: adam, beta: 0.5 } }' }, 'training.optimizer.beta', /no key "beta"/, /did you mean `beta1`\?/],
    [{ training: '{ optimizer: { name: sgd, momentum: 0.9 } }' }, 'training.optimizer.momentum', /no key "momentum"/, /^`momentum` is the name of an optimizer: write `optimizer: { name: momentum, beta: 0.9 }` in `training`$/],
    [{ training: '{ optimizer: { name: sgd, gain: 0.9 } }' }, 'training.optimizer.gain', /no key "gain"/, /known keys: name, weightDecay, l1/],
    [{ training: '{ optimizer: { name: sgd, weightDecay: -1 } }' }, 'training.optimizer.weightDecay', /from 0 to 1,000, but it is -1/, /`weightDecay: 0.01`/],
    [{ training: '{ beta1: 0.9 }' }, 'training.beta1', /no key "beta1" in training/, /`optimizer: { name: adam, beta1: 0.9 }`/],
    [{ training: '{ schedule: { name: step-decay, every: 2.5 } }' }, 'training.schedule.every', /must be a whole number from 1 to 1,048,576, but it is 2.5/, /`every: 10`/],
    [{ training: '{ schedule: { name: cosine, over: 0 } }' }, 'training.schedule.over', /whole number from 1 to/, /`over: 100`/],
    [{ training: '{ schedule: exponental }' }, 'training.schedule', /there is no schedule/, /did you mean `exponential`/],
  ])('%j is refused', (places, path, message, hint) => {
    const error = refusal(() => parseSpec(text(places)));
    expect(error).toMatchObject({ code: 'SPEC_INVALID', path });
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  it('is possible for every row and every parameter of every table', () => {
    for (const { rows } of [
      choicePlaces['training.optimizer'],
      choicePlaces['training.schedule'],
    ]) {
      const place = rows === choicePlaces['training.optimizer'].rows ? 'optimizer' : 'schedule';
      for (const [name, parameters] of Object.entries(rows)) {
        for (const [key, { least }] of Object.entries(parameters)) {
          const spec = parseSpec(
            text({ training: `{ ${place}: { name: ${name}, ${key}: ${least} } }` }),
          );
          expect(spec.training[place]).toEqual({ name, [key]: least });
        }
      }
    }
  });
});

describe('functions that do not go together', () => {
  // biome-ignore format: one case a line
  it.each<[string, Places, string, RegExp, RegExp]>([
    ['softmax in a hidden layer', { activation: 'softmax' }, 'layers[0].activation', /line 4: layer 1 is hidden, and softmax is for the output layer alone/, /activation: tanh/],
    ['cross-entropy without softmax', { loss: 'cross-entropy' }, 'layers[1].activation', /the loss cross-entropy needs outputs of softmax, and the last layer has sigmoid/, /write `activation: softmax` in layer 2, or use another loss, for example `loss: half-squared-error`/],
    ['binary cross-entropy without sigmoid', { loss: 'binary-cross-entropy', output: 'tanh' }, 'layers[1].activation', /needs outputs of sigmoid, and the last layer has tanh/, /activation: sigmoid/],
    ['targets of binary cross-entropy beyond 1', { loss: 'binary-cross-entropy', targets: '[0, 2]' }, 'targets', /line 2: a target is 2, and the loss binary-cross-entropy needs targets from 0 to 1/, /0 and 1 for no and yes/],
    ['shares that are no whole', { loss: 'cross-entropy', output: 'softmax', targets: '[1, 1]' }, 'targets', /the targets add up to 2, and the loss cross-entropy needs 1/, /others: \[0, 1\]$/],
    ['negative shares', { loss: 'cross-entropy', output: 'softmax', targets: '[-1, 2]' }, 'targets', /a target is -1/, /0 and 1/],
    ['shares that are nearly a whole', { loss: 'cross-entropy', output: 'softmax', targets: '[0.5, 0.500001]' }, 'targets', /add up to 1.000001/, /1 for the right class/],
  ])('are refused: %s', (_what, places, path, message, hint) => {
    const error = refusal(() => parseSpec(text(places)));
    expect(error).toMatchObject({ code: 'SPEC_INVALID', path });
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  const units = (n: number, places: Places) =>
    text(places).replace(/units: 2, activation: s/, `units: ${n}, activation: s`);
  const pair =
    /^softmax needs at least two units, one for each class; for a single unit write `activation: sigmoid` and `loss: binary-cross-entropy`$/;

  // biome-ignore format: one case a line
  it.each<[string, number, string, string, RegExp]>([
    ['three classes', 3, '[0, 0, 0]', 'softmax', /others: \[0, 1, 0\]$/],
    ['eight classes', 8, '[0, 0, 0, 0, 0, 0, 0, 0]', 'softmax', /others: \[0, 1, 0, 0, 0, 0, 0, 0\]$/],
    ['nine classes', 9, '[0, 0, 0, 0, 0, 0, 0, 0, 0]', 'softmax', /others: \[0, 1, 0, 0, 0, 0, 0, 0, …\]$/],
    ['one unit of softmax', 1, '[0]', 'softmax', pair],
    ['one unit of sigmoid', 1, '[0]', 'sigmoid', pair],
  ])('get a hint that fits %s', (_what, n, targets, output, hint) => {
    const spec = units(n, { loss: 'cross-entropy', output, targets });
    expect(refusal(() => parseSpec(spec)).hint).toMatch(hint);
  });

  it.each<[string, Places]>([
    ['softmax with another loss', { output: 'softmax' }],
    ['softmax with cross-entropy', { output: 'softmax', loss: 'cross-entropy' }],
    [
      'shares within round-off',
      { output: 'softmax', loss: 'cross-entropy', targets: '[0.7, 0.30000000000000004]' },
    ],
    ['half a class', { loss: 'binary-cross-entropy', targets: '[0.5, 1]' }],
  ])('are not %s', (_what, places) => {
    expect(() => parseSpec(text(places))).not.toThrow();
  });
});

describe('drawn weights', () => {
  const layer = (weights: string, biases = '[0, 0, 0]') =>
    valid
      .replace('[[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]', weights)
      .replace('[0.1, 0.2, 0.3]\n', `${biases}\n`);

  it.each([
    ['xavier', { init: 'xavier', seed: 1 }],
    ['{ init: he }', { init: 'he', seed: 1 }],
    ['{ init: zeros, seed: 0 }', { init: 'zeros', seed: 0 }],
    ['{ init: lecun, seed: 9007199254740991 }', { init: 'lecun', seed: 9007199254740991 }],
  ])('%s are read, as biases too', (written, init) => {
    const [first] = parseSpec(layer(written, written)).layers;
    expect([first.weights, first.biases]).toStrictEqual([init, init]);
  });

  // biome-ignore format: one case a line
  it.each<[string, string | undefined, string, RegExp, RegExp]>([
    ['xaver', undefined, 'layers[0].weights', /there is no initialiser "xaver"/, /did you mean `xavier`\? known: xavier, he/],
    ['{ init: hee }', undefined, 'layers[0].weights.init', /there is no initialiser "hee"/, /did you mean `he`\?/],
    ['{ seed: 1 }', undefined, 'layers[0].weights.init', /init is missing/, /`weights: { init: xavier, seed: 42 }`/],
    ['{ init: he, sed: 1 }', undefined, 'layers[0].weights.sed', /no key "sed" in layers\[0\].weights/, /did you mean `seed`\?/],
    ['{ name: he }', undefined, 'layers[0].weights.name', /^the spec, line 7: there is no key "name" in layers\[0\].weights$/, /^did you mean `init`\?$/],
    ['{ init: he, name: x }', undefined, 'layers[0].weights.name', /there is no key "name"/, /^known keys: init, seed$/],
    ['{ init: uniform, limit: 1 }', undefined, 'layers[0].weights.limit', /there is no key "limit"/, /^known keys: init, seed$/],
    ['{ init: he, seed: 1.5 }', undefined, 'layers[0].weights.seed', /whole number from 0 to 2\^53 − 1, but it is 1.5/, /seed: 42/],
    ['{ init: he, seed: -1 }', undefined, 'layers[0].weights.seed', /but it is -1/, /seed: 42/],
    ['{ init: he, seed: 9007199254740992 }', undefined, 'layers[0].weights.seed', /but it is 9007199254740992/, /seed: 42/],
    ['7', undefined, 'layers[0].weights', /a list of rows, one per unit, but it is 7/, /weights: \[\[/],
    ['he', 'none', 'layers[0].biases', /there is no initialiser "none"/, /leave the key out/],
    ['he', '{ init: 1 }', 'layers[0].biases.init', /must be the name of an initialiser, but it is 1/, /known: xavier/],
  ])('%s, %s are refused', (weights, biases, path, message, hint) => {
    const error = refusal(() => parseSpec(layer(weights, biases)));
    expect(error).toMatchObject({ code: 'SPEC_INVALID', path });
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  it('are offered where weights are missing', () => {
    const error = refusal(() => parseSpec(valid.replace(/ {4}weights: .*\n/, '')));
    expect(error.hint).toMatch(/or have them drawn: `weights: { init: xavier, seed: 42 }`/);
  });

  it('are judged by their size before there is any', () => {
    const text = 'inputs: [1]\ntargets: [1]\nlayers: [{ units: 1e15, weights: he }]';
    expect(refusal(() => parseSpec(text))).toMatchObject({ code: 'TOO_LARGE', path: 'layers' });
  });
});
