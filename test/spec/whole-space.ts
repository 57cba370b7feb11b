import fc from 'fast-check';
import { activationNames, activations } from '../../src/functions/activations.ts';
import { initialiserNames } from '../../src/functions/initialisers.ts';
import { type LossName, type LossRow, losses, lossNames } from '../../src/functions/losses.ts';
import { type ChoicePath, choicePlaces } from '../../src/spec/choices.ts';
import type { DataSpec, InitSpec, LayerSpec, Spec, TrainingSpec } from '../../src/spec/spec.ts';
import { checkName } from '../../src/spec/values.ts';

/**
 * Every spec that a file can hold, small ones: all rows of all tables with any parameters, drawn
 * weights, data sets, batches. What test/support has is for numbers that a workbook can be checked
 * by; this one is for what can be said at all, so its numbers are any.
 */
export function wholeSpace(): fc.Arbitrary<Spec> {
  return fc
    .record({
      widths: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 4 }),
      loss: fc.constantFrom(...lossNames),
      samples: fc.option(fc.integer({ min: 1, max: 6 })),
    })
    .chain(({ widths, loss, samples }) => specOf(widths, loss, samples));
}

// fast-check likes objects without prototype; YAML makes ordinary ones.
const ordinary = { noNullPrototype: true };
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x));
const numbers = (length: number) => fc.array(number, { minLength: length, maxLength: length });
const many = <T>(one: fc.Arbitrary<T>, length: number) =>
  fc.array(one, { minLength: length, maxLength: length });
const text = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 60 })
  .filter((name) => checkName(name).length === 0);
const seed = fc.maxSafeNat();

function specOf([inputs, ...units]: number[], loss: LossName, samples: number | null) {
  const outputs = units[units.length - 1];
  const data = samples === null ? fc.constant(null) : dataOf(samples, inputs, outputs, loss);
  return fc
    .record(
      {
        name: text,
        inputs: numbers(inputs),
        targets: targetsFor(loss, outputs),
        data,
        layers: fc.tuple(
          ...units.map((count, l) =>
            layerOf(count, l === 0 ? inputs : units[l - 1], l === units.length - 1 ? loss : null),
          ),
        ),
        loss: choice<Spec['loss']>('loss', loss),
        training: trainingOf(samples),
        compare: fc.uniqueArray(number, { maxLength: 5 }),
      },
      ordinary,
    )
    .map((spec): Spec => {
      if (spec.data === null) return spec;
      return { ...spec, inputs: spec.data.inputs[0], targets: spec.data.targets[0] };
    });
}

/** Shares of one whole where the loss takes them for classes. */
function targetsFor(loss: LossName, outputs: number): fc.Arbitrary<number[]> {
  const { classes }: LossRow = losses[loss];
  if (classes === null) return numbers(outputs);
  if (classes === 'half') return many(fc.double({ min: 0, max: 1, noNaN: true }), outputs);
  return fc
    .integer({ min: 0, max: outputs - 1 })
    .map((right) => Array.from({ length: outputs }, (_, j) => Number(j === right)));
}

function dataOf(samples: number, inputs: number, outputs: number, loss: LossName) {
  return fc.record<DataSpec>(
    {
      inputs: many(numbers(inputs), samples),
      targets: many(targetsFor(loss, outputs), samples),
      inputNames: fc.option(many(text, inputs)),
      targetNames: fc.option(many(text, outputs)),
      standardise: fc.boolean(),
    },
    ordinary,
  );
}

type DenseSpec = Omit<
  Extract<LayerSpec, { units: number; kind?: 'dense' }>,
  'kind' | 'recurrentWeights'
>;

/** @param loss of an output layer; null for a hidden one. */
function layerOf(units: number, inputs: number, loss: LossName | null) {
  const row: LossRow | null = loss && losses[loss];
  const possible = activationNames.filter((name) =>
    row ? (row.output ?? name) === name : activations[name].kind === 'scalar',
  );
  return fc.record<DenseSpec>(
    {
      units: fc.constant(units),
      activation: fc
        .constantFrom(...possible)
        .chain((name) => choice<LayerSpec['activation']>('layers[].activation', name)),
      weights: fc.oneof(many(numbers(inputs), units), drawn),
      biases: fc.oneof(fc.constant(null), numbers(units), drawn),
    },
    ordinary,
  );
}

const drawn = fc.record<InitSpec>({ init: fc.constantFrom(...initialiserNames), seed }, ordinary);

function trainingOf(samples: number | null) {
  const any = <T>(path: ChoicePath) =>
    fc.constantFrom(...Object.keys(choicePlaces[path].rows)).chain((name) => choice<T>(path, name));
  return fc.record<TrainingSpec>(
    {
      learningRate: number,
      schedule: any<TrainingSpec['schedule']>('training.schedule'),
      optimizer: any<TrainingSpec['optimizer']>('training.optimizer'),
      steps: fc.integer({ min: 1, max: 9 }),
      batchSize:
        samples === null ? fc.constant(null) : fc.option(fc.integer({ min: 1, max: samples })),
      shuffle: samples === null ? fc.constant(null) : fc.option(seed),
      trainBiases: fc.boolean(),
    },
    ordinary,
  );
}

/** A row by its name, or with some of its parameters. */
function choice<T>(path: ChoicePath, name: string): fc.Arbitrary<T> {
  const rows: (typeof choicePlaces)[ChoicePath]['rows'] = choicePlaces[path].rows;
  const parameters = Object.entries(rows[name]).map(([key, { least, most, whole }]) => {
    const any = whole
      ? fc.integer({ min: least, max: most })
      : fc.double({ min: least, max: most, noNaN: true }).map((x) => (x === 0 ? 0 : x));
    return [key, any] as const;
  });
  return fc
    .record(Object.fromEntries(parameters), { requiredKeys: [], ...ordinary })
    .map((given) =>
      Object.keys(given).length === 0 ? name : { name, ...given },
    ) as fc.Arbitrary<T>;
}
