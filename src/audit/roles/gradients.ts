import { nowhere } from '../../sheet/places.ts';
import { isSame } from '../numbers.ts';
import { isDerivativeName, subjectOf } from '../table/names.ts';
import type { Series } from '../table/table.ts';
import { forwardSeries } from './forward.ts';
import type { GradientRole } from './gradient-role.ts';
import { spellsOut } from './inner/inner.ts';
import type { TableRoles } from './roles.ts';
import { along, goesOn, middle, nearest, usualWay, wayTo } from './way.ts';

/**
 * The gradient column of every parameter: the one whose values are right, or else the one that
 * stands to the parameter's update as the others stand to theirs, or the one whose header says so.
 */
export function gradientColumns(roles: TableRoles): GradientRole[] {
  const { table, parameters, nameOf } = roles;
  const ways = parameters.flatMap(({ series, gradient }) => {
    const way = gradient && wayTo(roles, series, gradient);
    return way === undefined ? [] : [{ parameter: series, way }];
  });
  const taken = new Set(parameters.flatMap(({ gradient }) => gradient ?? []));
  const forward = forwardSeries(roles);
  // What has the right values by chance stands elsewhere than the others' gradients: δ for w where a = 1.
  const usual = usualWay(ways);
  const isUsual = (parameter: Series) =>
    usual === undefined ||
    ways.some((each) => each.parameter === parameter && each.way.join() === usual.join());
  const standing = new Map(
    parameters.map(({ series, gradient }) => [
      series,
      isUsual(series) ? (gradient ?? along(roles, series, usual)) : along(roles, series, usual),
    ]),
  );
  /** What the update leads to; where no gradient tells the way, the nearest formula behind it. */
  const ledTo = (parameter: Series) =>
    standing.get(parameter) ?? (usual === undefined ? nearest(roles, parameter) : undefined);
  const found = parameters.flatMap(({ series, name, gradient }) => {
    const matched = isUsual(series) ? gradient : undefined;
    const right = matched ?? named(series, gradient) ?? elsewhere(roles, series);
    const known =
      named(series, standing.get(series)) ??
      (isSwapped(series, right)
        ? ledTo(series)
        : isPassedOn(right, standing.get(series))
          ? standing.get(series)
          : right);
    const own =
      known ??
      (spellsOut(roles, series)
        ? byName(series, taken)
        : (free(standing.get(series), taken) ?? byName(series, taken) ?? nearest(roles, series)));
    // The way forward holds no gradients.
    if (own === undefined || own === series || forward.has(own)) return [];
    // A running mean is no gradient, though it may be made of one that has no column.
    if (own !== right && isMemory(own)) return [];
    return [{ parameter: series, name, series: own }];
  });
  const others = parameters.filter(
    ({ series }) => !found.some((each) => each.parameter === series),
  );
  return [
    ...found,
    ...others.flatMap(({ series, name }) => {
      const own = inBlock(roles, series, found);
      return own === undefined ? [] : [{ parameter: series, name, series: own }];
    }),
  ];

  function isMemory(read: Series): boolean {
    const id = read.cells[middle(roles)] ?? nowhere;
    return !isDerivativeName(nameOf(read)) && goesOn(table.book, table, id, read);
  }

  /** The column that the update goes by, if it is called this parameter's gradient. */
  function named(parameter: Series, read: Series | undefined): Series | undefined {
    const subject = subjectOf(nameOf(parameter));
    if (read === undefined || subject === undefined) return undefined;
    const name = nameOf(read);
    return isDerivativeName(name) && subjectOf(name) === subject ? read : undefined;
  }

  /** Two parameters whose updates lead to each other's gradient: then the columns are swapped. */
  function isSwapped(parameter: Series, right: Series | undefined): boolean {
    const read = ledTo(parameter);
    if (right === undefined || read === undefined || read === right) return false;
    const other = parameters.find(({ series }) => ledTo(series) === right);
    return other !== undefined && elsewhere(roles, other.series) === read;
  }

  /** Whether the right values are those of a link of the chain, and the update goes by a column of its own. */
  function isPassedOn(right: Series | undefined, read: Series | undefined): boolean {
    if (right === undefined || read === undefined || right === read || taken.has(read))
      return false;
    // A memory of it is none.
    if (goesOn(roles.table.book, roles.table, read.cells[middle(roles)] ?? nowhere, read))
      return false;
    const readers = readersOf(roles);
    const isState = (series: Series) => roles.states.series.includes(series);
    const own = [...(readers.get(read) ?? [])];
    const others = [...(readers.get(right) ?? [])];
    return own.length > 0 && own.every(isState) && others.some((series) => !isState(series));
  }

  function byName(parameter: Series, used: ReadonlySet<Series>): Series | undefined {
    const wanted = subjectOf(nameOf(parameter));
    if (wanted === undefined) return undefined;
    const named = table.series.filter(
      (each) =>
        !used.has(each) &&
        table.usualOf(each) !== undefined &&
        isDerivativeName(nameOf(each)) &&
        subjectOf(nameOf(each)) === wanted &&
        nameOf(each) !== nameOf(parameter),
    );
    return named[named.length - 1];
  }
}

