import { type CellId, nowhere } from '../sheet/places.ts';
import { addressOf } from '../xlsx/address.ts';
import { figure } from './numbers.ts';
import type { Orientation, Quantity, Remark, TrainingTable } from './report.ts';
import { forwardSeries } from './roles/forward.ts';
import type { GradientRole } from './roles/gradient-role.ts';
import type { TableRoles } from './roles/roles.ts';
import { unsafeSigmoids } from './sigmoids.ts';
import { areasOf, cellName, labelOf } from './table/names.ts';
import { wholeSheet } from './table/pass.ts';
import type { Series } from './table/table.ts';
import { list } from './words.ts';

/** What was taken for what in a table, for people to check. */
export function describeTable(
  roles: TableRoles,
  gradients: readonly GradientRole[],
): TrainingTable {
  const { table, loss, parameters, nameOf } = roles;
  const { book } = table;
  const columns = gradients.filter(({ inner }) => inner === undefined);
  const used = [...forwardSeries(roles)];
  const shown = [
    ...new Set([
      ...used,
      ...columns.map(({ series }) => series),
      ...parameters.map(({ series }) => series),
    ]),
  ];
  shown.sort((a, b) => a.index - b.index);
  const { inputs, targets } = givensOf(roles);
  return {
    sheet: book.sheets[table.sheet]!,
    range: rangeOf(roles, shown),
    orientation: orientationOf(roles),
    steps: orientationOf(roles) === 'single' ? 1 : table.steps,
    headers: shown.map((series) => ({
      name: nameOf(series),
      first: cellName(book, firstOf(series)),
      range: areasOf(
        book,
        series.cells.filter((id) => id !== nowhere),
      ),
    })),
    roles: {
      loss: quantityOf(roles, loss),
      parameters: parameters.map(({ series }) => {
        const gradient = columns.find((each) => each.parameter === series);
        return {
          ...quantityOf(roles, series),
          gradient: gradient && quantityOf(roles, gradient.series),
        };
      }),
      rates: ratesOf(roles).map((id) => cellName(book, id)),
      inputs: inputs.map((each) => quantityOf(roles, each)),
      targets: targets.map((each) => quantityOf(roles, each)),
    },
  };
}

const firstOf = ({ cells }: Series): CellId => cells.find((id) => id !== nowhere) as CellId;

function quantityOf({ table, nameOf }: TableRoles, series: Series): Quantity {
  const cells = series.cells.filter((id) => id !== nowhere).map((id) => cellName(table.book, id));
  return { name: nameOf(series), cells };
}

function orientationOf({ table }: TableRoles): Orientation {
  const { down, right } = table.stride;
  if (table.steps === 1 || down === wholeSheet.down) return 'single';
  if (down === 1) return 'rows';
  return right === 1 ? 'columns' : 'blocks';
}

function rangeOf({ table }: TableRoles, shown: readonly Series[]): string {
  const places = shown
    .filter(({ sheet }) => sheet === table.sheet)
    .flatMap(({ cells }) =>
      cells.filter((id) => id !== nowhere).map((id) => table.book.placeOf(id)),
    );
  const rows = places.map(({ row }) => row);
  const columns = places.map(({ column }) => column);
  const smallest = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.min(a, b));
  const largest = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b));
  const first = addressOf({ row: smallest(rows), column: smallest(columns) });
  return `${first}:${addressOf({ row: largest(rows), column: largest(columns) })}`;
}

/** The numbers outside the steps that the updates read: as a rule one, the learning rate. */
export function ratesOf({ table, parameters, samples }: TableRoles): CellId[] {
  const { book } = table;
  const found = new Set<CellId>();
  const step = Math.max(1, samples[Math.floor(samples.length / 2)]!);
  for (const { series } of parameters) {
    const id = series.cells[step];
    if (id === undefined || id === nowhere) continue;
    for (const read of readsThroughNames(id)) {
      const isNumber = typeof book.value(read) === 'number';
      // Of a batch of another size the next step's weights stand beside the table too.
      const isSetting = book.references(read).every((each) => book.references(each).length === 0);
      if (table.seriesOf(read) === undefined && isNumber && isSetting) found.add(read);
    }
  }
  return [...found];

  function readsThroughNames(id: CellId): CellId[] {
    return book.references(book.anchorOf(id));
  }
}

