import { nowhere } from '../../sheet/places.ts';
import { isSame } from '../numbers.ts';
import { isDerivativeName, subjectOf } from '../table/names.ts';
import type { Series, StepTable } from '../table/table.ts';
import { forwardSeries } from './forward.ts';
import type { GradientRole } from './gradient-role.ts';
import type { TableRoles } from './roles.ts';
import { inputsOf } from './way.ts';

/** Parameters that no update moves but that the sheet has the right gradient of. */
export function stillParameters(
  roles: TableRoles,
  gradients: readonly GradientRole[],
): GradientRole[] {
  const { table, samples, states, factor, nameOf } = roles;
  const { book } = table;
  const taken = new Set(gradients.map(({ series }) => series));
  const forward = forwardSeries(roles);
  const vector = ({ cells }: Series) =>
    samples.map((step) =>
      cells[step] === nowhere ? Number.NaN : Number(book.value(cells[step]!)),
    );
  return [...forward].flatMap((series): GradientRole[] => {
    if (states.series.includes(series) || !staysTheSame(table, series)) return [];
    const truth = samples.map((step) => factor * roles.slopes(step).by(series.cells[step]!));
    if (truth.every((x) => x === 0)) return [];
    const right = table.series.filter((each) => {
      if (taken.has(each) || forward.has(each) || !isDerivativeName(nameOf(each))) return false;
      return vector(each).every((x, i) => isSame(x, truth[i]!, Math.abs(truth[i]!)));
    });
    // A bias's gradient is a delta, which has a column of its own.
    const subject = subjectOf(nameOf(series));
    const isOwn = (each: Series) => subject !== undefined && subjectOf(nameOf(each)) === subject;
    const gradient = right.find(isOwn) ?? right[0];
    return gradient === undefined
      ? []
      : [{ parameter: series, name: nameOf(series), series: gradient }];
  });
}

/** Whether every cell of a quantity repeats the one of the step before, by formula and unawares. */
function staysTheSame(table: StepTable, series: Series): boolean {
  const { book, seriesOf, steps, stride } = table;
  // What names its first cell with a $ is kept on purpose.
  const node = table.usualOf(series)?.node;
  if (node?.kind === 'cell' && (stride.down > 0 ? node.row : node.column).fixed) return false;
  for (let step = 1; step < steps; step++) {
    const id = series.cells[step]!;
    if (id === nowhere || book.templateOf(book.anchorOf(id)) === undefined) return false;
    const inputs = inputsOf(table, id);
    if (inputs.length !== 1 || seriesOf(inputs[0]!) !== series) return false;
    if (book.value(inputs[0]!) !== book.value(id)) return false;
  }
  return steps > 1;
}
