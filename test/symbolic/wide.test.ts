import { describe, expect, it } from 'vitest';
import { MOST_TESTS, partColumns, unitParts } from '../../src/functions/unit-parts.ts';
import { printAt } from '../../src/layout/place.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { ratesLayoutOf } from '../../src/layout/rates.ts';
import { tablesOf } from '../../src/layout/tables.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { diagnose } from '../../src/numeric/diagnose.ts';
import { train } from '../../src/numeric/train.ts';
import type { LayerSpec, Spec } from '../../src/spec/spec.ts';
import { quantitiesOf } from '../../src/symbolic/quantities.ts';
import { EXCEL } from '../../src/xlsx/limits.ts';
import { disagreements } from '../support/disagreements.ts';
import { seed, withData, withTraining } from '../support/specs.ts';

const layer = (units: number, weights: number, activation = 'tanh', fanIn = 1): LayerSpec =>
  ({
    units,
    activation,
    weights: Array.from({ length: units }, () => Array(fanIn).fill(weights)),
    biases: null,
  }) as LayerSpec;

/** One input, a layer of so many units, one output. */
const wide = (units: number, weights: number, activation = 'tanh'): Spec =>
  withTraining(
    {
      ...seed,
      inputs: [1],
      targets: [0.5],
      layers: [layer(units, weights, activation), layer(1, 0.001, 'linear', units)],
    },
    { steps: 2, learningRate: 0.001 },
  );

const kindsIn = (spec: Spec) => quantitiesOf(buildNetwork(spec)).map((q) => q.ref.kind);

describe('the parts in which units are tested', () => {
  it('take whole layers together as far as a formula holds them, and cut wider ones', () => {
    expect(unitParts([40, 0, 50, 20, 250, 3])).toEqual([
      [
        { layer: 0, from: 0, to: 40 },
        { layer: 2, from: 0, to: 50 },
      ],
      [{ layer: 3, from: 0, to: 20 }],
      [{ layer: 4, from: 0, to: 100 }],
      [{ layer: 4, from: 100, to: 200 }],
      [{ layer: 4, from: 200, to: 250 }],
      [{ layer: 5, from: 0, to: 3 }],
    ]);
  });
  it('have no columns where one formula does', () => {
    expect([[], [0], [MOST_TESTS], [60, 40]].map(partColumns)).toEqual([0, 0, 0, 0]);
  });
  it.each([[[MOST_TESTS + 1]], [[40, 0, 50, 20, 250, 3]], [[60, 60, 60]], [[1, 300, 99]]])(
    'are counted as they are made: %j',
    (units) => expect(partColumns(units)).toBe(unitParts(units).length),
  );
});

describe('wide layers', () => {
  it.each([
    ['saturated', wide(130, 20), [1, 0]],
    ['not quite saturated', withLast(wide(130, 20), 1), [0, 0]],
    ['dead', wide(130, -1, 'relu'), [0, 1]],
    ['dead but for the last unit', withLast(wide(130, -1, 'relu'), 1), [0, 0]],
    ['a narrow one saturated behind a wide one', narrowBehind(120, 20), [1, 0]],
    ['a narrow one not saturated', narrowBehind(120, 0.01), [0, 0]],
  ])('%s', (_, spec, [saturated, dead]) => {
    const diagnosis = diagnose(train(buildNetwork(spec)));
    expect([diagnosis.saturated[0], diagnosis.dead[0]]).toEqual([saturated, dead]);
    expect(kindsIn(spec).filter((kind) => kind === 'deadPart').length).toBeGreaterThan(1);
    expect(disagreements(spec, 'T')).toEqual([]);
  });

  it('of a classifier with many outputs', () => {
    const outputs = 120;
    const half = layer(outputs, 1, 'sigmoid');
    const spec = withTraining(
      withData(
        { ...seed, layers: [half], loss: 'binary-cross-entropy' },
        [[1], [-1], [2]],
        [Array(outputs).fill(1), Array(outputs).fill(0), [...Array(outputs - 1).fill(1), 0]],
      ),
      { steps: 1 },
    );
    expect([...train(buildNetwork(spec)).hits!].slice(0, 3)).toEqual([1, 1, 0]);
    expect(kindsIn(spec).filter((kind) => kind === 'hitPart')).toHaveLength(2);
    expect(disagreements(spec, 'T')).toEqual([]);
  });

  it.each([190, 1000])('of %d units have no diagnostic too long for a cell', (units) => {
    const network = buildNetwork(wide(units, 0.1));
    const quantities = quantitiesOf(network);
    const { training } = tablesOf(network, quantities, null, {
      rates: ratesLayoutOf(0),
      desk: planWorkbook(buildNetwork(seed)).desk,
    });
    const row = 1_000_000;
    const lengths = quantities
      .filter(({ role }) => role === 'diagnosis')
      .map(({ formula }) => printAt(formula, training, { sheet: training.sheet, row }).length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(EXCEL.formulaCharacters);
  });
});

/** The same with another weight of the last hidden unit. */
function withLast(spec: Spec, weight: number): Spec {
  const [first, last] = spec.layers as unknown as { weights: number[][] }[];
  const layers = [{ ...first, weights: [...first.weights.slice(0, -1), [weight]] }, last];
  return { ...spec, layers: layers as unknown as Spec['layers'] };
}

function narrowBehind(units: number, weights: number): Spec {
  const narrow = layer(2, weights, 'tanh', units);
  const { layers, ...spec } = wide(units, 0.5);
  return { ...spec, layers: [layers[0], narrow, layer(1, 0.001, 'linear', 2)] };
}
