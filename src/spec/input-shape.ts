import { countOf, type Shape } from '../layers/kind.ts';
import { type LayerKindName, layerKind } from '../layers/kinds.ts';
import { flatten, type Nested } from './nested.ts';
import { type Path, pathText, plural, type Refuse } from './problem.ts';
import { kindOf } from './shapes.ts';

export type Kinds = readonly { readonly kind?: LayerKindName }[];

/** The samples of a spec, each as one list, and how the inputs of each lay. */
export interface FlatSamples {
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
  readonly written: Shape | null;
}

/**
 * Takes samples out of their rows.
 * @param pathOf where a sample stands.
 * @throws whatever `refuse` does.
 */
export function flatSamples(
  given: { readonly inputs: readonly Written[]; readonly targets: readonly Written[] },
  pathOf: (key: 'inputs' | 'targets', sample: number) => Path,
  layers: Kinds,
  refuse: Refuse,
): FlatSamples {
  const flat = (key: 'inputs' | 'targets') =>
    given[key].map((sample, i) => flatSample(sample, pathOf(key, i), layers, refuse));
  const inputs = flat('inputs');
  const { shape } = inputs[0]!;
  const other = inputs.findIndex((sample) => sample.shape?.join() !== shape?.join());
  if (other > 0) {
    refuse({
      path: pathOf('inputs', other),
      says: `sample ${other + 1} does not lie as the first does`,
      hint: 'write all samples in the same rows',
    });
  }
  const numbers = (samples: readonly FlatSample[]) => samples.map((sample) => sample.numbers);
  return { inputs: numbers(inputs), targets: numbers(flat('targets')), written: shape };
}

/** Numbers in rows, or in one list. */
type Written = readonly Nested[];

/** The numbers of one sample in a row, and how they lay; null where that is a plain list. */
interface FlatSample {
  readonly numbers: readonly number[];
  readonly shape: Shape | null;
}

function flatSample(given: Written, path: Path, layers: Kinds, refuse: Refuse): FlatSample {
  const { numbers, shape } = flatten(given);
  if (shape?.length === 1) return { numbers, shape: null };
  if (!readsShapes(layers)) {
    const place = given.findIndex(Array.isArray);
    refuse({
      path: [...path, place],
      says: `${pathText([...path, place])} must be a finite number, but it is a list`,
      hint:
        path.length === 1
          ? 'give many samples: `data: { inputs: [[0, 0], [0, 1]], targets: [[0], [1]] }`'
          : 'write the numbers of a sample in one list, as in `inputs: [[0, 0], [0, 1]]`',
    });
  }
  if (shape) return { numbers, shape };
  return refuse({
    path,
    says: 'the rows of a picture, or the steps of a sequence, differ in length',
    hint: 'give each row as many numbers as the first, as in `[[0, 1], [1, 0]]`',
  });
}

/** Whether the layers ask how the inputs lie. */
const readsShapes = (layers: Kinds): boolean =>
  layers.some((layer) => !layerKind(kindOf(layer)).isFull);

/** How the inputs lie: as they are written, as `inputShape` says, or as a plain list. */
export function shapeOfInputs(
  written: Shape | null,
  said: Shape | undefined,
  count: number,
  refuse: Refuse,
): { readonly inputShape?: Shape } {
  if (said && written && said.join() !== written.join()) {
    return refuse({
      path: ['inputShape'],
      says: `inputShape says ${said.join('×')}, and the inputs are written as ${written.join('×')}`,
      hint: 'keep one of the two',
    });
  }
  const shape = said ?? written;
  if (shape && countOf(shape) !== count) {
    return refuse({
      path: ['inputShape'],
      says: `inputShape ${shape.join('×')} has room for ${plural(countOf(shape), 'number')}, and a sample has ${count}`,
      hint: `write sizes whose product is ${count}`,
    });
  }
  return shape ? { inputShape: shape } : {};
}
