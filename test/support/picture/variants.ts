import type { Plan } from '../../../src/layout/plan.ts';
import { SHEETS } from '../../../src/layout/sheets.ts';
import { buildNetwork, type Network } from '../../../src/network/network.ts';
import { parametersOf } from '../../../src/network/parameters.ts';
import { type Ref, ref } from '../../../src/ref.ts';
import type { Spec } from '../../../src/spec/spec.ts';
import { addressOf } from '../../../src/xlsx/address.ts';
import type { Edit } from '../../engines/edit.ts';
import { inputCells } from '../input-cells.ts';
import { withTypedRate } from '../specs.ts';

/** What is typed over in a workbook, how it is undone, and the network that the workbook then is of. */
export interface Changed {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly undo: readonly Edit[];
  readonly becomes: Network;
}

/** What is chosen on `Network`. */
export interface Chosen {
  readonly step: number;
  readonly sample: number;
  readonly wires: 'forward' | 'backward';
  readonly follow: Ref;
}

export interface Variant extends Chosen {
  readonly changed: Changed;
}

/** No edit; another η, another first weight, another first input. */
export function changesOf(spec: Spec): readonly Changed[] {
  const network = buildNetwork(spec);
  const typed = inputCells(spec);
  const rate = 0.6 * network.learningRate;
  const [first, ...others] = network.layers;
  const weights = first.weights.slice();
  weights[0] += 0.3;
  const raw = spec.data?.inputs[0][0] ?? network.inputs[0];
  const input = (value: number) =>
    spec.data ? typed.data(ref('input', 0, 0), 0, value) : typed.given(ref('input', 0, 0), value);
  return [
    { name: 'nothing', edits: [], undo: [], becomes: network },
    {
      name: 'η',
      edits: [typed.eta(rate)],
      undo: [typed.eta(network.learningRate)],
      becomes: buildNetwork(withTypedRate(spec, rate)),
    },
    {
      name: 'a weight',
      edits: [typed.weight(ref('weight'), weights[0])],
      undo: [typed.weight(ref('weight'), first.weights[0])],
      becomes: { ...network, layers: [{ ...first, weights }, ...others] },
    },
    {
      name: 'an input',
      edits: [input(raw + 0.25)],
      undo: [input(raw)],
      becomes: buildNetwork(withFirstInput(spec, raw + 0.25)),
    },
  ];
}

function withFirstInput(spec: Spec, value: number): Spec {
  const { data } = spec;
  const inputs = [value, ...(data?.inputs[0] ?? spec.inputs).slice(1)];
  return {
    ...spec,
    inputs,
    data: data && { ...data, inputs: [inputs, ...data.inputs.slice(1)] },
  };
}

/** Steps 0, 1, 33 and the last, as far as there are so many. */
export const stepsOf = ({ steps }: Network): number[] =>
  [...new Set([0, 1, Math.min(33, steps), steps])].filter((step) => step <= steps);

/** First, last and some in between. */
export function someOf<T>(all: readonly T[], count: number): T[] {
  const places = Array.from({ length: count }, (_, i) =>
    Math.round((i * (all.length - 1)) / Math.max(1, count - 1)),
  );
  return [...new Set(places)].map((i) => all[i]);
}

const WIRES = ['forward', 'backward'] as const;

/** Every change with every step, every parameter (or so many) followed, and both kinds of wires. */
export function allVariants(spec: Spec, most = Number.POSITIVE_INFINITY): Variant[] {
  return changesOf(spec).flatMap((changed) =>
    stepsOf(changed.becomes).flatMap((step, s) => {
      const all = parametersOf(changed.becomes);
      const { length } = changed.becomes.samples;
      return someOf(all, Math.min(all.length, most)).flatMap((follow, f) =>
        WIRES.map((wires) => ({ changed, step, sample: (s + f) % length, wires, follow })),
      );
    }),
  );
}

/**
 * Few of them, in which each value of each choice is met: every parameter (or so many) followed, once.
 */
export function fewVariants(spec: Spec, most = Number.POSITIVE_INFINITY): Variant[] {
  const changes = changesOf(spec);
  const [{ becomes }] = changes;
  const steps = stepsOf(becomes);
  const all = parametersOf(becomes);
  const variants = someOf(all, Math.max(changes.length, Math.min(all.length, most))).map(
    (follow, i) => ({
      // One more each round, so that no step is always met with the same change.
      changed: changes[(i + Math.floor(i / steps.length)) % changes.length],
      step: steps[i % steps.length],
      sample: i % becomes.samples.length,
      wires: WIRES[i % 2],
      follow,
    }),
  );
  return variants.sort((a, b) => changes.indexOf(a.changed) - changes.indexOf(b.changed));
}

/** What is typed to choose that. */
export function choiceOf(
  { desk, names }: Plan,
  { step, sample, wires, follow }: Chosen,
): readonly Edit[] {
  const type = (place: { row: number; column: number }, value: number | string): Edit => ({
    sheet: SHEETS.network,
    cell: addressOf(place),
    value,
  });
  return [
    type(desk.selectedStep, step),
    ...(desk.selectedSample ? [type(desk.selectedSample, sample + 1)] : []),
    type(desk.wiresShow, wires),
    type(desk.follow, names.of(follow)),
  ];
}

/** All that is typed into a workbook as it was made. */
export const typedFor = (plan: Plan, variant: Variant): Edit[] => [
  ...variant.changed.edits,
  ...choiceOf(plan, variant),
];

/** What is typed to come from one variant to the next. */
export function typedBetween(plan: Plan, before: Variant, next: Variant): Edit[] {
  const known = new Map(choiceOf(plan, before).map(({ cell, value }) => [cell, value]));
  return [
    ...(before.changed === next.changed ? [] : [...before.changed.undo, ...next.changed.edits]),
    ...choiceOf(plan, next).filter(({ cell, value }) => known.get(cell) !== value),
  ];
}
