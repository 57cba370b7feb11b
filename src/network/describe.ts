import { givenParameters, nameOf } from '../functions/choice.ts';
import { countOf } from '../layers/kind.ts';
import type { LayerKindName } from '../layers/kinds.ts';
import { comparedRates } from '../spec/compared.ts';
import { batchesOf, parameterCount, quantitiesPerStep } from '../spec/count.ts';
import { googleCells, sheetLimits } from '../spec/limits.ts';
import { fanInOf, type ShapedLayer, shapesOf } from '../spec/shapes.ts';
import { cellCount, type SheetSize, sheetSizes } from '../spec/sheets.ts';
import type { InitSpec, Spec } from '../spec/spec.ts';
import { descentOf } from './settings.ts';

/** What a workbook would hold, and how large it would be; what `explain --json` prints. */
export interface Description {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly layers: readonly DescribedLayer[];
  /** Weights and biases. */
  readonly parameters: number;
  readonly loss: DescribedFunction;
  readonly optimizer: DescribedFunction;
  readonly schedule: DescribedFunction;
  readonly learningRate: number;
  readonly steps: number;
  readonly trainBiases: boolean;
  /** null for a network of one sample. */
  readonly data: DescribedData | null;
  readonly compare: readonly number[];
  /** Values that a row of `Training` computes. */
  readonly quantities: number;
  /** The sheets whose size goes by the network and its training. */
  readonly sheets: readonly (Omit<SheetSize, 'empty'> & { readonly cells: number })[];
  /** Of these sheets together. */
  readonly cells: number;
  readonly limits: readonly Limit[];
}

/** A row of a table, with every parameter. */
export interface DescribedFunction {
  readonly name: string;
  readonly parameters: Readonly<Record<string, number | undefined>>;
}

export interface DescribedLayer {
  readonly kind: LayerKindName;
  /** In words: `3 units`. */
  readonly shape: string;
  /** Net inputs, and as many activations, at all places. */
  readonly units: number;
  /** Of these, what the next layer or the loss reads. */
  readonly outputs: number;
  /** Weights of one row. */
  readonly inputs: number;
  readonly activation: DescribedFunction;
  readonly weights: number;
  /** How the weights were drawn; null if they were given. */
  readonly weightsDrawn: InitSpec | null;
  readonly biases: number;
  readonly biasesDrawn: InitSpec | null;
}

export interface DescribedData {
  readonly samples: number;
  readonly batchSize: number;
  readonly stepsPerEpoch: number;
  /** Complete passes through all samples. */
  readonly epochs: number;
  readonly shuffle: number | null;
  readonly standardise: boolean;
}

export interface Limit {
  readonly what: string;
  readonly used: number;
  readonly limit: number;
  readonly state: 'fine' | 'near' | 'beyond';
}

/** Describes what a spec would make. Pure arithmetic: nothing is trained or laid out. */
export function describeSpec(spec: Spec): Description {
  const { training, data } = spec;
  const sizes = sheetSizes(spec);
  const sheets = sizes.map((size) => {
    const { sheet, rows, columns } = size;
    return { sheet, rows, columns, cells: cellCount([size]) };
  });
  const cells = cellCount(sizes);
  const { settings } = descentOf(training);
  const withSettings = (name: string, of: 'optimizer' | 'schedule'): DescribedFunction => ({
    name,
    parameters: Object.fromEntries(
      settings.filter((each) => each.of === of).map(({ key, value }) => [key, value]),
    ),
  });
  const { size, perEpoch } = batchesOf(spec);
  const most = (of: 'rows' | 'columns') => Math.max(...sheets.map((sheet) => sheet[of]));
  return {
    name: spec.name,
    inputs: spec.inputs.length,
    outputs: spec.targets.length,
    layers: shapesOf(spec).map(describeLayer),
    parameters: parameterCount(spec),
    loss: { name: nameOf(spec.loss), parameters: givenParameters(spec.loss) },
    optimizer: withSettings(nameOf(training.optimizer), 'optimizer'),
    schedule: withSettings(nameOf(training.schedule), 'schedule'),
    learningRate: training.learningRate,
    steps: training.steps,
    trainBiases: training.trainBiases,
    data: data && {
      samples: data.inputs.length,
      batchSize: size,
      stepsPerEpoch: perEpoch,
      epochs: Math.floor(training.steps / perEpoch),
      shuffle: training.shuffle,
      standardise: data.standardise,
    },
    compare: comparedRates(spec),
    quantities: quantitiesPerStep(spec),
    sheets,
    cells,
    limits: [
      limit('columns of a sheet', most('columns'), sheetLimits.columns),
      limit('rows of a sheet', most('rows'), sheetLimits.rows),
      limit('cells in Google Sheets', cells, googleCells),
    ],
  };
}

function describeLayer(shape: ShapedLayer): DescribedLayer {
  const { activation, weights, biases } = shape.spec;
  const { kind, units, rows, outputs, shapeText } = shape;
  const inputs = fanInOf(shape);
  return {
    kind,
    shape: shapeText,
    units,
    outputs: countOf(outputs),
    inputs,
    activation: { name: nameOf(activation), parameters: givenParameters(activation) },
    weights: rows * inputs,
    weightsDrawn: 'init' in weights ? weights : null,
    biases: biases ? rows : 0,
    biasesDrawn: biases && 'init' in biases ? biases : null,
  };
}

/** From this share of a limit on it is worth a word. */
const nearly = 0.8;

function limit(what: string, used: number, most: number): Limit {
  const state = used > most ? 'beyond' : used >= nearly * most ? 'near' : 'fine';
  return { what, used, limit: most, state };
}
