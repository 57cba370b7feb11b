import type { Chance } from '../chance.ts';
import type { Model, Quantity } from '../model.ts';

/** A cell; rows and columns count from 1. */
export interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

export interface Label extends Place {
  readonly text: string;
}

/** Where everything of a model stands. */
export interface Layout {
  readonly sheets: readonly string[];
  /** The cell, or the upper left one of a matrix. */
  readonly place: (key: string, step: number) => Place;
  readonly labels: readonly Label[];
}

/** Puts a model somewhere. @param header what a quantity is called */
export type Arrange = (
  model: Model,
  header: (quantity: Quantity) => string,
  chance: Chance,
) => Layout;

/** What belongs to the way back. */
const backward = new Set<Quantity['kind']>([
  'gradient',
  'mean gradient',
  'delta',
  'activation gradient',
  'slope',
  'first moment',
  'second moment',
]);

export const isBackward = ({ kind }: Quantity): boolean => backward.has(kind);

/** Groups of neighbours that stay together in whatever order a person puts them. */
export function groupsOf(quantities: readonly Quantity[]): Quantity[][] {
  const groups: Quantity[][] = [];
  let last: string | undefined;
  for (const quantity of quantities) {
    const { kind } = quantity;
    const name =
      kind === 'net' || kind === 'activation' ? 'units' : kind === 'bias' ? 'weight' : kind;
    if (name === last) groups[groups.length - 1].push(quantity);
    else groups.push([quantity]);
    last = name;
  }
  return groups;
}

/** The order of the columns: as the seed has it, with the gradients first, or groups anyhow. */
export function orderedGroups(model: Model, chance: Chance): Quantity[][] {
  const moving = model.quantities.filter(({ once }) => !once);
  const groups = groupsOf(moving);
  const order = chance.pick([
    'as built',
    'as built',
    'parameters first',
    'gradients first',
    'mixed',
  ]);
  if (order === 'mixed') return chance.shuffle(groups);
  if (order === 'as built') return groups;
  const first = (group: readonly Quantity[]) =>
    order === 'gradients first'
      ? group[0].kind === 'gradient'
      : group[0].kind === 'weight' || group[0].kind === 'bias';
  return [...groups.filter(first), ...groups.filter((group) => !first(group))];
}
