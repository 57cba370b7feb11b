import type { Network } from '../network/network.ts';
import type { Node } from '../ops/node.ts';
import { type Kind, type Ref, sumOfPart } from '../ref.ts';

/** What the words for a quantity may speak of. */
export interface Vocabulary {
  readonly network: Network;
  /** The node of the graph at an address. */
  readonly node: (r: Ref) => Node;
}

type Words = (r: Ref, of: Vocabulary) => string;

/** One kind of quantity. */
interface KindRow {
  /** Header of its column. */
  readonly name: Words;
  /** What it is, in words. */
  readonly meaning: Words;
  /** The quantity of the picture that it goes with, where it is not in the picture itself. */
  readonly with?: 'weight' | 'bias' | 'net' | 'total';
}

const node = (
  of: 'weight' | 'bias' | 'net' | 'activation',
  r: Ref,
  { node: at }: Vocabulary,
): Node => at({ ...r, kind: of, part: 0, input: of === 'weight' ? r.input : 0 });

/** A kind whose quantities are nodes of the graph, which bring their own words. */
const inGraph = {
  name: (r, { node: at }) => at(r).name,
  meaning: (r, { node: at }) => at(r).meaning,
} satisfies KindRow;

const always = (name: string, meaning: string): KindRow => ({
  name: () => name,
  meaning: () => meaning,
});

/** What belongs to a weight, or likewise to a bias. */
const ofParameter = (
  of: 'weight' | 'bias',
  name: (parameter: string, r: Ref, v: Vocabulary) => string,
  meaning: (parameter: string, r: Ref, v: Vocabulary) => string,
): KindRow => ({
  name: (r, v) => name(node(of, r, v).name, r, v),
  meaning: (r, v) => meaning(node(of, r, v).name, r, v),
  with: of,
});
const both = (
  name: (parameter: string, r: Ref, v: Vocabulary) => string,
  meaning: (parameter: string, r: Ref, v: Vocabulary) => string,
) => [ofParameter('weight', name, meaning), ofParameter('bias', name, meaning)] as const;

/** Of a long sum. */
const sumPart = (of: NonNullable<KindRow['with']>): KindRow => ({
  name: (r, v) => `Σ${r.part + 1}_${sumName(r, v)}`,
  meaning: (r, v) => `part ${r.part + 1} of ${sumName(r, v)}, a sum too long for one cell`,
  with: of,
});
const sumName: Words = (part, v) => {
  const sum = sumOfPart(part);
  return kinds[sum.kind].name(sum, v);
};

/** Where the mean over a batch stands, if it has more rows than one. */
const inLast = ({ network }: Vocabulary) => (network.batches.size > 1 ? ', in its last row' : '');
const state = (r: Ref, { network }: Vocabulary) => network.descent.optimizer.states[r.part]!;

const [gradWeight, gradBias] = both(
  (w) => `∂E/∂${w}`,
  (w) => `gradient of ${w}`,
);
const [partWeight, partBias] = both(
  (w, { part }) => `∂E/∂${w}@t${part + 1}`,
  (w, { part }) => `what step ${part + 1} of the sequence adds to the gradient of ${w}`,
);
const [meanWeight, meanBias] = both(
  (w) => `mean ∂E/∂${w}`,
  (_w, _r, v) => `mean over the batch${inLast(v)}: it leads to the next step`,
);
const [penalisedWeight, penalisedBias] = both(
  (w) => `g_${w}`,
  (w) => `gradient of ${w} with weight decay`,
);
const [stateWeight, stateBias] = both(
  (w, r, v) => `${state(r, v).symbol}_${w}`,
  (w, r, v) => `${state(r, v).meaning} of ${w}`,
);

/** What a verdict is about, in a sentence. */
export const lossWords = ({ hasData }: Network) => (hasData ? 'the cost' : 'E_total');
const judged: Words = (_, { network }) => lossWords(network);
/** Where what a period comes to stands, if not in every row. */
const atEnds = (v: Vocabulary) =>
  !v.network.batches.periodIsStep ? ', where an epoch ends' : inLast(v) && ', where a step ends';
const setting = (r: Ref, { network }: Vocabulary) => network.descent.settings[r.unit]!.parameter;
const otherNet = (r: Ref, v: Vocabulary) => node('net', { ...r, unit: r.input }, v).name;
const net = (r: Ref, v: Vocabulary) => node('net', r, v).name;
const activation = (r: Ref, v: Vocabulary) => node('activation', r, v).name;

const isJoint = (r: Ref, { network }: Vocabulary) =>
  network.layers[r.layer]!.activation.kind === 'layer';

