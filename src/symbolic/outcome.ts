import type { Network } from '../network/network.ts';
import { type Ref, ref } from '../network/ref.ts';
import { at, type Formula, f, literal, readAs } from '../ops/formula.ts';
import type { Quantity } from './quantity.ts';
import { times } from './times.ts';

/**
 * What a batch comes to: the cost, that is the mean of E_total, and, of a classifier, the share of
 * samples it gets right. Means run down the rows of the batch: the last row has that of all.
 */
export function outcomeQuantities(network: Network): Quantity[] {
  const { batches, loss } = network;
  if (!batches) return [];
  const common = { role: 'error', band: 'Batch' } as const;
  const mean = (self: Ref, of: Ref): Quantity => ({
    ...common,
    ref: self,
    ...meanSoFar(network, self, of),
    of: 'step',
  });
  const cost = mean(ref('cost'), ref('total'));
  const epochs = batches.periodIsStep ? [] : epochQuantities(network);
  if (!loss.classes) return [cost, ...epochs];
  const hit = ref('hit');
  return [
    {
      ...common,
      ref: hit,
      first: null,
      formula: loss.classes === 'half' ? rightSides(network) : sameLargest(network),
      of: 'sample',
    },
    cost,
    mean(ref('accuracy'), hit),
    ...epochs,
  ];
}

/** The mean of a column over the rows of the batch so far. */
export function meanSoFar(
  { batches }: Network,
  self: Ref,
  of: Ref,
): Pick<Quantity, 'first' | 'formula'> {
  const formula = runningMean(self, of, ref('place'));
  const symbol = f`mean of ${of}`;
  if (batches!.size === 1) return { first: null, formula: readAs(f`${of}`, symbol) };
  return { first: f`${of}`, formula: readAs(formula, symbol) };
}

function runningMean(self: Ref, of: Ref, place: Ref): Formula {
  const above = at(self, 'previous');
  return f`IF(${place}=1,${of},(${above}*(${place}-1)+${of})/${place})`;
}

/** The mean over the epoch so far: what the verdict judges a training in small batches by. */
function epochQuantities({ batches }: Network): Quantity[] {
  const { perEpoch, size } = batches!;
  const common = { role: 'error', band: 'Epoch', of: 'step' } as const;
  const place = ref('epochPlace');
  const batch = f`(${ref('step')}-${ref('epoch')}*${literal(perEpoch)})`;
  const self = ref('epochCost');
  const total = ref('total');
  return [
    {
      ...common,
      ref: place,
      first: null,
      formula: f`${batch}*${literal(size)}+${ref('place')}`,
    },
    {
      ...common,
      ref: self,
      first: f`${total}`,
      formula: readAs(runningMean(self, total, place), f`mean of ${total} over the epoch`),
    },
  ];
}

/** 1 if every output is on its target's side of ½. */
function rightSides({ layers, targets }: Network): Formula {
  const l = layers.length - 1;
  const tests = times(targets.length, (j) => {
    const [a, t] = [ref('activation', l, j), ref('target', 0, j)];
    return f`((${a}>=0.5)=(${t}>=0.5))`;
  });
  const all = tests.reduce((some, test) => f`${some}*${test}`);
  return readAs(f`IF(${all},1,0)`, '1 if every output is on its target’s side of ½');
}

/** 1 if the largest output is that of the largest target; of equal ones the first counts. */
function sameLargest({ layers, targets }: Network): Formula {
  const l = layers.length - 1;
  const last = targets.length - 1;
  const place = (first: Ref, end: Ref) => f`MATCH(MAX(${first}:${end}),${first}:${end},0)`;
  const output = place(ref('activation', l, 0), ref('activation', l, last));
  const wanted = place(ref('target', 0, 0), ref('target', 0, last));
  return readAs(f`IF(${output}=${wanted},1,0)`, '1 if the largest output is that of the target');
}