/** Typed numbers of the way forward: what the first formulas read, and what only errors read. */
function givensOf(roles: TableRoles): { inputs: Series[]; targets: Series[] } {
  const { table, loss, states, samples } = roles;
  const { book } = table;
  const step = samples[Math.floor(samples.length / 2)]!;
  const forward = [...forwardSeries(roles)];
  const isParameter = (series: Series) => states.series.includes(series);
  const readsOf = (series: Series) => {
    const id = series.cells[step]!;
    if (id === nowhere) return [];
    return book
      .references(id)
      .filter((read) => table.stepOf(read) === step)
      .flatMap((read) => table.seriesOf(read) ?? []);
  };
  // What depends on no parameter but is read by what does.
  const moving = new Set<Series>(forward.filter(isParameter));
  for (let before = -1; before !== moving.size; ) {
    before = moving.size;
    for (const series of forward) {
      if (readsOf(series).some((read) => moving.has(read))) moving.add(series);
    }
  }
  const read = new Set([...moving].filter((series) => !isParameter(series)).flatMap(readsOf));
  const given = [...read].filter((series) => !moving.has(series) && series !== loss);
  given.sort((a, b) => a.index - b.index);
  // An input is multiplied by a parameter somewhere.
  const nextToParameter = new Set<Series>();
  for (const series of forward) {
    const id = series.cells[step]!;
    if (id === nowhere) continue;
    const read = book.references(id).flatMap((each) => table.seriesOf(each) ?? []);
    if (read.some(isParameter)) for (const each of read) nextToParameter.add(each);
  }
  return {
    inputs: given.filter((series) => nextToParameter.has(series)),
    targets: given.filter((series) => !nextToParameter.has(series)),
  };
}

/** What a person should know of a table though it is no fault. */
export function remarksOn(roles: TableRoles, gradients: readonly GradientRole[]): Remark[] {
  const { table, factor, loss, nameOf } = roles;
  const { book } = table;
  const remarks: Remark[] = [];
  if (factor !== 1) {
    const rates = ratesOf(roles).map((id) => ({ id, value: book.value(id) }));
    const rate = rates.find(
      ({ value }) => typeof value === 'number' && Math.abs(Math.abs(factor) - value) < 1e-6 * value,
    );
    const told =
      rate === undefined
        ? `the derivative of ${nameOf(loss)} times ${figure(factor)}`
        : `the derivative of ${nameOf(loss)} times ${factor < 0 ? 'minus ' : ''}${labelOf(book, rate.id) ?? 'the rate'}`;
    remarks.push({
      sentence: `All gradient columns hold ${told}. The constant is the same in all of them, so they are taken for right.`,
      cells: areasOf(
        book,
        gradients.map(({ series }) => firstOf(series)),
      ),
    });
  }
  for (const where of ['update', 'memory'] as const) {
    const inner = gradients.filter((each) => each.inner?.where === where);
    if (inner.length === 0) continue;
    const names = list(inner.map(({ name }) => name));
    const [gradient, stands, mean] =
      inner.length === 1 ? ['gradient', 'stands', 'mean'] : ['gradients', 'stand', 'means'];
    remarks.push({
      sentence: `The ${gradient} of ${names} ${stands} inside the ${where === 'update' ? 'updates' : `running ${mean}`}, which were judged.`,
      cells: areasOf(
        book,
        inner.map(({ series }) => firstOf(series)),
      ),
    });
  }
  remarks.push(...unsafeSigmoids(roles));
  const unread = roles.parameters.filter(
    ({ series }) => !gradients.some((each) => each.parameter === series),
  );
  if (unread.length > 0) {
    const names = list(unread.map(({ name }) => name));
    remarks.push({
      sentence: `No gradient column was found for ${names}; ${unread.length === 1 ? 'it is' : 'they are'} not judged.`,
      cells: areasOf(
        book,
        unread.map(({ series }) => firstOf(series)),
      ),
    });
  }
  return remarks;
}
