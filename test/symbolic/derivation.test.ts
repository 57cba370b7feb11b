import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ActivationName,
  activationNames,
  activationOf,
} from '../../src/functions/activations.ts';
import { type LossName, lossNames, lossOf } from '../../src/functions/losses.ts';
import { type Optimizer, optimizerNames, optimizers } from '../../src/functions/optimizers.ts';
import { scheduleNames } from '../../src/functions/schedules.ts';
import { rowOfStep } from '../../src/network/batches.ts';
import { buildNetwork, type Network } from '../../src/network/network.ts';
import { diagnose } from '../../src/numeric/diagnose.ts';
import { type Trace, train } from '../../src/numeric/train.ts';
import { columnOf } from '../../src/numeric/value.ts';
import { ref } from '../../src/ref.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { type Box, derivationOf } from '../../src/symbolic/derivation.ts';
import { namesOf } from '../../src/symbolic/names.ts';
import { quantitiesOf } from '../../src/symbolic/quantities.ts';
import { isNearKink } from '../support/kinks.ts';
import { mazur, seed, withData, withTraining } from '../support/specs.ts';
import { evaluate, type Meaning } from '../support/textbook.ts';

const boxesOf = (spec: Spec) => derivationOf(buildNetwork(spec));
const texts = (box: Box) => box.lines.map(({ text }) => text);
const allTexts = (boxes: readonly Box[]) => boxes.flatMap(texts);

/** A network of the given widths, from the inputs to the outputs, with made-up numbers. */
function network(
  widths: number[],
  names: ActivationName[],
  biases = true,
  salt = 0,
  loss: LossName = 'half-squared-error',
): Spec {
  let drawn = salt;
  const numbers = (count: number) =>
    Array.from({ length: count }, () => Number((1.5 * Math.sin(++drawn)).toFixed(3)));
  const [inputs, ...units] = widths;
  const { output, classes } = lossOf(loss, 1);
  const drawnTargets = numbers(widths[widths.length - 1]);
  const all = drawnTargets.reduce((sum, t) => sum + Math.abs(t), 0);
  const targets = classes ? drawnTargets.map((t) => Math.abs(t) / all) : drawnTargets;
  return {
    ...seed,
    inputs: numbers(inputs),
    targets,
    loss,
    layers: units.map((count, l) => ({
      units: count,
      activation: (l === units.length - 1 && output) || names[l % names.length],
      weights: Array.from({ length: count }, () => numbers(widths[l])),
      biases: biases ? numbers(count) : null,
    })),
  };
}

