import { type Stretch, unitParts } from '../functions/unit-parts.ts';
import type { Network } from '../network/network.ts';
import { at, type Formula, f, product, readAs } from '../ops/formula.ts';
import { type Ref, ref } from '../ref.ts';
import type { Quantity } from './quantity.ts';
import { times } from './times.ts';

/**
 * What a batch comes to: the cost, that is the mean of E_total, and, of a classifier, the share of
 * samples it gets right. Means stand in the last row of the batch.
 */
export function outcomeQuantities(network: Network): Quantity[] {
  const { batches, hasData, loss } = network;
  if (!hasData) return [];
  const common = { role: 'error', band: 'Batch' } as const;
  const mean = (self: Ref, of: Ref): Quantity => ({
    ...common,
    ref: self,
    ...meanOfBatch(network, of),
    of: 'step',
  });
  const cost = mean(ref('cost'), ref('total'));
  const epochs = batches.periodIsStep ? [] : epochQuantities();
  if (!loss.classes) return [cost, ...epochs];
  const hit = ref('hit');
  const ofSample = (self: Ref, formula: Formula): Quantity => ({
    ...common,
    ref: self,
    first: null,
    formula,
    of: 'sample',
  });
  return [
    ...(loss.classes === 'half' ? rightSides(network) : [[hit, sameLargest(network)] as const]).map(
      ([self, formula]) => ofSample(self, formula),
    ),
    cost,
    mean(ref('accuracy'), hit),
    ...epochs,
  ];
}

/** The mean of a column over the batch, in its last row. */
export function meanOfBatch(
  { batches }: Network,
  of: Ref,
): Pick<Quantity, 'only' | 'first' | 'formula'> {
  const formula = batches.size === 1 ? f`${of}` : f`AVERAGE(${at(of, 'stepRows')})`;
  return { only: 'ends of steps', first: null, formula: readAs(formula, f`mean of ${of}`) };
}

/** The mean over the epoch, in its last row: what the verdict judges a training in small batches by. */
function epochQuantities(): Quantity[] {
  const total = ref('total');
  return [
    {
      role: 'error',
      band: 'Epoch',
      of: 'step',
      ref: ref('epochCost'),
      only: 'ends of periods',
      first: null,
      formula: readAs(f`AVERAGE(${at(total, 'periodRows')})`, f`mean of ${total} over the epoch`),
    },
  ];
}

/** 1 if every output is on its target's side of ½; of many outputs behind columns for their parts. */
function rightSides({ layers, targets }: Network): (readonly [Ref, Formula])[] {
  const l = layers.length - 1;
  const test = (j: number) => {
    const [a, t] = [ref('activation', l, j), ref('target', 0, j)];
    return f`((${a}>=0.5)=(${t}>=0.5))`;
  };
  const words = 'on its target’s side of ½';
  const right = (tests: readonly (Formula | Ref)[], who: string) =>
    readAs(f`IF(${product(tests)},1,0)`, `1 if every output${who} is ${words}`);
  const tests = ({ from, to }: Stretch) => times(to - from, (j) => test(from + j));
  const parts = unitParts([targets.length]).flat();
  const [first, ...others] = parts;
  if (first && others.length === 0) return [[ref('hit'), right(tests(first), '')]];
  const columns = parts.map((part, index) => {
    const who = ` from ${part.from + 1} to ${part.to}`;
    return [ref('hitPart', 0, index), right(tests(part), who)] as const;
  });
  const refs = columns.map(([self]) => self);
  return [...columns, [ref('hit'), right(refs, '')]];
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
