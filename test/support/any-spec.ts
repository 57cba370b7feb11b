import fc from 'fast-check';
import { activationNames, activations } from '../../src/functions/activations.ts';
import type { Choice } from '../../src/functions/choice.ts';
import { initialiserNames } from '../../src/functions/initialisers.ts';
import { type LossRow, losses, lossNames } from '../../src/functions/losses.ts';
import { optimizerNames, optimizers, penalties } from '../../src/functions/optimizers.ts';
import type { CellParameter, FunctionParameter } from '../../src/functions/parameters.ts';
import { scheduleNames, schedules } from '../../src/functions/schedules.ts';
import type { DataSpec, InitSpec, LayerSpec, Spec } from '../../src/spec/spec.ts';

export interface SpaceOptions {
  readonly maxSteps?: number;
  /** Learning rates to compare. */
  readonly maxRates?: number;
  readonly maxSamples?: number;
  /** Whether there is a data set: true, false, or now and then. */
  readonly data?: boolean;
  /** Whether optimizer and schedule are anything but plain gradient descent: as above. */
  readonly descent?: boolean;
}

/** Three decimals, as a person would type; fast-check's doubles would mostly be all but zero. */
const number = (bound: number) =>
  fc.integer({ min: -1000 * bound, max: 1000 * bound }).map((x) => x / 1000);

/** Objects as parsed YAML has them. */
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>;

const flag = (wanted: boolean | undefined) =>
  wanted === undefined ? fc.boolean() : fc.constant(wanted);

/**
 * Any network a person might describe: depth 1–4, width 1–5, and whatever the tables have, with
 * parameters; one sample or several. No row is named: a new one is in it at once.
 */
export function anySpec(options: SpaceOptions = {}): fc.Arbitrary<Spec> {
  const { maxSteps = 4, maxRates = 2, maxSamples = 6 } = options;
  return fc
    .record({
      widths: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 5 }),
      numbers: fc.infiniteStream(number(2)),
      eighths: fc.infiniteStream(fc.integer({ min: 0, max: 8 })),
      activations: fc.infiniteStream(choiceOf(activationNames, activations, isScalar)),
      output: choiceOf(activationNames, activations),
      biases: fc.infiniteStream(fc.boolean()),
      inits: fc.infiniteStream(fc.option(init, { freq: 4 })),
      loss: choiceOf(lossNames, losses),
      plan: planOf(maxSteps, options.descent),
      data: flag(options.data).chain((some) => (some ? dataPlan(maxSamples) : fc.constant(null))),
      compare: fc.uniqueArray(rate, { maxLength: maxRates }),
    })
    .map(({ widths, numbers, eighths, loss, plan, data, compare, ...streams }) => {
      const take = (count: number): number[] => Array.from({ length: count }, () => next(numbers));
      const [inputs, ...units] = widths;
      const outputs = units[units.length - 1];
      const { output, classes }: LossRow = losses[nameIn(loss)];
      const layers = units.map((count, l): LayerSpec => {
        const isOutput = l === units.length - 1;
        const [ofWeights, ofBiases] = [next(streams.inits), next(streams.inits)];
        return {
          units: count,
          activation: isOutput ? (output ?? streams.output) : next(streams.activations),
          weights: ofWeights ?? Array.from({ length: count }, () => take(widths[l])),
          biases: next(streams.biases) ? (ofBiases ?? take(count)) : null,
        };
      });
      const targets = () => targetsFor(classes, outputs, () => next(eighths), take);
      const rows = Array.from({ length: data?.samples ?? 1 }, () => [take(inputs), targets()]);
      const spec: Spec = {
        name: 'Random',
        inputs: rows[0][0],
        targets: rows[0][1],
        data: data && {
          inputs: rows.map(([x]) => x),
          targets: rows.map(([, t]) => t),
          inputNames: data.named ? take(inputs).map((_, k) => `input ${k + 1}`) : null,
          targetNames: data.named ? take(outputs).map((_, k) => `class ${k + 1}`) : null,
          standardise: data.standardise,
        },
        layers,
        loss,
        training: { batchSize: null, shuffle: null, ...plan, ...data?.batches },
        compare,
      };
      return spec;
    });
}