describe('the derivation of the seed lesson', () => {
  const boxes = boxesOf(seed);
  /** As read off a picture: other signs and spaces, `E_Total` once. */
  const asPrinted = (text: string) =>
    text
      .replace(/E_Total/g, 'E_total')
      .replace(/1\/2 \*/g, '½·')
      .replace(/\*/g, '·')
      .replace(/\^2/g, '²')
      .replace(/-/g, '−')
      .replace(/ /g, '');
  const compare = (actual: readonly string[], pictured: readonly string[]) =>
    expect(actual.map((text) => text.replace(/ /g, ''))).toEqual(pictured.map(asPrinted));

  it('has six boxes', () =>
    expect(boxes.map(({ number, title }) => `${number} ${title}`)).toEqual([
      '1 Definitions',
      '2 ∂E_total/∂w5 by the chain rule',
      '3 Gradients of the output layer',
      '4 ∂E_total/∂a_h1 as the sum over all paths',
      '5 Gradients of the hidden layer by the chain rule',
      '6 Gradients of the hidden layer, fully substituted',
    ]));

  it('1 is calc.png', () =>
    compare(texts(boxes[0]).slice(0, 11), [
      'h1 = w1*i1 + w2*i2',
      'h2 = w3*i1 + w4*i2',
      'a_h1 = σ(h1)',
      'a_h2 = σ(h2)',
      'o1 = w5 * a_h1 + w6 * a_h2',
      'o2 = w7 * a_h1 + w8 * a_h2',
      'a_o1 = σ(o1)',
      'a_o2 = σ(o2)',
      'E1 = 1/2 * (t1 - a_o1)^2',
      'E2 = 1/2 * (t2 - a_o2)^2',
      'E_Total = E1 + E2',
    ]));

  // Over its boxes the picture has `1/(1_exp(-x))` and, with x for a and a for t, `d/dx`.
  it('1 ends with the functions at the top of backprop.png', () =>
    expect(texts(boxes[0]).slice(11)).toEqual([
      'σ(x) = 1/(1 + e⁻ˣ)',
      'σ′(x) = σ(x)·(1 − σ(x))',
      'E = ½·(t − a)²',
      '∂/∂a ½·(t − a)² = (t − a)·(−1) = a − t',
    ]));

  it('2 is that of backprop.png, with the value of each factor before they are put in', () => {
    const lines = texts(boxes[1]);
    compare(
      [lines[0], lines[1], lines[5]],
      [
        '∂E_Total/∂w5 = ∂E1/∂w5 + ∂E2/∂w5 = ∂E1/∂w5 + 0 = ∂E1/∂w5',
        '∂E_Total/∂w5 = ∂E1/∂a_o1 * ∂a_o1/∂o1 * ∂o1/∂w5',
        '∂E_Total/∂w5 = (a_o1 - t1) * a_o1 * (1 - a_o1) * a_h1',
      ],
    );
    expect(boxes[1].lines.slice(2)).toEqual([
      { text: '∂E1/∂a_o1 = a_o1 − t1', note: 'slope of the loss' },
      { text: '∂a_o1/∂o1 = a_o1·(1 − a_o1)', note: 'slope of the activation' },
      { text: '∂o1/∂w5 = a_h1', note: 'input of the weight' },
      {
        text: '∂E_total/∂w5 = (a_o1 − t1) · a_o1·(1 − a_o1) · a_h1',
        note: 'all factors put in',
      },
    ]);
  });

  it('3 is gradient2.png', () =>
    compare(texts(boxes[2]), [
      '∂E_total/∂w5 = (a_o1 - t1) * a_o1 * (1 - a_o1) * a_h1',
      '∂E_total/∂w6 = (a_o1 - t1) * a_o1 * (1 - a_o1) * a_h2',
      '∂E_total/∂w7 = (a_o2 - t2) * a_o2 * (1 - a_o2) * a_h1',
      '∂E_total/∂w8 = (a_o2 - t2) * a_o2 * (1 - a_o2) * a_h2',
    ]));

  // The picture has factors and values of a path in one line, the factors of the first path only,
  // and a slip in them: `∂E1/∂a_o1 * ∂a_o1 * ∂a_o1/∂o1`.
  it('4 is that of backprop.png', () =>
    compare(texts(boxes[3]), [
      '∂E_total/∂a_h1 = ∂E1/∂a_h1 + ∂E2/∂a_h1',
      '∂E1/∂a_h1 = ∂E1/∂a_o1 * ∂a_o1/∂o1 * ∂o1 / ∂a_h1',
      '∂E2/∂a_h1 = ∂E2/∂a_o2 * ∂a_o2/∂o2 * ∂o2 / ∂a_h1',
      '∂E1/∂a_h1 = (a_o1 - t1) * a_o1 * (1 - a_o1) * w5',
      '∂E2/∂a_h1 = (a_o2 - t2) * a_o2 * (1 - a_o2) * w7',
      '∂E_total/∂a_h1 = (a_o1 - t1) * a_o1 * (1 - a_o1) * w5 + (a_o2 - t2) * a_o2 * (1 - a_o2) * w7',
      '∂E_total/∂a_h2 = (a_o1 - t1) * a_o1 * (1 - a_o1) * w6 + (a_o2 - t2) * a_o2 * (1 - a_o2) * w8',
    ]));

  it('5 is that of backprop.png, with the factors that are new', () => {
    compare(texts(boxes[4]).slice(0, 4), [
      '∂E_total/∂w1 = ∂E_total/∂a_h1 * ∂a_h1/∂h1 * ∂h1/∂w1',
      '∂E_total/∂w2 = ∂E_total/∂a_h1 * ∂a_h1/∂h1 * ∂h1/∂w2',
      '∂E_total/∂w3 = ∂E_total/∂a_h2 * ∂a_h2/∂h2 * ∂h2/∂w3',
      '∂E_total/∂w4 = ∂E_total/∂a_h2 * ∂a_h2/∂h2 * ∂h2/∂w4',
    ]);
    expect(texts(boxes[4]).slice(4)).toEqual(['∂a_h1/∂h1 = a_h1·(1 − a_h1)', '∂h1/∂w1 = i1']);
  });

  it('6 is gradient1.png', () =>
    compare(texts(boxes[5]), [
      '∂E_total/∂w1 = ((a_o1 - t1) * a_o1 * (1 - a_o1) * w5 + (a_o2 - t2) * a_o2 * (1 - a_o2) * w7) * a_h1 * (1 - a_h1) * i1',
      '∂E_total/∂w2 = ((a_o1 - t1) * a_o1 * (1 - a_o1) * w5 + (a_o2 - t2) * a_o2 * (1 - a_o2) * w7) * a_h1 * (1 - a_h1) * i2',
      '∂E_total/∂w3 = ((a_o1 - t1) * a_o1 * (1 - a_o1) * w6 + (a_o2 - t2) * a_o2 * (1 - a_o2) * w8) * a_h2 * (1 - a_h2) * i1',
      '∂E_total/∂w4 = ((a_o1 - t1) * a_o1 * (1 - a_o1) * w6 + (a_o2 - t2) * a_o2 * (1 - a_o2) * w8) * a_h2 * (1 - a_h2) * i2',
    ]));

  it('sets a wide dot between factors of the chain rule, else a narrow one', () => {
    expect(texts(boxes[3])[1]).toBe('∂E1/∂a_h1 = ∂E1/∂a_o1 · ∂a_o1/∂o1 · ∂o1/∂a_h1');
    expect(texts(boxes[3])[3]).toBe('∂E1/∂a_h1 = (a_o1 − t1) · a_o1·(1 − a_o1) · w5');
    expect(texts(boxes[5])[0]).toBe(
      '∂E_total/∂w1 = ((a_o1 − t1)·a_o1·(1 − a_o1)·w5 + (a_o2 − t2)·a_o2·(1 − a_o2)·w7)·a_h1·(1 − a_h1)·i1',
    );
  });
});

