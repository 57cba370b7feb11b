import type { ActivationRow } from '../functions/activation.ts';
import { activations } from '../functions/activations.ts';
import { givenParameters, nameOf } from '../functions/choice.ts';
import { partCount } from '../functions/long-sums.ts';
import { type LossRow, losses } from '../functions/losses.ts';
import { type Optimizer, optimizers, penalties } from '../functions/optimizers.ts';
import { type Schedule, schedules } from '../functions/schedules.ts';
import { partColumns, testedUnits } from '../functions/unit-parts.ts';
import { sheetLimits } from './limits.ts';
import { fanInOf, type ShapedLayer, shapesOf } from './shapes.ts';
import type { Spec } from './spec.ts';
import { type LongSums, longSumsIn } from './sums.ts';

/** What one needs to know of a spec to count its quantities. */
export type Sized = Pick<
  Spec,
  'inputs' | 'inputShape' | 'targets' | 'data' | 'layers' | 'loss' | 'training'
>;

/** ∂E/∂a, ∂a/∂net and ∂E/∂net. */
const chainRulePerUnit = 3;
/** `finite`, `settled`, `direction`, `turns`, `saturated` and `dead`. */
const diagnostics = 6;
/** Those of them that are read where a period ends: `settled`, `direction` and `turns`. */
const diagnosticsOfPeriods = 3;

/**
 * How many values one row of the training table has: its columns without those that say which row
 * it is.
 *
 * Pure arithmetic on the declared sizes, so that a spec can be judged before anything is allocated.
 */
export function quantitiesPerStep(spec: Sized): number {
  const count = quantitiesWithoutSums(spec);
  // What does not fit anyway is not counted product by product.
  if (count > sheetLimits.columns) return count;
  const sums = longSumsOf(spec);
  return count + sums.nets + sums.gradients + totalParts(spec);
}

function quantitiesWithoutSums(spec: Sized): number {
  const { inputs, targets, data, training } = spec;
  const loss: LossRow = losses[nameOf(spec.loss)];
  const optimizer: Optimizer = optimizers[nameOf(training.optimizer)];
  const given = inputs.length + targets.length;
  const schedule: Schedule = schedules[nameOf(training.schedule)];
  const rate = schedule.isConstant ? 0 : 1;
  let count = given + rate;
  const shapes = shapesOf(spec);
  for (const [index, shape] of shapes.entries()) {
    const { units, parts, weightParts, constants } = shape;
    const weights = shape.rows * fanInOf(shape);
    const ofBiases = biasesIn(shape);
    const parameters = weights + ofBiases;
    const trained = weights + (training.trainBiases ? ofBiases : 0);
    count += constants.length + weightParts + (parts > 1 ? parts * ofBiases : 0);
    // Every weight and bias is there with its gradient, in batches also with its mean.
    count += (data ? 3 : 2) * parameters;
    count += trained * (optimizer.states.length + (hasPenalties(training) ? 1 : 0));
    const row = rowOf(shape);
    count += forwardPerUnit * units + sharedOf(row) + chainOf(row, units);
    if (loss.net && index === shapes.length - 1) count += units;
  }
  const errorsAndTotal = targets.length + 1;
  return count + errorsAndTotal + outcomesOf(spec, loss) + diagnostics + partsIn(spec, loss);
}

/** Columns for the parts of long sums in the layers. */
function longSumsOf(spec: Pick<Spec, 'inputs' | 'inputShape' | 'layers'>): LongSums {
  const ofLayers = shapesOf(spec).map((shape, l) =>
    longSumsIn(shape, { reads: l > 0, biases: shape.spec.biases !== null }),
  );
  return {
    nets: ofLayers.reduce((sum, { nets }) => sum + nets, 0),
    gradients: ofLayers.reduce((sum, { gradients }) => sum + gradients, 0),
  };
}

/** The same of E_total. */
const totalParts = ({ targets }: Pick<Spec, 'targets'>) => partCount(targets.length);

/** Columns for the parts of what tests more units than a formula can. */
function partsIn(spec: Sized, loss: LossRow): number {
  const tested = testedUnits(
    shapesOf(spec).map((shape) => ({ units: shape.units, activation: rowOf(shape) })),
  );
  const outputs = spec.data && loss.classes === 'half' ? spec.targets.length : 0;
  return [tested.saturated, tested.dead, [outputs]].reduce(
    (sum, units) => sum + partColumns(units),
    0,
  );
}

/** Net input and activation. */
const forwardPerUnit = 2;

/** Values of a forward pass, from net inputs to activations. */
export function forwardValues(spec: Pick<Spec, 'inputs' | 'inputShape' | 'layers'>): number {
  const count = shapesOf(spec).reduce(
    (sum, shape) => sum + forwardPerUnit * shape.units + sharedOf(rowOf(shape)),
    0,
  );
  return count > sheetLimits.columns ? count : count + longSumsOf(spec).nets;
}

