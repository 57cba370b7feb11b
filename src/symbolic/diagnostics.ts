import { FINITE_COUNT, IS_NOTHING, SATURATION, SMALLEST_TURN } from '../functions/thresholds.ts';
import { testedUnits, type UnitPart, unitParts } from '../functions/unit-parts.ts';
import type { Network } from '../network/network.ts';
import { at, type Formula, f, literal, product, sum, worded } from '../ops/formula.ts';
import { lossRef, type Ref, ref } from '../ref.ts';
import type { Quantity } from './quantity.ts';
import { times } from './times.ts';

/**
 * The columns that the verdict is read off, one 0/1 or count a row: helper columns, because what
 * a single formula would need (MAX over a condition, LOOKUP) is missing or wrong in some engine.
 * Each is guarded by `finite`, so that none is ever an error.
 *
 * With one sample every step is judged; with several, whole periods are, epochs if possible: their
 * costs, in the rows in which they end.
 *
 * @param measured the columns whose values must be finite, in their order.
 */
export function diagnostics(network: Network, measured: readonly Quantity[]): Quantity[] {
  const range = f`${measured[0]!.ref}:${measured.at(-1)!.ref}`;
  const loss = judgedLoss(network);
  const change = f`${loss}-${before(loss)}`;
  const settle = (stays: Formula) =>
    f`IF(${finite}=0,${step}+1,IF(${loss}>${ref('tolerance')},${step}+1,${stays}))`;
  return [
    column(finite, {}, null, finiteTest(range)),
    column(settled, atEnds, settle(f`0`), settle(f`${before(settled)}`)),
    column(
      direction,
      atEnds,
      f`0`,
      f`IF(${finite}*${before(finite)}*${at(finite, 'first')}=0,${before(direction)},IF(ABS(${change})>${literal(SMALLEST_TURN.cell)}*${at(loss, 'first')},SIGN(${change}),${before(direction)}))`,
    ),
    column(turns, atEnds, f`0`, f`${before(turns)}+IF(${direction}*${before(direction)}<0,1,0)`),
    ...someLayer(network, 'saturated', (l, j) => saturatedTest(network, l, j)),
    ...someLayer(network, 'dead', deadTest),
  ];
}

/** What the verdict judges, in the rows in which its periods end. */
export function judgedLoss(network: Network): Ref {
  return network.batches.periodIsStep ? lossRef(network) : ref('epochCost');
}

const column = (
  self: Ref,
  rows: Pick<Quantity, 'only'>,
  first: Formula | null,
  formula: Formula,
): Quantity => ({
  ref: self,
  role: 'diagnosis',
  band: 'Diagnosis',
  ...rows,
  first,
  formula,
  of: 'step',
});

const atEnds = { only: 'ends of periods' } as const;
const [finite, step] = [ref('finite'), ref('step')];
const [settled, direction, turns] = [ref('settled'), ref('direction'), ref('turns')];
/** In the row in which the period before ended. */
const before = (r: Ref) => at(r, 'periodBefore');

/**
 * 1 if all numbers in the range are finite, else 0. COUNTA counts errors too, but not the empty cells
 * of what stands only where a step ends.
 */
function finiteTest(range: Formula): Formula {
  const count = worded({ cell: FINITE_COUNT, symbol: '' }, { range });
  return f`IF(${count}=COUNTA(${range}),1,0)`;
}

/** Whether a unit sits at the bounds of its activation; its layer must have some. */
export const saturatedTest = ({ layers }: Network, l: number, j: number): Formula => {
  const [lower, upper] = layers[l]!.activation.bounds!;
  const [middle, half] = [(lower + upper) / 2, (upper - lower) / 2];
  const a = ref('activation', l, j);
  const distance = middle === 0 ? f`ABS(${a})` : f`ABS(${a}-${literal(middle)})`;
  return f`(${distance}>=${literal(half - SATURATION)})`;
};

/** Whether a unit answers 0 with slope 0. */
export const deadTest = (l: number, j: number): Formula => {
  const [a, slope] = [ref('activation', l, j), ref('slope', l, j)];
  const x = f`MAX(ABS(${a}),ABS(${slope}))`;
  return f`(${worded({ cell: IS_NOTHING, symbol: '' }, { x })})`;
};

/**
 * 1 if every unit of some layer passes the test, else 0; where the layers are too wide for one formula,
 * behind columns for their parts.
 */
function someLayer(
  network: Network,
  kind: 'saturated' | 'dead',
  test: (layer: number, unit: number) => Formula,
): Quantity[] {
  const passing = (part: UnitPart) =>
    sum(
      part.map(({ layer, from, to }) =>
        product([f`1`, ...times(to - from, (j) => test(layer, from + j))]),
      ),
    );
  const guarded = (self: Ref, formula: Formula) =>
    column(self, {}, null, f`IF(${finite}=0,0,${formula})`);
  const parts = unitParts(testedUnits(network.layers)[kind]).map((part, index) => ({
    starts: part[0].layer,
    self: ref(`${kind}Part`, 0, index),
    passes: passing(part),
  }));
  if (parts.length < 2) {
    const [all] = parts;
    return [guarded(ref(kind), all ? f`IF(${all.passes}>0,1,0)` : f`0`)];
  }
  // Whole layers count as they pass; of a layer in several parts all must.
  const layers = [...new Set(parts.map(({ starts }) => starts))].map((layer) =>
    product(parts.filter(({ starts }) => starts === layer).map(({ self }) => self)),
  );
  return [
    ...parts.map(({ self, passes }) => guarded(self, passes)),
    guarded(ref(kind), f`IF(${sum(layers)}>0,1,0)`),
  ];
}
