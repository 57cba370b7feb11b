import type { CellId } from '../../../sheet/places.ts';
import type { TableRoles } from '../../roles/roles.ts';
import type { Series } from '../../table/table.ts';
import { middleOf, type Net, netOf, readsOf } from './reads.ts';

/** A unit's sum of weights, in the middle of the table. */
export interface Unit extends Net {
  readonly series: Series;
  /** All that it reads. */
  readonly reads: ReadonlySet<CellId>;
  /** What its weights weigh. */
  readonly sources: ReadonlySet<CellId>;
}

/** The formulas of the way forward that are sums of weights. */
export function unitsOf(roles: TableRoles, forward: readonly Series[]): Unit[] {
  const step = middleOf(roles.samples);
  return forward.flatMap((series) => {
    const id = series.cells[step]!;
    const reads = readsOf(roles, id);
    const net = netOf(roles, id, reads);
    if (net === undefined || net.products.length === 0) return [];
    const sources = new Set(net.products.map(({ source }) => source));
    return [{ series, ...net, reads: new Set(reads.map(({ read }) => read)), sources }];
  });
}

export const meets = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>) =>
  [...one].some((each) => other.has(each));

const isEqual = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>) =>
  one.size === other.size && [...one].every((each) => other.has(each));

/** A unit that lacks a bias, and those of the units that share a cell with it. */
interface Unbiased {
  readonly series: Series;
  readonly biases: readonly {
    readonly cell: CellId;
    /** Of a unit with the same weights: of the same one for another sample. */
    readonly own: boolean;
  }[];
}

/** Sums of weights that lack a bias, where all that share a cell with them have one. */
export function unitsWithoutBias(units: readonly Unit[]): Unbiased[] {
  return units.flatMap((unit) => {
    if (unit.alone.length > 0) return [];
    // Those with a weight in common are the same unit for another sample or element.
    const weights = new Set(unit.products.map(({ weight }) => weight));
    const twins = units.filter((each) => each !== unit && meets(each.reads, weights));
    const near = units.filter((each) => each !== unit && meets(each.reads, unit.reads));
    const like = (twins.length > 0 ? twins : near).map((each) => ({
      own: unit.products.every(({ weight }) => each.reads.has(weight)),
      // What others weigh lacks its weight.
      alone: each.alone.filter((cell) => !units.some(({ sources }) => sources.has(cell))),
    }));
    if (like.length === 0 || like.some(({ alone }) => alone.length === 0)) return [];
    const biases = like.flatMap(({ own, alone }) => alone.map((cell) => ({ cell, own })));
    return [{ series: unit.series, biases }];
  });
}

/** Sums of weights that add what others weigh: a weight is missing before it. */
export function unitsBiasedBySources(units: readonly Unit[]): Series[] {
  return units
    .filter(({ alone }) => alone.some((cell) => units.some(({ sources }) => sources.has(cell))))
    .map(({ series }) => series);
}

/** Sums of weights of which one has a parameter alone, as its bias, and another as a weight. */
export function unitsBiasedByWeights(units: readonly Unit[]): Series[] {
  const weights = new Map<CellId, Unit[]>();
  for (const unit of units) {
    for (const { weight } of unit.products) {
      weights.set(weight, [...(weights.get(weight) ?? []), unit]);
    }
  }
  const found = units.flatMap((unit) =>
    unit.alone.flatMap((cell) => {
      const others = weights.get(cell);
      return others === undefined ? [] : [unit, ...others];
    }),
  );
  return [...new Set(found.map(({ series }) => series))];
}

/**
 * Units of a layer read the same cells, and units of other layers or samples that read as many none
 * of theirs: those that are against that most often.
 */
export const unitsWithMixedSources = (units: readonly Unit[]): Series[] =>
  mostAtOdds(units, ({ sources }) => sources);

/**
 * A unit has the same weights for every sample, and another unit with as many none of them: those that
 * are against that most often.
 */
export const unitsWithMixedWeights = (units: readonly Unit[]): Series[] =>
  mostAtOdds(units, ({ products }) => new Set(products.map(({ weight }) => weight)));

/** The units whose cells are at odds most often with others': as many, and some of them the same. */
function mostAtOdds(
  units: readonly Unit[],
  cellsOf: (unit: Unit) => ReadonlySet<CellId>,
): Series[] {
  const all = units.map(cellsOf);
  const conflicts = all.map(
    (own) =>
      all.filter(
        (cells) =>
          cells.size > 1 && cells.size === own.size && meets(own, cells) && !isEqual(own, cells),
      ).length,
  );
  const most = Math.max(0, ...conflicts);
  return most === 0
    ? []
    : units.filter((_, i) => conflicts[i] === most).map(({ series }) => series);
}

/**
 * Units that read only some of the cells that another one reads: of a layer all read the same. With its
 * weights there must be one that reads more, if there is any: an output reads less than the next hidden
 * unit of a recurrent network.
 */
export function unitsLackingSources(units: readonly Unit[]): Series[] {
  const has = (all: ReadonlySet<CellId>, some: ReadonlySet<CellId>) =>
    all.size > some.size && [...some].every((each) => all.has(each));
  return units
    .filter((unit) => {
      const weights = new Set(unit.products.map(({ weight }) => weight));
      const twins = units.filter((each) => each !== unit && meets(each.reads, weights));
      const isShort =
        twins.length === 0 || twins.some(({ products }) => products.length > weights.size);
      return isShort && units.some(({ sources }) => has(sources, unit.sources));
    })
    .map(({ series }) => series);
}