/** The errors and what they come to. */
export function errorValues(spec: Pick<Spec, 'targets'>): number {
  return spec.targets.length + totalParts(spec) + 1;
}

/** Weights and biases of the network. */
export function parameterCount(spec: Pick<Spec, 'inputs' | 'inputShape' | 'layers'>): number {
  return shapesOf(spec).reduce(
    (sum, shape) => sum + shape.rows * fanInOf(shape) + biasesIn(shape),
    0,
  );
}

/** Those of them that training moves. */
export function trainedCount(
  spec: Pick<Sized, 'inputs' | 'inputShape' | 'layers' | 'training'>,
): number {
  const all = parameterCount(spec);
  if (spec.training.trainBiases) return all;
  return all - shapesOf(spec).reduce((sum, shape) => sum + biasesIn(shape), 0);
}

function biasesIn({ spec, rows }: ShapedLayer): number {
  return spec.biases ? rows : 0;
}

function rowOf({ spec }: ShapedLayer): ActivationRow {
  return activations[nameOf(spec.activation)];
}

/** Values that the units of a layer share. */
function sharedOf(row: ActivationRow): number {
  return row.kind === 'layer' ? row.shared.length : 0;
}

/** The chain rule through a layer; where each net input moves every activation, a slope for each pair. */
function chainOf(row: ActivationRow, units: number): number {
  if (row.kind === 'scalar') return chainRulePerUnit * units;
  const slopes = units * units;
  return slopes + (chainRulePerUnit - 1) * units;
}

/**
 * How many cells of the training table stay empty: of what a batch or an epoch comes to, only the row
 * that ends it holds a number.
 */
export function emptyCells(spec: Sized): number {
  const { data, training } = spec;
  if (!data) return 0;
  const [rows, steps] = [tableRows(spec), training.steps + 1];
  const loss: LossRow = losses[nameOf(spec.loss)];
  const means = parameterCount(spec);
  const biases = shapesOf(spec).reduce((sum, shape) => sum + biasesIn(shape), 0);
  const fixed = training.trainBiases ? 0 : biases;
  const ofSteps = means + (hasPenalties(training) ? means - fixed : 0) + (loss.classes ? 2 : 1);
  const ofPeriods = diagnosticsOfPeriods + (periodIsStep(spec) ? 0 : 1);
  return ofSteps * (rows - steps) + ofPeriods * (rows - periodCount(spec));
}

/** Over how many steps, or complete epochs, the verdict judges a training. */
export function periodCount(spec: Pick<Sized, 'data' | 'training'>): number {
  const steps = spec.training.steps + 1;
  return periodIsStep(spec) ? steps : Math.floor(steps / batchesOf(spec).perEpoch);
}

/** Whether the verdict judges batches: each is an epoch, or there are not two complete epochs. */
function periodIsStep({ data, training }: Pick<Sized, 'data' | 'training'>): boolean {
  const { perEpoch } = batchesOf({ data, training });
  return perEpoch === 1 || training.steps + 1 < 2 * perEpoch;
}

function hasPenalties({ optimizer }: Spec['training']): boolean {
  const { parameters }: Optimizer = optimizers[nameOf(optimizer)];
  const given = givenParameters(optimizer);
  return Object.entries(penalties).some(([name, { parameter }]) => {
    const amount = given[name] ?? parameter.default;
    return !Object.hasOwn(parameters, name) && amount !== 0;
  });
}

/** What a batch comes to: its cost, what is right in it, and the cost of its epoch. */
function outcomesOf({ data, training }: Sized, loss: LossRow): number {
  if (!data) return 0;
  const hitAndAccuracy = loss.classes ? 2 : 0;
  const costOfEpoch = periodIsStep({ data, training }) ? 0 : 1;
  return 1 + hitAndAccuracy + costOfEpoch;
}

/** Rows of the training table of so many samples, without dealing them out. */
export function rowCount(samples: number, size: number, steps: number): number {
  const perEpoch = Math.ceil(samples / size);
  const epochs = Math.floor((steps + 1) / perEpoch);
  return epochs * samples + ((steps + 1) % perEpoch) * size;
}

/** Rows of the training table: one a step, with a data set one a sample of each step's batch. */
export function tableRows({ data, training }: Pick<Sized, 'data' | 'training'>): number {
  if (!data) return training.steps + 1;
  return rowCount(data.inputs.length, batchesOf({ data, training }).size, training.steps);
}

/** Samples of a batch, and batches of an epoch. */
export function batchesOf({ data, training }: Pick<Sized, 'data' | 'training'>) {
  const samples = data?.inputs.length ?? 1;
  const size = Math.min(training.batchSize ?? samples, samples);
  return { size, perEpoch: Math.ceil(samples / size) };
}
