import { isSame } from '../../numbers.ts';
import { forwardSeries } from '../../roles/forward.ts';
import type { GradientRole } from '../../roles/gradient-role.ts';
import type { TableRoles } from '../../roles/roles.ts';
import type { Edit } from '../../slips/edits/edit.ts';
import { moved } from '../../slips/moved.ts';
import { findEdit } from '../../slips/search.ts';
import { transferred } from '../../slips/transfer.ts';
import { isDerivativeName } from '../../table/names.ts';
import type { Series } from '../../table/table.ts';
import { exists } from '../finding.ts';
import { middleOf } from '../forms/reads.ts';
import { knownQuantities } from './known.ts';
import type { Suspect } from './suspects.ts';

/** A formula of the way back that is to blame, and the change that mends it. */
export interface Choice {
  readonly suspect: Suspect;
  readonly edit: Edit | undefined;
  readonly steps: readonly number[];
}

export function choose(
  roles: TableRoles,
  suspects: readonly Suspect[],
  open: ReadonlySet<GradientRole>,
  steps: readonly number[],
): Choice | undefined {
  const { table } = roles;
  const useful = suspects.filter(({ covers }) => [...covers].some((role) => open.has(role)));
  const known = knownQuantities(roles, steps);
  const sizes = [...new Set(useful.map(({ covers }) => covers.size))].sort((a, b) => b - a);
  let unnamed: Choice | undefined;
  for (const size of sizes) {
    const level = useful.filter(({ covers }) => covers.size === size);
    const choices = level.map((suspect): Choice & { order: number; right: boolean } => {
      const { series, needs } = suspect;
      const usual = usualSteps(roles, series, steps, needs);
      const edit = findEdit(roles, series, usual.steps, usual.needs, (each) =>
        isNew(roles, series, each),
      );
      const values = steps.map((step) => Number(table.book.value(series.cells[step]!)));
      // Whatever a bare reference shows is some derivative.
      const isBare = table.usualOf(series)?.node.kind === 'cell';
      const right =
        !isBare &&
        known.some((each) => each.every((x, i) => isSame(x, values[i]!))) &&
        !isAnothers(roles, series, steps, values);
      const order = table.book.order(series.cells[steps[0]!]!);
      return { suspect, edit, steps, order, right };
    });
    const isGradient = ({ suspect }: Choice) =>
      [...open].some(({ series }) => series === suspect.series);
    // What holds a derivative already is less likely to be wrong; a gradient that lacks all but one
    // factor of its chain does so too.
    const costOf = ({ suspect, edit, right }: Choice & { right: boolean }) =>
      (edit?.cost ?? 0) +
      (right ? 0.2 : 0) +
      0.25 * Math.min(2, copiesOf(roles, suspect.series, open));
    choices.sort(
      (a, b) =>
        Number(a.edit === undefined) - Number(b.edit === undefined) ||
        costOf(a) - costOf(b) ||
        a.order - b.order,
    );
    const [best] = choices;
    if (best?.edit !== undefined) return best;
    for (const choice of choices.filter(({ right }) => !right).slice(0, 2)) {
      const { series, needs } = choice.suspect;
      const usual = usualSteps(roles, series, steps, needs);
      const edit = transferred(roles, series, usual.steps, usual.needs);
      if (edit !== undefined) return { ...choice, edit };
    }
    // No change is small enough: the first link of the chain that is not known to be right.
    const plain = choices.filter((each) => !each.right).sort((a, b) => a.order - b.order);
    const blamed = plain.find((each) => size > 1 || isGradient(each)) ?? plain[0] ?? best;
    if (unnamed === undefined) unnamed = blamed;
  }
  return unnamed;
}

/** The quantity of the way forward that a derivative's header ends with: `z_h1` of `dz_h1`. */
function namedBy(roles: TableRoles, header: string): Series | undefined {
  if (!isDerivativeName(header)) return undefined;
  const named = [...forwardSeries(roles)].filter((each) => {
    const name = roles.nameOf(each);
    const before = header.slice(0, -name.length);
    return header.endsWith(name) && /^\P{N}{1,12}$/u.test(before);
  });
  const longest = Math.max(...named.map((each) => roles.nameOf(each).length));
  const [only, other] = named.filter((each) => roles.nameOf(each).length === longest);
  return other === undefined ? only : undefined;
}

/** Whether a column holds another derivative than the one that its header names. */
function isAnothers(
  roles: TableRoles,
  series: Series,
  steps: readonly number[],
  values: readonly number[],
): boolean {
  const only = namedBy(roles, roles.nameOf(series));
  if (only === undefined) return false;
  const truth = steps.map((step) => roles.factor * roles.slopes(step).by(only.cells[step]!));
  return truth.some((x, i) => !isSame(x, values[i]!));
}

/** How many columns that are right have the very same formula, filled to the right: it was not mistyped. */
function copiesOf({ table }: TableRoles, series: Series, open: ReadonlySet<GradientRole>): number {
  const usual = table.usualOf(series);
  if (usual === undefined || usual.node.kind === 'cell') return 0;
  const wrong = new Set([...open].map((role) => role.series));
  return table.series.filter(
    (each) => each !== series && !wrong.has(each) && table.usualOf(each) === usual,
  ).length;
}

/** A repaired formula that another column has already would give two columns one meaning. */
function isNew(roles: TableRoles, series: Series, { node }: Edit): boolean {
  const { table } = roles;
  const { book } = table;
  const step = middleOf(roles.samples);
  const text = JSON.stringify(node);
  const here = book.placeOf(series.cells[step]!);
  return !table.series.some(({ cells, index }) => {
    if (index === series.index || !exists(cells[step])) return false;
    const at = book.placeOf(cells[step]);
    if (at.sheet !== here.sheet || book.cellOf(cells[step]).formula === undefined) return false;
    const template = book.templateOf(cells[step]);
    return template !== undefined && JSON.stringify(moved(template.node, at, here)) === text;
  });
}

function usualSteps(
  { table, samples }: TableRoles,
  { cells }: Series,
  steps: readonly number[],
  needs: readonly number[],
) {
  const { book } = table;
  const middle = book.templateOf(cells[middleOf(samples)]!);
  const usual = steps.map((step, i) => ({ step, need: needs[i]! }));
  const like = usual.filter(({ step }) => book.templateOf(cells[step]!) === middle);
  const chosen = like.length > 0 ? like : usual;
  return { steps: chosen.map(({ step }) => step), needs: chosen.map(({ need }) => need) };
}