/** Targets that the loss allows: shares of 1, each between 0 and 1, or any numbers. */
function targetsFor(
  classes: LossRow['classes'],
  count: number,
  eighth: () => number,
  take: (count: number) => number[],
): number[] {
  if (classes === null) return take(count);
  if (classes === 'half') return Array.from({ length: count }, () => eighth() / 8);
  // Cuts of eighths: they add up to exactly 1.
  let rest = 8;
  return Array.from({ length: count }, (_, j) => {
    const share = j === count - 1 ? rest : Math.min(rest, eighth());
    rest -= share;
    return share / 8;
  });
}

/** Learning rates from hardly learning to beyond all learning, some of them negative. */
const rate = fc
  .tuple(fc.integer({ min: -600, max: 600 }), fc.constantFrom(1, 1, 1, -1))
  .map(([exponent, sign]) => Number((sign * 10 ** (exponent / 100)).toPrecision(4)));

const init: fc.Arbitrary<InitSpec> = record({
  init: fc.constantFrom(...initialiserNames),
  seed: fc.nat(),
});

function planOf(maxSteps: number, descent: boolean | undefined) {
  const common = {
    learningRate: rate,
    steps: fc.integer({ min: 1, max: maxSteps }),
    trainBiases: fc.boolean(),
  };
  const optimizerRows = Object.fromEntries(
    Object.entries(optimizers).map(([name, { about, parameters }]) => [
      name,
      { about, parameters: { ...penaltyParameters, ...parameters } },
    ]),
  );
  const plain = { optimizer: fc.constant('sgd'), schedule: fc.constant('constant') } as const;
  const any = {
    optimizer: choiceOf(optimizerNames, optimizerRows),
    schedule: choiceOf(scheduleNames, schedules),
  };
  return flag(descent).chain((some) => record({ ...common, ...(some ? any : plain) }));
}

const penaltyParameters = Object.fromEntries(
  Object.entries(penalties).map(([key, { parameter }]) => [key, parameter]),
);

function dataPlan(maxSamples: number) {
  return fc.integer({ min: 1, max: maxSamples }).chain((samples) =>
    record({
      samples: fc.constant(samples),
      standardise: fc.boolean() satisfies fc.Arbitrary<DataSpec['standardise']>,
      named: fc.boolean(),
      batches: record({
        batchSize: fc.option(fc.integer({ min: 1, max: samples })),
        shuffle: fc.option(fc.nat()),
      }),
    }),
  );
}

interface Row {
  readonly about: string;
  readonly kind?: string;
  readonly parameters?: Readonly<Record<string, FunctionParameter | CellParameter>>;
}

const isScalar = ({ kind }: Row) => kind === 'scalar';

/** A row of a table, sometimes with some of its parameters. */
function choiceOf<Name extends string>(
  names: readonly Name[],
  rows: Readonly<Record<string, Row>>,
  allowed: (row: Row) => boolean = () => true,
): fc.Arbitrary<Choice<Name>> {
  return fc.constantFrom(...names.filter((name) => allowed(rows[name]))).chain((name) => {
    const parameters = Object.entries(rows[name].parameters ?? {});
    const values = Object.fromEntries(parameters.map(([key, row]) => [key, parameterValue(row)]));
    return fc.oneof(
      fc.constant(name),
      fc
        .record(values, { requiredKeys: [], noNullPrototype: true })
        .map((given): Choice<Name> => ({ ...given, name }) as Choice<Name>),
    );
  });
}

/** A value that its row allows, of a size that a person would type. */
function parameterValue(row: FunctionParameter | CellParameter): fc.Arbitrary<number> {
  const scale = 'whole' in row && row.whole ? 1 : 1000;
  const bound = scale === 1 ? 8 : 3;
  const [least, most] = [Math.max(row.least, -bound), Math.min(row.most, bound)];
  return fc
    .integer({ min: Math.ceil(least * scale), max: Math.floor(most * scale) })
    .map((x) => x / scale);
}

const nameIn = <Name extends string>(choice: Choice<Name>): Name =>
  typeof choice === 'string' ? choice : choice.name;

function next<T>(stream: Iterator<T>): T {
  return stream.next().value as T;
}