describe('whatever the functions are', () => {
  const boxes = boxesOf(network([2, 2, 1], ['tanh', 'linear']));

  it('a slope that is a sum has brackets as a factor, none alone', () => {
    expect(texts(boxes[4])).toContain('∂a_h1/∂h1 = 1 − a_h1²');
    expect(texts(boxes[5])[0]).toBe('∂E_total/∂w1 = (a_o1 − t1)·w5·(1 − a_h1²)·i1');
  });
  it('a slope of 1 is shown in the chain rule and dropped in the result', () => {
    expect(texts(boxes[1])).toContain('∂E_total/∂w5 = (a_o1 − t1) · 1 · a_h1');
    expect(texts(boxes[2])[0]).toBe('∂E_total/∂w5 = (a_o1 − t1)·a_h1');
  });
  it('a bias has the input 1', () => {
    expect(boxes[2].lines[2]).toEqual({
      text: '∂E_total/∂b3 = a_o1 − t1',
      note: 'a bias has the input 1',
    });
    expect(texts(boxes[4])).toContain('∂E_total/∂b1 = ∂E_total/∂a_h1 · ∂a_h1/∂h1 · ∂h1/∂b1');
    expect(texts(boxes[4])).toContain('∂h1/∂b1 = 1');
    expect(texts(boxes[5]).at(-1)).toBe('∂E_total/∂b2 = (a_o1 − t1)·w6·(1 − a_h2²)');
  });
  it('a single output leaves no sum', () => {
    expect(texts(boxes[1])[0]).toBe('∂E_total/∂w5 = ∂E1/∂w5');
    expect(texts(boxes[3])[0]).toBe('∂E_total/∂a_h1 = ∂E1/∂a_h1');
  });
  it('every function is defined once and says where it is used', () =>
    expect(boxes[0].lines.filter(({ note }) => note?.startsWith('activation:'))).toEqual([
      { text: 'tanh(x) = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ)', note: 'activation: hidden layer' },
      { text: 'f(x) = x', note: 'activation: output layer' },
    ]));
});

