import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../src/spec/parse.ts';
import { refusal, valid } from './specs.ts';

const layer = (activation: string) => valid.replace('activation: tanh', activation);
const weights = (init: string) => valid.replace('[[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]', init);

/** What people write who come from elsewhere, and what the hint must begin with. */
// biome-ignore format: one case a line
const cases: [string, string, string][] = [
  ['loss: mse', `${valid}loss: mse`, 'did you mean `mean-squared-error`?'],
  ['loss: MSE', `${valid}loss: MSE`, 'did you mean `mean-squared-error`?'],
  ['loss: bce', `${valid}loss: bce`, 'did you mean `binary-cross-entropy`?'],
  ['loss: categorical-cross-entropy', `${valid}loss: categorical-cross-entropy`, 'did you mean `cross-entropy`?'],
  ['loss: categorical_crossentropy', `${valid}loss: categorical_crossentropy`, 'did you mean `cross-entropy`?'],
  ['swish', layer('activation: swish'), 'did you mean `silu`?'],
  ['leakyrelu', layer('activation: leakyrelu'), 'did you mean `leaky-relu`?'],
  ['leaky_relu', layer('activation: leaky_relu'), 'did you mean `leaky-relu`?'],
  ['LeakyReLU', layer('activation: LeakyReLU'), 'did you mean `leaky-relu`?'],
  ['negative_slope', layer('activation: { name: leaky-relu, negative_slope: 0.1 }'), 'did you mean `slope`?'],
  ['alpha of leaky-relu', layer('activation: { name: leaky-relu, alpha: 0.1 }'), 'did you mean `slope`?'],
  ['alpha where it is something else', layer('activation: { name: sigmoid, alpha: 0.1 }'), '`alpha` belongs to a name: `activation: { name: elu, alpha: 1 }`'],
  ['glorot', weights('glorot'), 'did you mean `xavier`?'],
  ['kaiming', weights('{ init: kaiming }'), 'did you mean `he`?'],
  ['lr', `${valid}training: { lr: 1 }`, 'did you mean `learningRate`?'],
  ['lr at the top', `${valid}lr: 1`, '`learningRate` belongs in `training`'],
  ['lr beside learningRate', `${valid}training: { learningRate: 1, lr: 1 }`, 'known keys: learningRate, schedule'],
  ['learning_rate', `${valid}training: { learning_rate: 1 }`, 'did you mean `learningRate`?'],
  ['epoch', `${valid}training: { epoch: 1 }`, 'did you mean `epochs`?'],
  ['batch', `${valid}training: { batch: 1 }`, 'did you mean `batchSize`?'],
  ['batch_size', `${valid}training: { batch_size: 1 }`, 'did you mean `batchSize`?'],
  ['momentum', `${valid}training: { momentum: 0.9 }`, '`momentum` is the name of an optimizer: write `optimizer: { name: momentum, beta: 0.9 }` in `training`'],
  ['momentum at the top', `${valid}momentum: 0.9`, '`momentum` is the name of an optimizer: write `optimizer: { name: momentum, beta: 0.9 }` in `training`'],
  ['huber', `${valid}huber: 1`, '`huber` is the name of a loss: write `loss: { name: huber, delta: 1 }` at the top level'],
  ['relu', layer('relu: true'), '`relu` is the name of an activation: write `activation: relu` in a layer'],
];

describe('names from elsewhere', () => {
  it.each(cases)('are understood in hints: %s', (_what, text, hint) => {
    const error = refusal(() => parseSpec(text));
    expect(error.code).toBe('SPEC_INVALID');
    expect(error.hint.slice(0, hint.length)).toBe(hint);
  });
});
