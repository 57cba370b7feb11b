import type { Chance } from '../chance.ts';
import { call, type Node, named, num, over, range, ref, sum, times } from '../expression.ts';
import type { Model, Quantity } from '../model.ts';
import {
  type Activation,
  type ActivationName,
  activations,
  errorOf,
  type LossName,
  losses,
  lossNames,
} from '../scalars.ts';
import { type Style, sumOf } from '../style.ts';
import { type Descent, drawDescent, givenOf, parameterOf, settingsOf } from './descent.ts';

/** Layers in a chain, one sample a row: always the same, another in each row, or several side by side. */
export interface Dense {
  readonly widths: readonly number[];
  readonly activations: readonly (ActivationName | 'softmax')[];
  readonly biases: 'none' | 'trained' | 'fixed';
  readonly loss: LossName;
  readonly samples: number;
  readonly online: boolean;
  /** Gradients are the samples' mean, or their sum. */
  readonly joined: 'mean' | 'sum';
  readonly descent: Descent;
  readonly style: Style;
  readonly steps: number;
  readonly start: () => number;
  readonly input: () => number;
  readonly target: () => number;
  /** A factor that the gradients lack, in all columns alike. */
  readonly constant: number;
}

const units = ['h', 'g', 'f'];

export function drawDense(chance: Chance, style: Style): Model {
  const hidden = chance.pick([0, 1, 1, 1, 1, 2]);
  const loss = chance.pick<LossName>(['half', 'half', ...lossNames]);
  const width = () => chance.pick([1, 2, 2, 2, 3]);
  const output = chance.pick<ActivationName | 'softmax'>(losses[loss].outputs);
  const outputs = output === 'softmax' ? chance.pick([2, 3]) : width();
  const samples = chance.pick([1, 1, 1, 1, 1, 2, 3]);
  const isUnit = loss === 'binary cross-entropy' || loss === 'cross-entropy';
  const draft = {
    widths: [
      chance.pick([1, 2, 2, 2, 3]),
      ...Array.from({ length: hidden }, () => chance.pick([2, 2, 2, 3])),
      outputs,
    ],
    activations: [
      ...Array.from({ length: hidden }, () =>
        chance.pick<ActivationName>([
          'sigmoid',
          'sigmoid',
          'tanh',
          'relu',
          'leaky relu',
          'softplus',
        ]),
      ),
      output,
    ],
    biases: chance.pick(['none', 'none', 'trained', 'trained', 'fixed'] as const),
    loss,
    samples,
    online: samples === 1 && chance.yes(0.25),
    joined: chance.pick(['mean', 'mean', 'sum'] as const),
    descent: drawDescent(chance, style),
    style,
    steps: chance.whole(5, 12),
    start: () => Number(chance.between(-0.9, 1).toFixed(2)) || 0.3,
    input: () => Number(chance.between(0.1, 1.5).toFixed(2)),
    target: () => (isUnit ? chance.pick([0, 1]) : Number(chance.between(0.05, 0.95).toFixed(2))),
    constant: loss === 'squared' && chance.yes(0.2) ? 0.5 : 1,
  };
  return denseOf(draft);
}

/** All quantities, from left to right as the sheet of the seed has them. */
export function denseOf(dense: Dense): Model {
  const { widths, samples, style, descent, biases, steps } = dense;
  const outputs = widths[widths.length - 1];
  const suffix = (s: number) => (samples === 1 ? '' : `.${s + 1}`);
  const all = Array.from({ length: samples }, (_, s) => suffix(s));
  const layers = layersOf(dense);
  const quantities: Quantity[] = [...settingsOf(descent)];
  const count = dense.online ? steps : 1;
  const values = (next: () => number) => {
    const drawn = Array.from({ length: count }, next);
    return count === 1 ? drawn[0] : drawn;
  };
  for (const s of all) {
    const hot = Math.floor(dense.target() * 0.99 * outputs);
    for (let j = 0; j < outputs; j++) {
      const one = dense.loss === 'cross-entropy' ? () => Number(j === hot) : dense.target;
      quantities.push(givenOf(style, 'target', `t${j + 1}${s}`, values(one)));
    }
    for (let k = 0; k < widths[0]; k++) {
      quantities.push(givenOf(style, 'input', `i${k + 1}${s}`, values(dense.input)));
    }
  }
  const memory: Quantity[] = [];
  const trained: string[] = [];
  for (const layer of layers) {
    const parameters = [...layer.weights.flat(), ...layer.biases];
    for (const key of parameters) {
      const kind = key.startsWith('b') ? 'bias' : 'weight';
      const start = dense.start();
      if (kind === 'bias' && biases === 'fixed') {
        quantities.push(givenOf({ ...style, givens: 'once' }, 'input', key, start));
        quantities[quantities.length - 1] = {
          ...quantities[quantities.length - 1],
          kind,
          name: key,
        };
        continue;
      }
      trained.push(key);
      const made = parameterOf(
        descent,
        { key, kind, start },
        samples === 1 ? `d_${key}` : `D_${key}`,
      );
      quantities.push(made.parameter);
      memory.push(...made.memory);
    }
    for (const s of all) quantities.push(...forwardOf(dense, layer, s));
  }
  for (const s of all) quantities.push(...errorsOf(dense, layers, s));
  if (samples > 1) {
    const totals = all.map((s) => ref(`E${s}`));
    quantities.push({ key: 'E', kind: 'total', name: '', formula: joinedOf(dense, totals) });
  }
  for (const s of all) quantities.push(...backwardOf(dense, layers, s));
  for (const s of all) quantities.push(...gradientsOf(dense, layers, s, trained));
  if (samples > 1) {
    for (const key of trained) {
      quantities.push({
        key: `D_${key}`,
        kind: 'mean gradient',
        name: key,
        formula: named(
          'mean',
          joinedOf(
            dense,
            all.map((s) => ref(`d_${key}${s}`)),
          ),
        ),
      });
    }
  }
  quantities.push(...memory);
  const shape = widths.join('-');
  return {
    about: `${shape}, ${dense.activations.join('/')}, ${dense.loss}, ${descent.optimizer}${samples > 1 ? `, ${samples} samples` : dense.online ? ', another sample a row' : ''}, ${style.gradients}`,
    quantities,
    steps,
    siblings: siblingsOf(dense, layers, all),
    constant: dense.constant,
  };
}

