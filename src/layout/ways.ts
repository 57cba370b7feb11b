import { graphOf } from '../model/graph.ts';
import type { Network } from '../network/network.ts';
import {
  descentGradientOf,
  gradientOf,
  isTrained,
  meanOf,
  parametersOf,
} from '../network/parameters.ts';
import { type Hole, symbolParts } from '../ops/formula.ts';
import { type Ref, refKey } from '../ref.ts';
import { mostWays } from '../spec/limits.ts';
import { isNew } from '../symbolic/narration.ts';
import type { Quantity } from '../symbolic/quantities.ts';
import { type Ways, waysOf } from '../symbolic/ways.ts';
import { WAYS } from './sheets.ts';

/**
 * `Ways`: a row a weight or bias with what is known of it, and beside that a row a way back to it.
 * Above them stands what is followed, and the numbers that its update speaks of.
 */
export interface WaysLayout extends Ways {
  /** Every weight and bias; at first the first one is followed. */
  readonly all: readonly Ref[];
  /** What stands of each parameter in a column of its own: itself, its gradients, its memory. */
  readonly kept: readonly Ref[];
  readonly isAllTrained: boolean;
  /** What becomes of the gradient, up to the update, of the first parameter as of any other. */
  readonly lines: readonly UpdateLine[];
  /** The numbers that those lines speak of. */
  readonly numbers: readonly NumberOfUpdate[];
  readonly firstNumberRow: number;
  readonly headerRow: number;
  readonly firstRow: number;
  readonly lastParameterRow: number;
  readonly lastWayRow: number;
  /** Counted from the first row of a way, which is 1; 0 where there is none. */
  readonly firstWayOf: readonly number[];
  readonly columns: WaysColumns;
  /** The most ways of a parameter. */
  readonly most: number;
}

export interface WaysColumns {
  readonly name: number;
  readonly meaning: number;
  readonly sum: number;
  readonly firstWay: number;
  readonly count: number;
  readonly trained: number;
  /** Of one of `kept`. */
  readonly kept: (r: Ref) => number;
  readonly wayName: number;
  readonly label: number;
  /** The name of the factor in a slot; its value stands beside it. */
  readonly slot: (slot: number) => number;
  readonly last: number;
}

export interface UpdateLine {
  readonly kind: 'mean' | 'penalised' | 'state' | 'update';
  readonly quantity: Quantity;
}

/** A number of the update: what was before, or what the update has made. */
export interface NumberOfUpdate {
  readonly hole: Hole;
  readonly isNew: boolean;
}

export function waysLayoutOf(network: Network, quantities: readonly Quantity[]): WaysLayout {
  const ways = waysOf(network, graphOf(network), mostWays);
  const all = parametersOf(network);
  const lines = linesOf(network, quantities, all[0]!);
  const numbers = numbersIn(lines);
  const before = numbers.filter((each) => !each.isNew).map(({ hole }) => hole.ref);
  const kept = distinct([
    all[0]!,
    gradientOf(all[0]!),
    ...before.filter((r) => isOf(all[0]!, r)),
    ...lines.flatMap(({ kind, quantity }) =>
      kind === 'mean' || kind === 'penalised' ? [quantity.ref] : [],
    ),
  ]);
  const isAllTrained = all.every((r) => isTrained(network, r));
  const firstNumberRow = WAYS.firstNumberRow;
  const headerRow = firstNumberRow + numbers.length + 1;
  const firstRow = headerRow + 1;
  let next = 1;
  const firstWayOf = ways.followed.map(({ ways: { length } }) => {
    const first = length > 0 ? next : 0;
    next += length;
    return first;
  });
  const keptFrom = WAYS.countColumn + (isAllTrained ? 1 : 2);
  const wayName = keptFrom + kept.length + 1;
  const keys = new Map(kept.map((r, i) => [refKey(r), keptFrom + i]));
  const slot = (at: number) => wayName + 2 + 2 * at;
  return {
    ...ways,
    all,
    kept,
    isAllTrained,
    lines,
    numbers,
    firstNumberRow,
    headerRow,
    firstRow,
    lastParameterRow: firstRow + all.length - 1,
    lastWayRow: firstRow + next - 2,
    firstWayOf,
    columns: {
      name: WAYS.nameColumn,
      meaning: WAYS.meaningColumn,
      sum: WAYS.sumColumn,
      firstWay: WAYS.firstWayColumn,
      count: WAYS.countColumn,
      trained: WAYS.countColumn + 1,
      kept: (r) => keys.get(refKey(r))!,
      wayName,
      label: wayName + 1,
      slot,
      last: slot(ways.slots.length - 1) + 1,
    },
    most: Math.max(...ways.followed.map((each) => each.ways.length)),
  };
}

/** Whether a quantity goes with a parameter: its gradient, its memory. */
export function isOf(parameter: Ref, r: Ref): boolean {
  return r.layer === parameter.layer && r.unit === parameter.unit && r.input === parameter.input
    ? OF_PARAMETER.test(r.kind)
    : false;
}

const OF_PARAMETER = /^(weight|bias|(grad|mean|penalised|state)(Weight|Bias))$/;

/** The same quantity of another parameter. */
export function ofParameter(r: Ref, parameter: Ref): Ref {
  const kind = parameter.kind === 'weight' ? r.kind : r.kind.replace('Weight', 'Bias');
  const { layer, unit, input } = parameter;
  return {
    ...r,
    kind: (r.kind === 'weight' ? parameter.kind : kind) as Ref['kind'],
    layer,
    unit,
    input,
  };
}

function linesOf(network: Network, quantities: readonly Quantity[], first: Ref): UpdateLine[] {
  const { hasData, descent } = network;
  const quantity = (r: Ref) => quantities.find((q) => refKey(q.ref) === refKey(r))!;
  const line = (kind: UpdateLine['kind'], r: Ref): UpdateLine => ({ kind, quantity: quantity(r) });
  const states = descent.optimizer.states.map((_, part) =>
    line('state', { ...first, kind: 'stateWeight', part }),
  );
  return [
    ...(hasData ? [line('mean', meanOf(first))] : []),
    ...(descent.penalties.length > 0 ? [line('penalised', descentGradientOf(network, first))] : []),
    ...states,
    line('update', first),
  ];
}

function numbersIn(lines: readonly UpdateLine[]): NumberOfUpdate[] {
  const numbers = new Map<string, NumberOfUpdate>();
  for (const { kind, quantity } of lines) {
    if (kind === 'mean') continue;
    for (const hole of symbolParts(quantity.formula)) {
      if (typeof hole === 'string') continue;
      const number = { hole, isNew: kind !== 'penalised' && isNew(hole) };
      numbers.set(keyOfNumber(number), number);
    }
  }
  return [...numbers.values()];
}

export const keyOfNumber = ({ hole, isNew }: NumberOfUpdate) => `${refKey(hole.ref)} ${isNew}`;

const distinct = (refs: readonly Ref[]) => [...new Map(refs.map((r) => [refKey(r), r])).values()];