describe('whatever the depth is', () => {
  it('no hidden layer ends with the output layer', () => {
    const boxes = boxesOf(network([2, 1], ['sigmoid'], false));
    expect(boxes.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(texts(boxes[2])[1]).toBe('∂E_total/∂w2 = (a_o1 − t1)·a_o1·(1 − a_o1)·i2');
  });

  it('several hidden layers go back with δ, one example a layer', () => {
    const boxes = boxesOf(network([2, 3, 3, 2], ['sigmoid', 'tanh', 'sigmoid']));
    expect(boxes.slice(3).map(({ number, title }) => `${number} ${title}`)).toEqual([
      '4 δ, the gradient of a net input',
      '5 Hidden layer 2, with the δ of the layer after it',
      '6 Hidden layer 1, with the δ of the layer after it',
    ]);
    expect(texts(boxes[3])).toEqual([
      'δ_o1 = ∂E_total/∂o1 = ∂E1/∂a_o1 · ∂a_o1/∂o1',
      'δ_o1 = (a_o1 − t1)·a_o1·(1 − a_o1)',
      'δ_o2 = (a_o2 − t2)·a_o2·(1 − a_o2)',
      '∂E_total/∂w16 = δ_o1 · ∂o1/∂w16 = δ_o1 · a_h2_1',
      '∂E_total/∂a = Σ δ·w',
      'δ = ∂E_total/∂a · ∂a/∂net',
      '∂E_total/∂w = δ · input',
    ]);
    expect(texts(boxes[4]).slice(0, 8)).toEqual([
      '∂E_total/∂a_h2_1 = ∂E_total/∂o1 · ∂o1/∂a_h2_1 + ∂E_total/∂o2 · ∂o2/∂a_h2_1',
      '∂E_total/∂a_h2_1 = δ_o1·w16 + δ_o2·w19',
      'δ_h2_1 = ∂E_total/∂a_h2_1 · ∂a_h2_1/∂h2_1',
      'δ_h2_1 = (δ_o1·w16 + δ_o2·w19) · (1 − a_h2_1²)',
      'δ_h2_2 = (δ_o1·w17 + δ_o2·w20)·(1 − a_h2_2²)',
      'δ_h2_3 = (δ_o1·w18 + δ_o2·w21)·(1 − a_h2_3²)',
      '∂E_total/∂w7 = δ_h2_1 · ∂h2_1/∂w7 = δ_h2_1 · a_h1_1',
      '∂E_total/∂w8 = δ_h2_1·a_h1_2',
    ]);
    expect(texts(boxes[4]).at(-1)).toBe('∂E_total/∂b6 = δ_h2_3');
    expect(texts(boxes[5])[1]).toMatch(/ = δ_h2_1·w7 \+ δ_h2_2·w10 \+ δ_h2_3·w13$/);
    expect(texts(boxes[5])[6]).toBe('∂E_total/∂w1 = δ_h1_1 · ∂h1_1/∂w1 = δ_h1_1 · i1');
  });
});

describe('however wide', () => {
  const boxes = boxesOf(network([30, 40, 20], ['sigmoid', 'tanh']));

  it('every box stays near two dozen short lines', () => {
    expect(Math.max(...boxes.map(({ lines }) => lines.length))).toBeLessThanOrEqual(28);
    expect(Math.max(...allTexts(boxes).map((text) => text.length))).toBeLessThan(180);
  });
  it('has notes only beside lines that leave room for them', () => {
    const deep = boxesOf(network([8, 8, 8, 8, 8], ['sigmoid']));
    const noted = [...boxes, ...deep].flatMap(({ lines }) => lines.filter(({ note }) => note));
    expect(Math.max(...noted.map(({ text }) => text.length))).toBeLessThan(80);
  });
  it.each(lossNames)('so for %s, with softmax if it may be', (loss) => {
    for (const widths of [
      [30, 20],
      [30, 40, 20],
      [8, 8, 8, 8],
      [4, 5, 5],
    ]) {
      const drawn = network(widths, ['tanh'], true, 1, loss);
      for (const spec of [drawn, ...(lossOf(loss, 1).output ? [] : [withSoftmax(drawn)])]) {
        const lines = boxesOf(spec).map((box) => box.lines);
        // The definitions grow with the depth.
        expect(Math.max(...lines.slice(1).map(({ length }) => length))).toBeLessThanOrEqual(28);
        expect(Math.max(...lines.flat().map(({ text }) => text.length))).toBeLessThan(220);
        const noted = lines.flat().filter(({ note }) => note);
        expect(Math.max(...noted.map(({ text }) => text.length))).toBeLessThan(80);
      }
    }
  });
  it('shows the first lines, how many follow, and the last', () =>
    expect(texts(boxes[0]).slice(4, 8)).toEqual([
      'a_h1 = σ(h1)',
      'a_h2 = σ(h2)',
      '… (37 more, by the same pattern)',
      'a_h40 = σ(h40)',
    ]));
  it('shows of a long sum first, second and last, and the bias', () =>
    expect(texts(boxes[0])[0]).toBe('h1 = w1·i1 + w2·i2 + … + w30·i30 + b1'));
  it('does not abridge what is short', () => {
    const [definitions] = boxesOf(network([4, 4, 4], ['sigmoid']));
    expect(texts(definitions)[0]).toBe('h1 = w1·i1 + w2·i2 + w3·i3 + w4·i4 + b1');
    expect(texts(definitions).join()).not.toContain('…');
  });
  it('says through which errors a weight does not reach', () =>
    expect(texts(boxes[1])[0]).toMatch(/ = ∂E1\/∂w1201 \+ 0 \+ … \+ 0 = ∂E1\/∂w1201$/));
});

/**
 * Zeiler, ADADELTA: An Adaptive Learning Rate Method (2012), algorithm 1, with the parameters of rmsprop:
 * the one optimizer of courses whose states read old values of each other.
 */
const adadelta: Optimizer = {
  parameters: optimizers.rmsprop.parameters,
  states: [
    {
      key: 's',
      symbol: 's',
      meaning: 'running mean of the squared gradient',
      cell: '{beta}*{s-}+(1-{beta})*({g}*{g})',
      text: '{beta}·{s-} + (1 − {beta})·{g}²',
    },
    {
      key: 'd',
      symbol: 'd',
      meaning: 'the step, before η',
      cell: 'SQRT({u-}+{epsilon})/SQRT({s}+{epsilon})*{g}',
      text: '√({u-} + {epsilon})/√({s} + {epsilon})·{g}',
    },
    {
      key: 'u',
      symbol: 'u',
      meaning: 'running mean of the squared steps',
      cell: '{beta}*{u-}+(1-{beta})*({d}*{d})',
      text: '{beta}·{u-} + (1 − {beta})·{d}²',
    },
  ],
  update: { cell: '{w}-{eta}*{d}', text: '{w} − {eta}·{d}' },
  advance: (s, { w, g, eta }, { beta, epsilon }) => {
    s[0] = beta * s[0] + (1 - beta) * (g * g);
    s[1] = (Math.sqrt(s[2] + epsilon) / Math.sqrt(s[0] + epsilon)) * g;
    s[2] = beta * s[2] + (1 - beta) * (s[1] * s[1]);
    return w - eta * s[1];
  },
  source: 'Zeiler, ADADELTA: An Adaptive Learning Rate Method (2012)',
  about: 'Adadelta',
};

/** σ, tanh, …: what the functions are called in formulas. */
const functions: Meaning['functions'] = {
  ...Object.fromEntries(
    activationNames.flatMap((each) => {
      const activation = activationOf(each);
      if (activation.kind === 'layer') return [];
      const { symbol, value, slope } = activation;
      const [name] = symbol.value.split('(');
      return [
        [name, value],
        [`${name}′`, (x: number) => slope(x, value(x))],
      ];
    }),
  ),
  huber: (d) => lossOf('huber', 1).value(d, 0, 0, []),
  exp: Math.exp,
  ln: Math.log,
  max: Math.max,
  min: Math.min,
  sign: Math.sign,
  cos: Math.cos,
};

/** Every value of a row by its name on paper, as the engine computed it. */
function engineValues(network: Network, row = 0): Map<string, number> {
  const names = namesOf(network);
  const trace = train(network);
  const run = { trace, diagnosis: diagnose(trace) };
  const step = ref('step');
  return new Map(
    [step, ...quantitiesOf(network).map((q) => q.ref)].map((r) => {
      const left = r.kind === 'gradNet' ? 'δ_' : '$1∂E_total/∂';
      return [names.of(r).replace(/^(mean )?∂E\/∂/, left), columnOf(run, r)(row)];
    }),
  );
}

/**
 * What the definitions of box 1 alone make of every name; a derivative is a central difference of
 * them, so that nothing of backpropagation is taken on trust.
 */
function definedValues(definitions: Box, given: ReadonlyMap<string, number>): Meaning['value'] {
  const formulas = new Map(texts(definitions).map((text) => text.split(' = ') as [string, string]));
  const value = (name: string, fixed: ReadonlyMap<string, number>): number => {
    const known = new Map(fixed);
    const look = (inner: string): number => {
      const formula = formulas.get(inner);
      const result =
        known.get(inner) ??
        (formula ? evaluate(formula, { value: look, functions }) : given.get(inner)!);
      known.set(inner, result);
      return result;
    };
    return look(name);
  };
  return (name) => {
    const [, above, below] = name.replace(/^δ_/, '∂E_total/∂').match(/^∂(\w+)\/∂(\w+)$/) ?? [];
    if (!above) return value(name, new Map());
    const middle = value(below, new Map());
    // Not so far that the logarithm of a small share bends, nor so little that E does not change.
    const size = Math.abs(middle) < 0.01 && middle !== 0 ? 100 * Math.abs(middle) + 1e-4 : 1;
    const h = 1e-5 * Math.max(size, Math.abs(middle));
    const [up, down] = [h, -h].map((step) => value(above, new Map([[below, middle + step]])));
    return (up - down) / (2 * h);
  };
}

const scalarNames = activationNames.filter((name) => activationOf(name).kind === 'scalar');

const withSoftmax = ({ layers, ...spec }: Spec): Spec => ({
  ...spec,
  layers: layers.map((layer, l) =>
    l === layers.length - 1 ? { ...layer, activation: 'softmax' } : layer,
  ),
});

/** Whether an output is so near 0 or 1 that a difference quotient of its logarithm says nothing. */
const isSaturated = ({ network, layers }: Trace) =>
  network.loss.net !== null &&
  layers[layers.length - 1].activation.some((a) => a < 1e-4 || a > 0.995);

/** Lines with a pattern in place of quantities, which stand for no number. */
const isPattern = (text: string) => /…|Σ δ|^δ =|δ · input|←|mean of/.test(text);

/** All sides of all lines agree by the definitions alone, and with the engine to the last digits. */
function expectTrue(spec: Spec): void {
  const built = buildNetwork(spec);
  const [definitions, ...boxes] = derivationOf(built);
  const engine = engineValues(built);
  const byDefinition: Meaning = { value: definedValues(definitions, engine), functions };
  const byEngine: Meaning = { value: (name) => engine.get(name) ?? Number.NaN, functions };
  const scale = 1 + engine.get('E_total')!;
  for (const [left, ...sides] of texts(definitions).map((text) => text.split(' = '))) {
    if (!engine.has(left) || sides.join().includes('…')) continue;
    for (const side of sides) {
      const value = evaluate(side, { value: (name) => engine.get(name)!, functions });
      expect(Math.abs(value - engine.get(left)!), left).toBeLessThan(1e-9 * scale);
    }
  }
  for (const text of allTexts(boxes).filter((line) => !isPattern(line))) {
    const sides = text.split(' = ');
    const [left, ...right] = sides.map((side) => evaluate(side, byDefinition));
    for (const value of right) {
      expect(Math.abs(value - left), text).toBeLessThan(1e-5 * (scale + Math.abs(left)));
    }
    // The engine has no ∂E1/∂w5 or ∂o1/∂w5: what names them is NaN by the engine.
    const [expected, ...exact] = sides
      .map((side) => evaluate(side, byEngine))
      .filter((value) => !Number.isNaN(value));
    for (const value of exact) {
      expect(Math.abs(value - expected), text).toBeLessThan(1e-10 * (scale + Math.abs(expected)));
    }
  }
}

describe('every line is true in numbers', () => {
  it.each<[string, Spec]>([
    ['seed', seed],
    ['mazur', mazur],
    ['tanh and linear', network([2, 3, 2], ['tanh', 'linear'])],
    ['linear and tanh, no biases', network([3, 2, 3], ['linear', 'tanh'], false)],
    ['one of each', network([1, 1, 1], ['tanh'])],
    ['no hidden layer', network([3, 2], ['sigmoid'])],
    ['deep', network([2, 3, 3, 2], ['sigmoid', 'tanh', 'linear'])],
    ...lossNames.flatMap((loss): [string, Spec][] =>
      [
        [2, 3],
        [2, 3, 2],
        [2, 2, 3, 4],
        [3, 2, 1],
      ].flatMap((widths): [string, Spec][] => [
        [`${widths} for ${loss}`, network(widths, ['tanh'], true, 3, loss)],
        [
          `${widths} for ${loss}, softmax unless it needs another`,
          network(
            widths,
            [...widths.slice(2).map(() => 'tanh' as const), 'softmax'],
            true,
            5,
            loss,
          ),
        ],
      ]),
    ),
  ])('%s', (_, spec) => expectTrue(spec));

  it('of any network whose sums are written out', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 }),
        fc.array(fc.constantFrom(...scalarNames), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        fc.nat(1000),
        fc.constantFrom(...lossNames),
        fc.boolean(),
        (widths, names, biases, salt, loss, softmax) => {
          const drawn = network(widths, names, biases, salt, loss);
          const spec = softmax && !lossOf(loss, 1).output ? withSoftmax(drawn) : drawn;
          const trace = train(buildNetwork(withTraining(spec, { steps: 0 })));
          fc.pre(!isNearKink(trace) && !isSaturated(trace));
          expectTrue(spec);
        },
      ),
      { seed: 3 },
    ));

  it.each<[string, Spec]>([
    ['seed', seed],
    ['mazur', mazur],
    ['tanh and linear', network([2, 3, 2], ['tanh', 'linear'])],
    ['softmax', network([2, 3, 3], ['tanh'], true, 2, 'cross-entropy')],
    ['binary', network([2, 3, 2], ['tanh'], true, 2, 'binary-cross-entropy')],
  ])('%s: every weight and bias has its gradient substituted', (_, spec) => {
    const built = buildNetwork(spec);
    const boxes = derivationOf(built);
    const engine = engineValues(built);
    const stated = new Map(
      [...texts(boxes[2]), ...texts(boxes[5])].map((text) => text.split(' = ') as [string, string]),
    );
    const parameters = [...engine.keys()].filter((name) => /^∂E_total\/∂[wb]\d+$/.test(name));
    expect([...stated.keys()].sort()).toEqual(parameters.sort());
    for (const [name, formula] of stated) {
      expect(formula).not.toContain('∂');
      const value = evaluate(formula, { value: (inner) => engine.get(inner)!, functions });
      expect(value).toBeCloseTo(engine.get(name)!, 14);
    }
  });
});