interface Layer {
  readonly units: number;
  readonly letter: string;
  readonly activation: ActivationName | 'softmax';
  /** Keys of what the units read, without the sample. */
  readonly sources: readonly string[];
  /** By unit, by source. */
  readonly weights: readonly (readonly string[])[];
  readonly biases: readonly string[];
}

function layersOf({ widths, activations: names, biases }: Dense): Layer[] {
  let [weight, bias] = [0, 0];
  return names.map((activation, l) => {
    const isOutput = l === names.length - 1;
    const count = widths[l + 1];
    const sources = Array.from({ length: widths[l] }, (_, k) =>
      l === 0 ? `i${k + 1}` : `a_${units[l - 1]}${k + 1}`,
    );
    return {
      units: count,
      letter: isOutput ? 'o' : units[l],
      activation,
      sources,
      weights: Array.from({ length: count }, () => sources.map(() => `w${++weight}`)),
      biases: biases === 'none' ? [] : Array.from({ length: count }, () => `b${++bias}`),
    };
  });
}

function joinedOf({ joined, style }: Dense, terms: readonly Node[]): Node {
  if (joined === 'sum') return sumOf(style, terms);
  return style.sums === 'sum' ? call('AVERAGE', ...terms) : over(sum(terms), num(terms.length));
}

function forwardOf({ style }: Dense, layer: Layer, s: string): Quantity[] {
  const { letter, activation, sources, weights, biases } = layer;
  const nets = weights.map((row, j): Quantity => {
    const products = row.map((w, k) =>
      style.inputFirst ? times(ref(sources[k] + s), ref(w)) : times(ref(w), ref(sources[k] + s)),
    );
    const bias = biases[j] === undefined ? [] : [ref(biases[j])];
    const product =
      style.sums === 'sumproduct' && row.length > 1
        ? call('SUMPRODUCT', range(row), range(sources.map((source) => source + s)))
        : null;
    const formula = product ? sum([product, ...bias]) : sumOf(style, [...products, ...bias]);
    return { key: `${letter}${j + 1}${s}`, kind: 'net', name: `${letter}${j + 1}`, formula };
  });
  if (activation === 'softmax') {
    const powers = nets.map(({ key }) => call('EXP', ref(key)));
    const outputs = nets.map(({ name }, j): Quantity => {
      const formula = over(powers[j], sumOf(style, powers));
      return { key: `a_${name}${s}`, kind: 'activation', name, formula };
    });
    return [...nets, ...outputs];
  }
  const { value }: Activation = activations[activation];
  return nets.flatMap((net) => [
    net,
    {
      key: `a_${net.name}${s}`,
      kind: 'activation' as const,
      name: net.name,
      formula: value(style, ref(net.key)),
    },
  ]);
}

function errorsOf({ loss, style }: Dense, layers: readonly Layer[], s: string): Quantity[] {
  const { units: count } = layers[layers.length - 1];
  const { value, total } = losses[loss];
  const each = Array.from({ length: count }, (_, j): Quantity => {
    const formula = value(style, ref(`t${j + 1}${s}`), ref(`a_o${j + 1}${s}`));
    return { key: `E${j + 1}${s}`, kind: 'error', name: String(j + 1), formula };
  });
  const formula = total(
    style,
    each.map(({ key }) => ref(key)),
  );
  // With one output its error is the loss.
  if (count === 1 && loss !== 'mean')
    return [{ ...each[0], key: `E${s}`, kind: 'total', name: '' }];
  return [...each, { key: `E${s}`, kind: 'total', name: '', formula }];
}

