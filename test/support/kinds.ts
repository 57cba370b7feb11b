import fc from 'fast-check';
import { activationNames, activations } from '../../src/functions/activations.ts';
import type { Shape } from '../../src/layers/kind.ts';
import { countOf, isMisfit } from '../../src/layers/kind.ts';
import { layerKind } from '../../src/layers/kinds.ts';
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

/** What a layer of each kind may say of itself over an input of that shape. */
const owns: Record<string, (input: Shape) => fc.Arbitrary<Own>> = {
  dense: () => fc.record({ units: size(3) }),
  convolution: (input) =>
    fc.constantFrom(...(input.length === 1 ? [1] : [1, 2])).chain((directions) => {
      const each = (least: number, most: number) =>
        fc.array(fc.integer({ min: least, max: most }), {
          minLength: directions,
          maxLength: directions,
        });
      return fc.record({
        filters: size(2),
        kernel: each(1, 3),
        stride: each(1, 2),
        padding: each(0, 1),
      });
    }),
  recurrent: () =>
    fc.record({ units: size(2), output: fc.constantFrom('last', 'every') }).chain((own) =>
      fc.record({
        ...Object.fromEntries(Object.entries(own).map(([k, v]) => [k, fc.constant(v)])),
        state: fc.option(numbers(own.units)),
      }),
    ),
};

/** A layer that fits what comes before it. */
function layerOver(
  input: Shape,
  isLast: boolean,
): fc.Arbitrary<{ layer: LayerSpec; outputs: Shape }> {
  const kinds = ['dense', 'convolution', ...(input.length <= 2 ? ['recurrent'] : [])];
  return fc.constantFrom(...kinds).chain((kind) => {
    const wanted = isLast && input.length > 2 ? 'dense' : kind;
    return owns[wanted](input)
      .map((own) => (wanted === 'dense' ? own : { ...own, kind: wanted }))
      .filter((own) => !isMisfit(layerKind(wanted as never).geometryOf(own as never, input)))
      .chain((own) => {
        const row = layerKind(wanted as never);
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
      });
  });
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