describe('the definitions of the functions', () => {
  const right = (equation: string) => equation.split(' = ').slice(1);
  const points = [-3, -0.5, 0.25, 1, 2];

  it.each(scalarNames)('%s', (name) => {
    const activation = activationOf(name);
    if (activation.kind === 'layer') return;
    const { definition, value, slope } = activation;
    for (const x of points) {
      const meaning = { value: () => x, functions };
      for (const text of right(definition.value)) {
        expect(evaluate(text, meaning)).toBeCloseTo(value(x), 12);
      }
      for (const text of right(definition.slope)) {
        expect(evaluate(text, meaning)).toBeCloseTo(slope(x, value(x)), 12);
      }
    }
  });

  it.each(lossNames)('%s', (name) => {
    const { definition, value, slope, output } = lossOf(name, 2);
    for (const [t, a] of output
      ? [0.1, 0.5, 0.9].map((a) => [0.25, a])
      : points.map((x) => [x, x / 2 + 0.1])) {
      // What stands for another letter: d = t − a.
      const letters: Record<string, number> = { t, a, d: t - a };
      const meaning = { value: (letter: string) => letters[letter], functions };
      const sides = (equation: string) => right(equation).map((side) => side.replace(/, d$/, ''));
      for (const text of sides(definition.value).filter((side) => side !== 't − a')) {
        if (!output) expect(evaluate(text, meaning)).toBeCloseTo(value(t, a, 0, []), 12);
      }
      for (const text of sides(definition.slope)) {
        expect(evaluate(text, meaning)).toBeCloseTo(slope(t, a), 12);
      }
    }
  });
});

