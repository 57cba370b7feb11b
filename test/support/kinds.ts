import fc from 'fast-check';
import { activationNames, activations } from '../../src/functions/activations.ts';
import type { Key, Shape } from '../../src/layers/kind.ts';
import { countOf, isMisfit } from '../../src/layers/kind.ts';
import {
  defaultKind,
  keysOf,
  type LayerKindName,
  layerKind,
  layerKindNames,
} from '../../src/layers/kinds.ts';
import { kindOf } from '../../src/spec/shapes.ts';
import type { LayerSpec, Spec } from '../../src/spec/spec.ts';
import { anySpec } from './any-spec.ts';

const scalarNames = activationNames.filter((name) => activations[name].kind === 'scalar');
const number = fc.integer({ min: -1000, max: 1000 }).map((x) => x / 1000);
const size = (most: number) => fc.integer({ min: 1, max: most });
const numbers = (count: number) => fc.array(number, { minLength: count, maxLength: count });
const matrix = (rows: number, columns: number) =>
  fc.array(numbers(columns), { minLength: rows, maxLength: rows });

type Own = Record<string, unknown>;

/** What a layer of a kind may say of itself, read off its keys: kernels over one direction or two. */
function ownOf(name: LayerKindName, directions: number): fc.Arbitrary<Own> {
  const keys = Object.entries(keysOf(name));
  const someOf = (key: string, { type, least = 1 }: Key): fc.Arbitrary<unknown> => {
    if (type === 'count') return size(2);
    if (type === 'sizes') {
      const each = fc.integer({ min: least, max: key === 'kernel' ? 3 : least + 1 });
      return fc.array(each, { minLength: directions, maxLength: directions });
    }
    return typeof type === 'string' ? fc.constant(null) : fc.constantFrom(...type);
  };
  const own = fc.record(Object.fromEntries(keys.map(([key, row]) => [key, someOf(key, row)])));
  const lists = keys.filter(([, { type }]) => type === 'numbers');
  return own.chain((made) =>
    fc
      .record(
        Object.fromEntries(lists.map(([key]) => [key, fc.option(numbers(Number(made.units)))])),
      )
      .map((given) => ({ ...made, ...given })),
  );
}

/** The least that a layer of that kind can say of itself. */
const leastOf = (name: LayerKindName, directions: number): Own =>
  Object.fromEntries(
    Object.entries(keysOf(name)).map(([key, { type, least = 1 }]) => [
      key,
      type === 'count'
        ? 1
        : type === 'sizes'
          ? Array(directions).fill(least)
          : typeof type === 'string'
            ? null
            : type[0],
    ]),
  );

const fits = (name: LayerKindName, own: Own, input: Shape) =>
  !isMisfit(layerKind(name).geometryOf(own as never, input));

/** A layer that fits what comes before it, of any kind that can. */
function layerOver(
  input: Shape,
  isLast: boolean,
): fc.Arbitrary<{ layer: LayerSpec; outputs: Shape }> {
  const able = layerKindNames.flatMap((name) =>
    [1, 2].flatMap((directions) =>
      fits(name, leastOf(name, directions), input) ? [{ name, directions }] : [],
    ),
  );
  // Targets of pictures would be many.
  const wanted =
    isLast && input.length > 2 ? able.filter(({ name }) => name === defaultKind) : able;
  return fc.constantFrom(...wanted).chain(({ name, directions }) =>
    ownOf(name, directions)
      .filter((own) => fits(name, own, input))
      .map((own) => (name === defaultKind ? own : { ...own, kind: name }))
      .chain((own) => {
        const row = layerKind(name);
        const { rows, blocks, outputs } = row.sizesOf(row.geometryOf(own as never, input) as never);
        const weights = Object.fromEntries(
          blocks.map(({ key, columns }) => [key, matrix(rows, columns)]),
        );
        return fc
          .record({
            activation: fc.constantFrom(...scalarNames),
            biases: fc.option(numbers(rows)),
            ...weights,
          })
          .map((rest) => ({ layer: { ...own, ...rest } as unknown as LayerSpec, outputs }));
      }),
  );
}

const inputShape = fc.oneof(
  fc.tuple(size(5)),
  fc.tuple(size(4), size(3)),
  fc.tuple(size(2), size(4), size(4)),
);

/** Networks in which layers of all kinds follow each other, with whatever else a description has. */
export function anyKindSpec(options: Parameters<typeof anySpec>[0] = {}): fc.Arbitrary<Spec> {
  return fc
    .tuple(anySpec(options), inputShape, size(3))
    .chain(([base, shape, depth]) => {
      let made: fc.Arbitrary<{ layers: LayerSpec[]; outputs: Shape }> = fc.constant({
        layers: [],
        outputs: shape,
      });
      for (let l = 0; l < depth; l++) {
        made = made.chain(({ layers, outputs }) =>
          layerOver(outputs, l === depth - 1).map((next) => ({
            layers: [...layers, next.layer],
            outputs: next.outputs,
          })),
        );
      }
      return made.chain(({ layers, outputs }) => {
        const [count, targets] = [countOf(shape), countOf(outputs)];
        const samples = base.data?.inputs.length ?? 1;
        return fc.record({ inputs: matrix(samples, count), targets: matrix(samples, targets) }).map(
          (rows): Spec => ({
            ...base,
            inputShape: shape,
            inputs: rows.inputs[0],
            targets: rows.targets[0],
            data: base.data && {
              ...rows,
              inputNames: null,
              targetNames: null,
              standardise: base.data.standardise,
            },
            layers,
            loss: 'half-squared-error',
          }),
        );
      });
    })
    .filter(({ layers }) => layers.some((layer) => kindOf(layer) !== 'dense'));
}