/** Of an entry of a block: what stands in the gradient's block where it stands in its own. */
function inBlock(
  roles: TableRoles,
  parameter: Series,
  found: readonly GradientRole[],
): Series | undefined {
  const { table } = roles;
  const { book } = table;
  const step = middle(roles);
  const own = parameter.cells[step];
  if (own === undefined || own === nowhere) return undefined;
  const anchor = book.anchorOf(own);
  if (book.cellOf(anchor).array === undefined) return undefined;
  const isLike = ({ parameter: { cells }, series }: GradientRole) =>
    [cells, series.cells].every((all) => (all[step] ?? nowhere) !== nowhere) &&
    book.anchorOf(cells[step]!) === anchor;
  const like = found.find(isLike);
  if (like === undefined) return undefined;
  const placeOf = ({ cells }: Series) => book.placeOf(cells[step]!);
  const [here, other, slope] = [placeOf(parameter), placeOf(like.parameter), placeOf(like.series)];
  const [row, column] = [
    slope.row + here.row - other.row,
    slope.column + here.column - other.column,
  ];
  const id = book.find(slope.sheet, row, column);
  if (id === nowhere || book.anchorOf(id) !== book.anchorOf(like.series.cells[step]!)) {
    return undefined;
  }
  return table.seriesOf(id);
}

const free = (series: Series | undefined, taken: ReadonlySet<Series>) =>
  series !== undefined && taken.has(series) ? undefined : series;

/** Which quantities' formulas read a quantity, in the middle of the table. */
function readersOf(roles: TableRoles): Map<Series, Set<Series>> {
  const { table } = roles;
  const { book } = table;
  const at = middle(roles);
  const readers = new Map<Series, Set<Series>>();
  for (const reader of table.series) {
    for (const step of [at, at + 1]) {
      const id = reader.cells[step];
      if (id === undefined || id === nowhere || book.anchorOf(id) !== id) continue;
      for (const read of book.references(id)) {
        const series = table.seriesOf(read);
        if (series === undefined || series === reader) continue;
        readers.set(series, (readers.get(series) ?? new Set()).add(reader));
      }
    }
  }
  return readers;
}

/** A column with the right values that the parameter's update does not lead to. */
function elsewhere(roles: TableRoles, parameter: Series): Series | undefined {
  const { table, factor, samples } = roles;
  const truth = samples.map((step) => factor * roles.truth(parameter, step));
  if (truth.every((x) => x === 0)) return undefined;
  const forward = forwardSeries(roles);
  const found = table.series.filter((series) => {
    if (forward.has(series) || roles.states.series.includes(series)) return false;
    // It may well be right for two parameters, but it belongs to one.
    if (roles.parameters.some((each) => each.gradient === series)) return false;
    return samples.every((step, i) => {
      const id = series.cells[step]!;
      const value = id === nowhere ? undefined : table.book.value(id);
      return typeof value === 'number' && isSame(value, truth[i]!, Math.abs(truth[i]!));
    });
  });
  // A bias's gradient is a delta, which has a column of its own.
  const subject = subjectOf(roles.nameOf(parameter));
  const isCalledSo = (series: Series) => {
    const name = roles.nameOf(series);
    return subject !== undefined && isDerivativeName(name) && subjectOf(name) === subject;
  };
  return found.find(isCalledSo) ?? found[0];
}