describe('the collapse of softmax and cross-entropy', () => {
  const spec: Spec = { ...withSoftmax(seed), targets: [1, 0], loss: 'cross-entropy' };
  const boxes = boxesOf(spec);

  it('is shown step by step', () =>
    expect(boxes[1].lines).toEqual([
      { text: '∂E_total/∂w5 = ∂E1/∂w5 + ∂E2/∂w5' },
      {
        text: '∂E_total/∂w5 = ∂E_total/∂o1 · ∂o1/∂w5',
        note: 'chain rule: w5 reaches every error, through o1',
      },
      {
        text: '∂E_total/∂o1 = ∂E1/∂a_o1 · ∂a_o1/∂o1 + ∂E2/∂a_o2 · ∂a_o2/∂o1',
        note: 'over all outputs: o1 moves each',
      },
      { text: '∂E1/∂a_o1 = −t1/a_o1', note: 'slopes of the loss' },
      { text: '∂E2/∂a_o2 = −t2/a_o2' },
      { text: '∂a_o1/∂o1 = a_o1·(1 − a_o1)', note: 'slopes of the activation' },
      { text: '∂a_o2/∂o1 = −a_o2·a_o1' },
      { text: '∂E_total/∂o1 = (−t1/a_o1) · a_o1·(1 − a_o1) + (−t2/a_o2) · (−a_o2·a_o1)' },
      { text: '∂E_total/∂o1 = −t1·(1 − a_o1) + t2·a_o1', note: 'multiplied out' },
      { text: '∂E_total/∂o1 = (t1 + t2)·a_o1 − t1', note: 'put together' },
      { text: '∂E_total/∂o1 = a_o1 − t1', note: 'the targets add up to 1' },
      { text: '∂o1/∂w5 = a_h1', note: 'input of the weight' },
      { text: '∂E_total/∂w5 = (a_o1 − t1) · a_h1', note: 'put in' },
    ]));
  it('leaves δ · input', () => {
    expect(texts(boxes[2])[3]).toBe('∂E_total/∂w8 = (a_o2 − t2)·a_h2');
    expect(texts(boxes[5])[0]).toBe(
      '∂E_total/∂w1 = ((a_o1 − t1)·w5 + (a_o2 − t2)·w7)·a_h1·(1 − a_h1)·i1',
    );
  });
  it('has E as it is defined and as it is computed', () =>
    expect(texts(boxes[0])).toContain('E2 = −t2·ln(a_o2) = t2·(max_o + ln(Σexp_o) − o2)'));
});