/** ∂E/∂net of a unit, spelt out to the loss, or as the column that holds it. */
function delta(dense: Dense, layers: readonly Layer[], l: number, j: number, s: string): Node {
  const { letter } = layers[l];
  if (dense.style.gradients !== 'expanded') return ref(`δ_${letter}${j + 1}${s}`);
  return spelt(dense, layers, l, j, s);
}

function factorsAt(dense: Dense, layers: readonly Layer[], l: number, j: number, s: string) {
  const { letter, activation } = layers[l];
  const [net, a] = [ref(`${letter}${j + 1}${s}`), ref(`a_${letter}${j + 1}${s}`)];
  const isOutput = l === layers.length - 1;
  const { slope: lossSlope } = losses[dense.loss] as (typeof losses)[LossName];
  const t = ref(`t${j + 1}${s}`);
  if (isOutput && (lossSlope === null || activation === 'softmax')) {
    return { gradient: [errorOf(t, a)], slope: num(1) };
  }
  const slope = named('slope', activations[activation as ActivationName].slope(net, a));
  if (isOutput) {
    const factors = lossSlope!(t, a, layers[l].units);
    return { gradient: dense.constant === 0.5 ? factors.slice(1) : factors, slope };
  }
  const next = layers[l + 1];
  const paths = next.weights.map((row, m) => {
    const weight = ref(row[j]);
    const inner = delta(dense, layers, l + 1, m, s);
    return dense.style.inputFirst ? times(weight, inner) : times(inner, weight);
  });
  return { gradient: [named('paths', sum(paths))], slope };
}

function spelt(dense: Dense, layers: readonly Layer[], l: number, j: number, s: string): Node {
  const { gradient, slope } = factorsAt(dense, layers, l, j, s);
  return times(...gradient, slope);
}

/** The columns between the loss and the gradients. */
function backwardOf(dense: Dense, layers: readonly Layer[], s: string): Quantity[] {
  const { gradients } = dense.style;
  if (gradients === 'expanded') return [];
  return [...layers.keys()].reverse().flatMap((l) =>
    Array.from({ length: layers[l].units }, (_, j): Quantity[] => {
      const name = `${layers[l].letter}${j + 1}`;
      const own: Quantity = {
        key: `δ_${name}${s}`,
        kind: 'delta',
        name,
        formula: spelt(dense, layers, l, j, s),
      };
      const { gradient, slope } = factorsAt(dense, layers, l, j, s);
      if (gradients === 'deltas' || slope.kind === 'number') return [own];
      const [first, second] = [`da_${name}${s}`, `s_${name}${s}`];
      return [
        { key: first, kind: 'activation gradient', name, formula: times(...gradient) },
        { key: second, kind: 'slope', name, formula: slope },
        { ...own, formula: times(ref(first), ref(second)) },
      ];
    }).flat(),
  );
}

function gradientsOf(
  dense: Dense,
  layers: readonly Layer[],
  s: string,
  trained: readonly string[],
): Quantity[] {
  const each = layers.flatMap(({ weights, biases, sources }, l) =>
    weights.flatMap((row, j) => {
      const back = () => delta(dense, layers, l, j, s);
      const ofWeights = row.map((key, k): [string, Node] => {
        const source = ref(sources[k] + s);
        return [key, dense.style.inputFirst ? times(source, back()) : times(back(), source)];
      });
      return [
        ...ofWeights,
        ...(biases[j] === undefined ? [] : [[biases[j], back()] as [string, Node]]),
      ];
    }),
  );
  return each
    .filter(([key]) => trained.includes(key))
    .map(([key, formula]) => ({ key: `d_${key}${s}`, kind: 'gradient', name: key, formula }));
}

function siblingsOf(dense: Dense, layers: readonly Layer[], all: readonly string[]): string[][] {
  const { widths } = dense;
  const numbered = (prefix: string, count: number, s: string) =>
    Array.from({ length: count }, (_, k) => `${prefix}${k + 1}${s}`);
  return [
    ...layers.map(({ weights }) => weights.flat()),
    ...layers.map(({ biases }) => [...biases]),
    ...all.flatMap((s) => [
      numbered('i', widths[0], s),
      numbered('t', widths[widths.length - 1], s),
      ...layers.flatMap(({ letter, units: count }) =>
        [letter, `a_${letter}`, `δ_${letter}`].map((prefix) => numbered(prefix, count, s)),
      ),
    ]),
  ].filter((keys) => keys.length > 1);
}
