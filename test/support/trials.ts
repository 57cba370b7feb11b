import { buildNetwork } from '../../src/network/network.ts';
import { ref } from '../../src/ref.ts';
import { shapesOf } from '../../src/spec/shapes.ts';
import type { Spec } from '../../src/spec/spec.ts';
import type { Edit } from '../engines/edit.ts';
import { inputCells } from './input-cells.ts';
import { withTypedRate } from './specs.ts';

/** A workbook, what is typed into it, and the description that it then amounts to. */
export interface Trial {
  readonly name: string;
  readonly spec: Spec;
  readonly edits: readonly Edit[];
  readonly edited: Spec;
}

/** Another η, another first weight and another input. */
export function trialOf(name: string, spec: Spec): Trial {
  const cells = inputCells(spec);
  const { layers } = buildNetwork(spec);
  const [first, ...others] = spec.layers;
  const { weightRows, fanIn } = layers[0];
  const weights = Array.from({ length: weightRows }, (_, j) =>
    Array.from(layers[0].weights.slice(j * fanIn, (j + 1) * fanIn)),
  );
  const learningRate = near(spec.training.learningRate * 0.7);
  weights[0][0] = near(weights[0][0] + 0.125);
  const inputs = (spec.data?.inputs ?? [spec.inputs]).map((x) => [...x]);
  // A sample that moves the mean of its column moves the axes of the decision surface, which stay
  // in the workbook as they are.
  const sample = spec.data ? (spec.data.standardise ? -1 : innerSample(inputs)) : 0;
  if (sample >= 0) {
    const [least, most] = [Math.min, Math.max].map((end) => end(...inputs.map(([x]) => x)));
    inputs[sample][0] = spec.data ? (least + most) / 2 : near(inputs[0][0] + 0.25);
  }
  const input = ref('input', 0, 0);
  const typed = () =>
    spec.data
      ? cells.data(input, sample, inputs[sample][0])
      : cells.given(input, inputs[sample][0]);
  return {
    name,
    spec,
    edits: [
      cells.eta(learningRate),
      cells.weight(ref('weight', 0, 0, 0), weights[0][0]),
      ...(sample < 0 ? [] : [typed()]),
    ],
    edited: {
      ...withTypedRate(spec, learningRate),
      inputs: inputs[0],
      data: spec.data && { ...spec.data, inputs },
      layers: [{ ...first, ...blocksOf(spec, weights) }, ...others],
    },
  };
}

/** The weights of the first layer under the keys by which they are given. */
function blocksOf(spec: Spec, weights: readonly (readonly number[])[]) {
  let from = 0;
  const { blocks } = shapesOf(spec)[0];
  return Object.fromEntries(
    blocks.map(({ key, columns }) => {
      from += columns;
      return [key, weights.map((row) => row.slice(from - columns, from))];
    }),
  );
}

/**
 * The last sample whose first input may change without the least or the greatest of them doing so,
 * between which the decision surface is drawn; −1 if there is none.
 */
function innerSample(inputs: readonly (readonly number[])[]): number {
  const column = inputs.map(([x]) => x);
  const ends = (of: readonly number[]) => [Math.min(...of), Math.max(...of)].join();
  return column.findLastIndex((_, i) => ends(column.toSpliced(i, 1)) === ends(column));
}

/** As a person would type it. */
const near = (x: number) => Number(x.toPrecision(4));
