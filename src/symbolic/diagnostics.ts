import { FINITE_COUNT, IS_NOTHING } from '../functions/thresholds.ts';
import type { Network } from '../network/network.ts';
import { type Diagnostic, type Ref, ref } from '../network/ref.ts';
import { at, type Formula, f, literal, sum, worded } from '../ops/formula.ts';
import type { Quantity } from './quantity.ts';
import { times } from './times.ts';

/**
 * The columns that the verdict is read off, one 0/1 or count a row: helper columns, because what
 * a single formula would need (MAX over a condition, LOOKUP) is missing or wrong in some engine.
 * Each is guarded by `finite`, so that none is ever an error (but `before`, which repeats a cost):
 * 0 from the first overflow on, because a later row that is finite again would be compared with it.
 *
 * @param measured the columns whose values must be finite, in their order.
 */
export function diagnostics(network: Network, measured: readonly Quantity[]): Quantity[] {
  const range = f`${measured[0].ref}:${measured[measured.length - 1].ref}`;
  const hasNumbers = hasFinite(range, measured.length);
  return [
    column('finite', hasNumbers, f`${above(finite)}*${hasNumbers}`),
    ...(network.batches ? ofPeriods(network) : ofSteps(network)),
  ];
}

const column = (kind: Diagnostic, first: Formula | null, formula: Formula): Quantity => ({
  ref: ref(kind),
  role: 'diagnosis',
  band: 'Diagnosis',
  first,
  formula,
  of: 'step',
});

const [total, finite, step] = [ref('total'), ref('finite'), ref('step')];
const [settled, direction, turns] = [ref('settled'), ref('direction'), ref('turns')];
const above = (self: Ref) => at(self, 'previous');

/** With one sample every row is judged by itself. */
function ofSteps(network: Network): Quantity[] {
  const change = f`${total}-${above(total)}`;
  const settle = (stays: Formula) =>
    f`IF(${finite}=0,${step}+1,IF(${total}>${ref('tolerance')},${step}+1,${stays}))`;
  return [
    column('settled', settle(f`0`), settle(f`${above(settled)}`)),
    column(
      'direction',
      f`0`,
      f`IF(${finite}=0,${above(direction)},IF(ABS(${change})>0.000000001*${at(total, 'first')},SIGN(${change}),${above(direction)}))`,
    ),
    turning,
    column('saturated', null, f`IF(${finite}=0,0,${someLayer(network, 0, saturated)})`),
    column('dead', null, f`IF(${finite}=0,0,${someLayer(network, 1, dead)})`),
  ];
}

const turning = column(
  'turns',
  f`0`,
  f`${above(turns)}+IF(${direction}*${above(direction)}<0,1,0)`,
);

/**
 * With several samples the verdict judges whole periods, epochs if possible: their costs, in the
 * rows in which they end. The other rows pass on what the last period came to.
 */
function ofPeriods(network: Network): Quantity[] {
  const { batches } = network;
  const { periodIsStep, size, samples } = batches!;
  const cost = ref(periodIsStep ? 'cost' : 'epochCost');
  const [ends, before] = [ref('ends'), ref('before')];
  const [place, full] = periodIsStep ? [ref('place'), size] : [ref('epochPlace'), samples];
  const change = f`${cost}-${before}`;
  const settle = (sofar: Formula) =>
    f`IF(${ends}=0,${sofar},IF(${finite}=0,${step}+1,IF(${cost}>${ref('tolerance')},${step}+1,${sofar})))`;
  const everySample = (kind: 'saturated' | 'dead', skip: number, test: UnitTest) => {
    const here = f`IF(${finite}=0,0,${someLayer(network, skip, test)})`;
    const self = ref(kind);
    return column(kind, here, f`IF(${above(ends)}=1,1,${above(self)})*${here}`);
  };
  return [
    column('ends', null, f`IF(${place}=${literal(full)},1,0)`),
    column('before', f`${cost}`, f`IF(${above(ends)}=1,${above(cost)},${above(before)})`),
    column('settled', settle(f`0`), settle(f`${above(settled)}`)),
    column(
      'direction',
      f`0`,
      f`IF(OR(${ends}=0,${finite}=0,${step}<=${at(step, 'first')}),${above(direction)},IF(ABS(${change})>0.000000001*${at(cost, 'first')},SIGN(${change}),${above(direction)}))`,
    ),
    turning,
    everySample('saturated', 0, saturated),
    everySample('dead', 1, dead),
  ];
}

/** 1 if all `count` cells of the range hold finite numbers, else 0. */
function hasFinite(range: Formula, count: number): Formula {
  const finite = worded({ cell: FINITE_COUNT, symbol: '' }, { range });
  return f`IF(${finite}=${literal(count)},1,0)`;
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