describe('the collapse of sigmoid and binary cross-entropy', () => {
  const boxes = boxesOf({ ...seed, loss: 'binary-cross-entropy' });

  it('is shown step by step', () =>
    expect(texts(boxes[1]).slice(1, 8)).toEqual([
      '∂E_total/∂w5 = ∂E1/∂o1 · ∂o1/∂w5',
      '∂E1/∂o1 = ∂E1/∂a_o1 · ∂a_o1/∂o1',
      '∂E1/∂a_o1 = −t1/a_o1 + (1 − t1)/(1 − a_o1)',
      '∂a_o1/∂o1 = a_o1·(1 − a_o1)',
      '∂E1/∂o1 = (−t1/a_o1 + (1 − t1)/(1 − a_o1)) · a_o1·(1 − a_o1)',
      '∂E1/∂o1 = −t1·(1 − a_o1) + (1 − t1)·a_o1',
      '∂E1/∂o1 = a_o1 − t1',
    ]));
});

describe('softmax with another loss', () => {
  const boxes = boxesOf(withSoftmax(seed));

  it('sums over the outputs, and goes on with δ', () => {
    expect(texts(boxes[2])[0]).toBe(
      '∂E_total/∂w5 = ((a_o1 − t1)·a_o1·(1 − a_o1) + (a_o2 − t2)·(−a_o2·a_o1))·a_h1',
    );
    expect(boxes.slice(3).map(({ title }) => title)).toEqual([
      'δ, the gradient of a net input',
      'Hidden layer, with the δ of the layer after it',
    ]);
    expect(texts(boxes[3]).slice(0, 2)).toEqual([
      'δ_o1 = ∂E_total/∂o1',
      'δ_o1 = ∂E1/∂a_o1 · ∂a_o1/∂o1 + ∂E2/∂a_o2 · ∂a_o2/∂o1',
    ]);
  });
});

