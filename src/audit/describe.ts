import { type CellId, nowhere } from '../sheet/book.ts';
import { addressOf, quoteSheet } from '../xlsx/address.ts';
import type { GradientRole } from './judge/gradients.ts';
import { forwardSeries } from './judge/needs.ts';
import type { CellName, Header, Quantity, TrainingTable } from './report.ts';
import type { TableRoles } from './roles.ts';
import { areasOf, cellAddress } from './table/names.ts';
import type { Series } from './table/table.ts';

/** What was taken for a training, and which quantity for what: for people and programs. */
export function describeTable(
  roles: TableRoles,
  gradients: readonly GradientRole[],
): TrainingTable {
  const { table, loss, parameters } = roles;
  const { book, sheet, stride, steps } = table;
  const size = Math.max(stride.down, stride.right);
  const moving = table.series.filter((series) => isFilled(series, steps));
  const gradientOf = new Map(gradients.map((role) => [role.parameter, role.series]));
  const own = new Set(parameters.map(({ series }) => series));
  const given = givenOf(roles)
    .filter((series) => !own.has(series))
    .sort((a, b) => a.index - b.index);
  const outputs = new Set(targetsOf(roles, given));
  return {
    sheet: book.sheets[sheet],
    range: extent(
      roles,
      moving.filter((series) => series.sheet === sheet),
    ),
    orientation:
      steps === 1 ? 'single' : size > 1 ? 'blocks' : stride.down > 0 ? 'rows' : 'columns',
    steps,
    headers: moving.map((series) => headerOf(roles, series)),
    roles: {
      loss: quantityOf(roles, loss),
      parameters: parameters.map(({ series }) => {
        const gradient = gradientOf.get(series);
        return {
          ...quantityOf(roles, series),
          gradient: gradient && quantityOf(roles, gradient),
        };
      }),
      rates: ratesOf(roles),
      inputs: given.filter((series) => !outputs.has(series)).map((each) => quantityOf(roles, each)),
      targets: [...outputs].map((each) => quantityOf(roles, each)),
    },
  };
}

/** A cell that stands below or beside the table by chance is no column of it. */
const isFilled = ({ cells }: Series, steps: number): boolean =>
  cells.filter((id) => id !== nowhere).length * 2 > steps;

function headerOf(roles: TableRoles, series: Series): Header {
  const { book } = roles.table;
  const cells = series.cells.filter((id) => id !== nowhere);
  return {
    name: roles.nameOf(series),
    first: cellName(roles, cells[0]),
    range: areasOf(book, cells),
  };
}

function quantityOf(roles: TableRoles, series: Series): Quantity {
  const cells = series.cells.filter((id) => id !== nowhere);
  return { name: roles.nameOf(series), cells: cells.map((id) => cellName(roles, id)) };
}

function cellName({ table }: TableRoles, id: CellId): CellName {
  const { book } = table;
  return `${quoteSheet(book.sheets[book.placeOf(id).sheet])}!${cellAddress(book, id)}`;
}

/** From the first step's first cell to the last step's last. */
function extent({ table }: TableRoles, series: readonly Series[]): string {
  const { book } = table;
  const places = series.flatMap(({ cells }) =>
    cells.flatMap((id) => (id === nowhere ? [] : [book.placeOf(id)])),
  );
  if (places.length === 0) return '';
  const axis = (of: 'row' | 'column', pick: (a: number, b: number) => number) =>
    places.map((place) => place[of]).reduce((a, b) => pick(a, b));
  const least = (of: 'row' | 'column') => axis(of, Math.min);
  const most = (of: 'row' | 'column') => axis(of, Math.max);
  const first = addressOf({ row: least('row'), column: least('column') });
  return `${first}:${addressOf({ row: most('row'), column: most('column') })}`;
}

/** Quantities of the steps that the way forward reads and no formula computes. */
function givenOf(roles: TableRoles): Series[] {
  const { table } = roles;
  const { book } = table;
  const step = roles.samples[Math.floor(roles.samples.length / 2)] ?? 0;
  return [...forwardSeries(roles)].filter(({ cells }) => {
    const id = cells[step];
    if (id === nowhere) return false;
    const template = book.templateOf(book.anchorOf(id));
    return template === undefined || template.node.kind === 'cell';
  });
}

/** Given quantities that an output is compared with: the loss alone reads them. */
function targetsOf(roles: TableRoles, given: readonly Series[]): Series[] {
  const { table, loss } = roles;
  const { book } = table;
  const step = roles.samples[Math.floor(roles.samples.length / 2)] ?? 0;
  const candidates = new Set(given);
  const errors = new Set<Series>([loss]);
  for (const id of book.references(loss.cells[step])) {
    const series = table.seriesOf(id);
    if (series !== undefined && !candidates.has(series)) errors.add(series);
  }
  const found = new Set<Series>();
  for (const { cells } of errors) {
    for (const id of book.references(cells[step])) {
      const series = table.seriesOf(id);
      if (series !== undefined && candidates.has(series)) found.add(series);
    }
  }
  return [...found];
}

/** Single numbers outside the steps that the updates read. */
function ratesOf(roles: TableRoles): CellName[] {
  const { table, parameters } = roles;
  const { book } = table;
  const rates = new Set<CellId>();
  for (const { series } of parameters) {
    const id = series.cells[Math.min(1, table.steps - 1)];
    if (id === undefined || id === nowhere) continue;
    for (const read of book.references(book.anchorOf(id))) {
      const isOutside = table.seriesOf(read) === undefined;
      if (isOutside && typeof book.value(read) === 'number') rates.add(read);
    }
  }
  return [...rates].map((id) => cellName(roles, id));
}
