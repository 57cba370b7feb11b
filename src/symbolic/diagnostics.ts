import { FINITE_COUNT, IS_NOTHING } from '../functions/thresholds.ts';
import type { Network } from '../network/network.ts';
import { type Diagnostic, type Ref, ref } from '../network/ref.ts';
import { at, type Formula, f, literal, sum, worded } from '../ops/formula.ts';
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
  const range = f`${measured[0].ref}:${measured[measured.length - 1].ref}`;
  const loss = judgedLoss(network);
  const change = f`${loss}-${before(loss)}`;
  const settle = (stays: Formula) =>
    f`IF(${finite}=0,${step}+1,IF(${loss}>${ref('tolerance')},${step}+1,${stays}))`;
  const ofSample = (kind: 'saturated' | 'dead', formula: Formula) =>
    column(kind, {}, null, f`IF(${finite}=0,0,${formula})`);
  return [
    column('finite', {}, null, finiteTest(range)),
    column('settled', atEnds, settle(f`0`), settle(f`${before(settled)}`)),
    column(
      'direction',
      atEnds,
      f`0`,
      f`IF(${finite}*${before(finite)}*${at(finite, 'first')}=0,${before(direction)},IF(ABS(${change})>0.000000001*${at(loss, 'first')},SIGN(${change}),${before(direction)}))`,
    ),
    column('turns', atEnds, f`0`, f`${before(turns)}+IF(${direction}*${before(direction)}<0,1,0)`),
    ofSample('saturated', someLayer(network, 0, saturated)),
    ofSample('dead', someLayer(network, 1, dead)),
  ];
}

/** What the verdict judges, in the rows in which its periods end. */
export function judgedLoss({ batches }: Network): Ref {
  if (!batches) return ref('total');
  return ref(batches.periodIsStep ? 'cost' : 'epochCost');
}

const column = (
  kind: Diagnostic,
  rows: Pick<Quantity, 'only'>,
  first: Formula | null,
  formula: Formula,
): Quantity => ({
  ref: ref(kind),
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

type UnitTest = (network: Network, layer: number, unit: number) => Formula | null;

const saturated: UnitTest = ({ layers }, l, j) => {
  const { bounds } = layers[l].activation;
  if (!bounds) return null;
  const [middle, half] = [(bounds[0] + bounds[1]) / 2, (bounds[1] - bounds[0]) / 2];
  const a = ref('activation', l, j);
  const distance = middle === 0 ? f`ABS(${a})` : f`ABS(${a}-${literal(middle)})`;
  return f`(${distance}>=${literal(half - 1e-6)})`;
};

const dead: UnitTest = (_network, l, j) => {
  const [a, slope] = [ref('activation', l, j), ref('slope', l, j)];
  const x = f`MAX(ABS(${a}),ABS(${slope}))`;
  return f`(${worded({ cell: IS_NOTHING, symbol: '' }, { x })})`;
};

/** 1 if every unit of some layer passes the test, else 0; the last `skip` layers are left out. */
function someLayer(network: Network, skip: number, test: UnitTest): Formula {
  const layers = network.layers.slice(0, network.layers.length - skip).flatMap(({ units }, l) => {
    const tests = times(units, (j) => test(network, l, j));
    return tests.includes(null) ? [] : [product(tests as Formula[])];
  });
  if (layers.length === 0) return f`0`;
  return f`IF(${sum(layers)}>0,1,0)`;
}

const product = (factors: readonly Formula[]): Formula =>
  factors.reduce((all, factor) => f`${all}*${factor}`, f`1`);
