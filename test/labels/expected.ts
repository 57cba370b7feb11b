import { nameOf } from '../../src/functions/choice.ts';
import type { Network } from '../../src/network/network.ts';
import { parametersOf, stepGradientOf } from '../../src/network/parameters.ts';
import { diagnose } from '../../src/numeric/diagnose.ts';
import type { Run } from '../../src/numeric/run.ts';
import { train } from '../../src/numeric/train.ts';
import { columnOf } from '../../src/numeric/value.ts';
import { ref } from '../../src/ref.ts';
import { namesOf } from '../../src/symbolic/names.ts';

/** What a training came to, added up here from the rows of the engine's trace. */
export interface Outcome {
  readonly run: Run;
  readonly steps: readonly number[];
  /** Complete epochs. */
  readonly epochs: readonly number[];
  epochOf(step: number): number;
  /** The step in which an epoch ends. */
  lastStepOf(epoch: number): number;
  /** The mean E_total of a step's batch, and of an epoch. */
  costOf(step: number): number;
  costOfEpoch(epoch: number): number;
  /** The share of samples that are classified right. */
  accuracyOf(step: number): number;
  accuracyOfEpoch(epoch: number): number;
  rateOf(step: number): number;
  /** Of a parameter, or of the gradient that moves it, by the name that stands on the sheets. */
  valueOf(name: string, step: number): number;
  /** The root mean square of a layer's weights, or of their gradients; null: no layer is called so. */
  sizeOf(layer: string, of: 'weights' | 'gradients', step: number): number | null;
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export function outcomeOf(network: Network, rate = network.learningRate): Outcome {
  const trace = train(network, rate);
  const run = { trace, diagnosis: diagnose(trace) };
  const size = Math.min(network.batches.size, network.samples.length);
  const perEpoch = Math.ceil(network.samples.length / size);
  const rows = Array.from({ length: trace.rows }, (_, row) => row);
  const stepOf = (row: number) => columnOf(run, ref('step'))(row);
  const rowsOf = (step: number) => rows.filter((row) => stepOf(row) === step);
  const rowsOfEpoch = (epoch: number) =>
    rows.filter((row) => Math.floor(stepOf(row) / perEpoch) === epoch);
  const { of } = namesOf(network);
  const refs = parametersOf(network).flatMap((r) => [r, stepGradientOf(network, r)]);
  const byName = new Map(refs.map((r) => [of(r), columnOf(run, r)]));
  const layerOf = (title: string) => {
    const [, number] = /^Hidden layer(?: (\d+))?$/.exec(title) ?? [title, undefined];
    if (title === 'Output layer') return network.layers.length - 1;
    return title.startsWith('Hidden layer') ? Number(number ?? 1) - 1 : null;
  };
  const over = (values: Float64Array, of: readonly number[]) => mean(of.map((row) => values[row]));
  const hits = () => trace.hits!;
  return {
    run,
    steps: Array.from({ length: network.steps + 1 }, (_, step) => step),
    epochs: Array.from({ length: Math.floor((network.steps + 1) / perEpoch) }, (_, e) => e),
    epochOf: (step) => Math.floor(step / perEpoch),
    lastStepOf: (epoch) => (epoch + 1) * perEpoch - 1,
    costOf: (step) => over(trace.totals, rowsOf(step)),
    costOfEpoch: (epoch) => over(trace.totals, rowsOfEpoch(epoch)),
    accuracyOf: (step) => over(hits(), rowsOf(step)),
    accuracyOfEpoch: (epoch) => over(hits(), rowsOfEpoch(epoch)),
    rateOf: (step) => trace.rates?.[rowsOf(step)[0]] ?? rate,
    valueOf(name, step) {
      const value = byName.get(name);
      if (value === undefined) throw new Error(`there is no parameter ${name}`);
      return value(rowsOf(step).at(-1)!);
    },
    sizeOf(title, what, step) {
      const l = layerOf(title);
      if (l === null) return null;
      const row = rowsOf(step).at(-1)!;
      const squares = parametersOf(network)
        .filter(({ kind, layer }) => kind === 'weight' && layer === l)
        .map((r) => columnOf(run, what === 'weights' ? r : stepGradientOf(network, r))(row) ** 2);
      return Math.sqrt(mean(squares));
    },
  };
}

/** The names of the functions that a network was described with. */
export function functionNames({ spec }: Network) {
  const { optimizer, schedule } = spec.training;
  return {
    activations: spec.layers.map(({ activation }) => nameOf(activation)),
    loss: nameOf(spec.loss),
    optimizer: nameOf(optimizer),
    schedule: nameOf(schedule),
  };
}
