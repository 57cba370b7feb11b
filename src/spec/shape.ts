import { countOf } from '../layers/kind.ts';
import { layerKind } from '../layers/kinds.ts';
import { valueAt } from './places.ts';
import { type Path, type Problem, plural } from './problem.ts';
import { kindOf, type ShapedLayer, shapeLayers, shapesOf, type Unshaped } from './shapes.ts';
import type { InitSpec, LayerSpec, Spec } from './spec.ts';

type Shaped = Pick<Spec, 'inputs' | 'inputShape' | 'targets' | 'data' | 'layers'>;

/** The layer that cannot read what comes before it, if there is one. */
export function misfitIn(spec: Unshaped): Problem | undefined {
  const shaped = shapeLayers(spec);
  if (!('says' in shaped)) return undefined;
  const { layer, key, says, hint } = shaped;
  return { path: ['layers', layer, ...(key === null ? [] : [key])], says, hint };
}

/** Whether weights, biases and targets fit the units; what does not. */
export function checkShapes(spec: Shaped): Problem[] {
  const { targets, data } = spec;
  const shapes = shapesOf(spec);
  const problems = shapes.flatMap(checkLayer);
  const outputs = countOf(shapes.at(-1)!.outputs);
  if (targets.length !== outputs) {
    problems.push({
      path: data ? ['data', 'targets'] : ['targets'],
      says: `the last layer has ${plural(outputs, 'unit')}, so ${data ? 'each sample needs' : 'targets needs'} ${plural(outputs, data ? 'target' : 'number')}; it has ${targets.length}`,
      hint: 'give one target per unit of the last layer, or change its units',
    });
  }
  return problems;
}

function checkLayer({ spec: layer, rows, blocks }: ShapedLayer, index: number): Problem[] {
  const { biases } = layer;
  const path = ['layers', index];
  const unit = layerKind(kindOf(layer)).inWindows ? 'filter' : 'unit';
  // Only when needed: the first number that is written out costs 15 ms.
  const has = () => `layer ${index + 1} has ${plural(rows, unit)}`;
  const problems: Problem[] = [];
  for (const { key, columns } of blocks) {
    const weights = layer[key];
    if (!weights) {
      problems.push({
        path,
        says: `layer ${index + 1} is recurrent and has no ${key}`,
        hint: `write \`${key}: { init: xavier, seed: 42 }\`, or one row per unit and in it one number per unit`,
      });
      continue;
    }
    // What is drawn fits of itself.
    const misfit = 'init' in weights ? undefined : matrixMisfit(weights, rows, columns);
    if (!misfit) continue;
    const needs = `${plural(rows, 'row')} of ${plural(columns, 'number')}`;
    const read =
      unit === 'filter'
        ? `windows of ${plural(columns, 'number')}`
        : key === 'weights'
          ? plural(columns, 'input')
          : 'reads as many activations';
    problems.push({
      path: [...path, key, ...misfit.at],
      says: `${has()} and ${read}, so ${key} needs ${needs}; ${misfit.got}`,
      hint: isTransposed(weights as Matrix, rows, columns)
        ? `turn the matrix: one row per ${unit}, and in it one number per input`
        : `write for example \`${matrixExample(rows, columns, key)}\``,
    });
  }
  if (biases !== null && !('init' in biases) && biases.length !== rows) {
    problems.push({
      path: [...path, 'biases'],
      says: `${has()}, so biases needs ${plural(rows, 'number')}; it has ${biases.length}`,
      hint: `give one bias per ${unit}, or leave the key out for a layer without biases`,
    });
  }
  return problems;
}

type Matrix = Exclude<LayerSpec['weights'], InitSpec>;

function matrixMisfit(weights: Matrix, rows: number, columns: number) {
  if (weights.length !== rows) return { at: [], got: `it has ${weights.length}` };
  const at = weights.findIndex(({ length }) => length !== columns);
  const row = weights[at];
  return row && { at: [at], got: `row ${at + 1} has ${row.length}` };
}

function isTransposed(weights: Matrix, rows: number, columns: number): boolean {
  return weights.length === columns && weights.every(({ length }) => length === rows);
}

/**
 * How many numbers a list of a spec needs by what else the spec says; undefined where nothing tells.
 * The spec need not be valid.
 */
export function declaredWidth(path: Path, raw: unknown): number | undefined {
  const [top, second, third] = path;
  const layers = valueAt(raw, ['layers']);
  const unitsOf = (index: number) => sizeOf(valueAt(layers, [index, 'units']));
  const last = Array.isArray(layers) ? layers.length - 1 : 0;
  const firstRow = sizeOf(valueAt(layers, [0, 'weights', 0]));
  const samples = sizeOf(valueAt(raw, ['inputs'])) ?? sizeOf(valueAt(raw, ['data', 'inputs', 0]));
  if (path.length === 1 && top === 'inputs') return firstRow;
  if (path.length === 1 && top === 'targets') return unitsOf(last);
  if (path.length === 3 && top === 'data' && second === 'inputs') {
    return sizeOf(valueAt(raw, ['data', 'inputNames'])) ?? firstRow;
  }
  if (path.length === 3 && top === 'data' && second === 'targets') {
    return sizeOf(valueAt(raw, ['data', 'targetNames'])) ?? unitsOf(last);
  }
  if (top !== 'layers' || typeof second !== 'number') return undefined;
  if (path.length === 3 && third === 'biases') return unitsOf(second);
  if (path.length === 4 && third === 'weights') return second > 0 ? unitsOf(second - 1) : samples;
  return undefined;
}

/** A count, or the length of a list. */
function sizeOf(value: unknown): number | undefined {
  if (Array.isArray(value)) return value.length;
  return isCount(value) ? value : undefined;
}

/** The weights to write in a layer of a spec that is not valid yet, as far as it tells its shape. */
export function weightsExample(path: Path, raw: unknown): string | undefined {
  const [layers, index, key, row] = path;
  if (layers !== 'layers' || typeof index !== 'number' || key !== 'weights') return undefined;
  // A key of weights that are drawn.
  if (typeof row === 'string') return undefined;
  const { inputs, layers: all } = raw as { inputs?: unknown; layers: { units?: unknown }[] };
  // Of data the inputs are not always to be counted: a text may stand for several.
  const units = all[index]?.units;
  const fanIn = index > 0 ? all[index - 1]?.units : Array.isArray(inputs) ? inputs.length : 0;
  return isCount(units) && isCount(fanIn) ? matrixExample(units, fanIn) : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0;
}

const mostNumbers = 16;

function matrixExample(rows: number, columns: number, key = 'weights'): string {
  if (rows * columns > mostNumbers) {
    return `${key}: [[…], …], ${plural(rows, 'row')} of ${plural(columns, 'number')}`;
  }
  const number = (k: number) => String((15 + 5 * k) / 100);
  const row = (unit: number) =>
    `[${Array.from({ length: columns }, (_, input) => number(unit * columns + input)).join(', ')}]`;
  return `${key}: [${Array.from({ length: rows }, (_, unit) => row(unit)).join(', ')}]`;
}