describe('the update', () => {
  const last = (spec: Spec) => boxesOf(spec).at(-1)!;
  const batch = withData(
    seed,
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    [
      [0, 1],
      [1, 0],
      [0, 1],
    ],
  );

  it('is not spelled out for gradient descent on one sample', () =>
    expect(boxesOf(seed)).toHaveLength(6));
  it('has the mean of a batch', () =>
    expect(last(batch)).toEqual({
      number: 7,
      title: 'The mean over the batch, and the update',
      lines: [
        {
          text: 'mean ∂E_total/∂w1 = mean of ∂E_total/∂w1',
          note: 'over the samples of the batch',
        },
        {
          text: 'w1 ← w1 − η·mean ∂E_total/∂w1',
          note: 'so for each weight, and each bias that is trained',
        },
      ],
    }));
  it('has penalties, the schedule and what the optimizer remembers', () =>
    expect(
      texts(
        last(
          withTraining(seed, {
            optimizer: { name: 'rmsprop', weightDecay: 0.1 },
            schedule: 'exponential',
          }),
        ),
      ),
    ).toEqual([
      'g_w1 = ∂E_total/∂w1 + λ·w1',
      'η = η₀·γ^step',
      's_w1 ← β·s_w1 + (1 − β)·g_w1²',
      'w1 ← w1 − η·g_w1/(√s_w1 + ε)',
    ]));

  const plans = optimizerNames.flatMap((optimizer) =>
    scheduleNames.map((schedule) => ({ optimizer, schedule })),
  );
  it.each(plans)('of $optimizer with $schedule is true in numbers', ({ optimizer, schedule }) => {
    const plan = { optimizer: { name: optimizer, weightDecay: 0.1, l1: 0.01 }, schedule } as const;
    for (const spec of [seed, batch]) {
      expectTrueInNumbers(buildNetwork(withTraining(spec, { ...plan, steps: 5, batchSize: 2 })));
    }
  });

  it('says which value is meant where a state reads the old one of another', () => {
    for (const spec of [seed, batch]) {
      const plan = { optimizer: 'rmsprop', steps: 5, batchSize: 2 } as const;
      const built = buildNetwork(withTraining(spec, plan));
      const network = { ...built, descent: { ...built.descent, optimizer: adadelta } };
      expectTrueInNumbers(network);
      expect(texts(derivationOf(network).at(-1)!).slice(-4)).toEqual([
        expect.stringMatching(/^s_w1 ← β·s_w1 \+ \(1 − β\)·/),
        expect.stringMatching(/^d_w1 ← √\(old u_w1 \+ ε\)\/√\(s_w1 \+ ε\)·/),
        'u_w1 ← β·u_w1 + (1 − β)·d_w1²',
        'w1 ← w1 − η·d_w1',
      ]);
    }
  });

  function expectTrueInNumbers(built: Network): void {
    // From the batch of step 2 to the first row of step 3.
    const [before, after] = [2, 3].map((step) => engineValues(built, rowOfStep(built, step)));
    const lines = texts(derivationOf(built).at(-1)!).filter(
      (text) => !/mean of|up from/.test(text),
    );
    expect(lines.length).toBeGreaterThan(1);
    for (const text of lines) {
      const [left, right] = text.split(/ = | ← /);
      const moves = text.includes('←');
      const isState = (name: string) => /^\p{L}\p{M}?_w1$/u.test(name) && !name.startsWith('g_');
      const value = (name: string): number => {
        if (name === 'π') return Math.PI;
        if (name.startsWith('old ')) return before.get(name.slice(4))!;
        const given = settings(built).get(name);
        if (given !== undefined) return given;
        const isNew = moves && (name === 'step' || (isState(name) && name !== left));
        return (isNew ? after : before).get(name)!;
      };
      const expected = (moves ? after : before).get(left)!;
      expect(evaluate(right, { value, functions }), text).toBeCloseTo(expected, 12);
    }
  }

  /** η, or η₀, and the other hyper-parameters by their symbols. */
  const settings = ({ descent, learningRate }: Network) =>
    new Map([
      [descent.schedule ? 'η₀' : 'η', learningRate],
      ...descent.settings.map(({ parameter, value }) => [parameter.symbol, value] as const),
    ]);
});