/** What every kind of quantity is called. */
export const kinds: Readonly<Record<Kind, KindRow>> = {
  step: { ...always('step', 'weight updates so far'), with: 'total' },
  epoch: always('epoch', 'passes through all samples so far'),
  sample: always('sample', 'number of the sample on Data'),
  place: always('k', 'place in the batch'),
  stepWidth: always('Δ', 'by how much a parameter is moved'),
  input: inGraph,
  target: inGraph,
  weight: inGraph,
  bias: inGraph,
  initial: { ...inGraph, with: 'net' },
  net: inGraph,
  netSum: { ...inGraph, with: 'net' },
  shared: { ...inGraph, with: 'net' },
  activation: inGraph,
  error: inGraph,
  total: inGraph,
  totalSum: { ...inGraph, with: 'total' },
  hitPart: {
    name: ({ unit }) => `right ${unit + 1}`,
    meaning: () => '1 if all outputs of this part are right',
  },
  hit: always('right', '1 if the sample is classified right'),
  cost: {
    name: () => 'cost',
    meaning: (_, v) => `mean E_total of the batch${inLast(v)}`,
    with: 'total',
  },
  accuracy: {
    name: () => 'accuracy',
    meaning: (_, v) => `share of the batch that is right${inLast(v)}`,
    with: 'total',
  },
  epochCost: always('epoch cost', 'mean E_total of the epoch, in its last row'),
  gradActivation: {
    name: (r, v) => `∂E/∂${activation(r, v)}`,
    meaning: (r, v) => `how E changes with ${activation(r, v)}`,
    with: 'net',
  },
  slope: {
    name: (r, v) => `∂${activation(r, v)}/∂${net(r, v)}`,
    meaning: (r, v) => `slope of the activation of ${net(r, v)}`,
    with: 'net',
  },
  crossSlope: {
    name: (r, v) => `∂${activation(r, v)}/∂${otherNet(r, v)}`,
    meaning: (r, v) => `how ${activation(r, v)} changes with ${otherNet(r, v)}`,
    with: 'net',
  },
  chainNet: {
    name: (r, v) => `${isJoint(r, v) ? 'Σ ' : ''}∂E/∂a·∂a/∂${net(r, v)}`,
    meaning: () => 'the next column by the whole chain rule; the two agree',
    with: 'net',
  },
  gradNet: {
    name: (r, v) => `∂E/∂${net(r, v)}`,
    meaning: (r, v) => `how E changes with ${net(r, v)} (its δ)`,
    with: 'net',
  },
  gradActivationSum: sumPart('net'),
  gradWeight,
  gradBias,
  gradWeightSum: sumPart('weight'),
  gradBiasSum: sumPart('bias'),
  partWeight,
  partBias,
  meanWeight,
  meanBias,
  penalisedWeight,
  penalisedBias,
  stateWeight,
  stateBias,
  rate: { ...always('η', 'learning rate of the step'), with: 'total' },
  eta: {
    name: (_, { network }) => (network.descent.schedule ? 'η₀' : 'η'),
    meaning: () => 'learning rate',
    with: 'total',
  },
  setting: {
    name: (r, v) => setting(r, v).symbol,
    meaning: (r, v) => setting(r, v).about,
    with: 'total',
  },
  tolerance: always('tolerance', 'the loss that counts as converged'),
  problem: always('problem', 'what is wrong with what was typed in'),
  finite: always('finite', '1 if every value of the row is finite'),
  settled: {
    name: () => 'settled',
    meaning: (r, v) =>
      `step since which ${judged(r, v)} ≤ tolerance; step + 1: not yet${atEnds(v)}`,
  },
  direction: {
    name: () => 'direction',
    meaning: (r, v) => `last change of ${judged(r, v)}: 1 up, −1 down${atEnds(v)}`,
  },
  turns: {
    name: () => 'turns',
    meaning: (r, v) => `how often ${judged(r, v)} has turned${atEnds(v)}`,
  },
  saturatedPart: {
    name: ({ unit }) => `saturated ${unit + 1}`,
    meaning: () => 'how many layers of this part, or 1 if all its units, sit at their bounds',
  },
  saturated: always('saturated', '1 if all units of a layer sit at their bounds'),
  deadPart: {
    name: ({ unit }) => `dead ${unit + 1}`,
    meaning: () => 'how many layers of this part, or 1 if all its units, are dead',
  },
  dead: always('dead', '1 if all units of a hidden layer are dead'),
};

/** The quantity of the picture that a quantity goes with; itself, if it may stand there. */
export function inPicture(r: Ref): Ref {
  const kind = kinds[r.kind].with;
  if (!kind) return r;
  if (kind === 'total') return { kind, layer: 0, unit: 0, input: 0, part: 0 };
  return { ...r, kind, part: 0, input: kind === 'weight' ? r.input : 0 };
}
