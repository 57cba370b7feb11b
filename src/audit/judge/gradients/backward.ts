import { isSame } from '../../numbers.ts';
import type { Slip } from '../../report.ts';
import { forwardSeries } from '../../roles/forward.ts';
import { type GradientRole, wantedIn } from '../../roles/gradient-role.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { valueIn } from '../../slips/search.ts';
import type { Series } from '../../table/table.ts';
import { exists, type Finding } from '../finding.ts';
import type { Choice } from './choose.ts';
import { backwardSlopes } from './suspects.ts';
import type { WrongGradient } from './wrong.ts';

export function backwardFinding(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  wrong: readonly WrongGradient[],
  { suspect, edit }: Choice,
): Finding {
  const { series, covers } = suspect;
  const own = gradients.find((role) => role.series === series);
  const steps = new Set(wrong.filter(({ role }) => covers.has(role)).flatMap((each) => each.steps));
  const forward = forwardSeries(roles);
  const { book } = roles.table;
  const usual = roles.table.usualOf(series);
  const wrongCells = [...steps]
    .sort((a, b) => a - b)
    .flatMap((step) => {
      const cell = series.cells[step];
      if (!exists(cell)) return [];
      // The first step may have a formula of its own.
      const isMended = edit !== undefined && book.templateOf(cell) === usual;
      const mended = isMended ? valueIn(roles, edit.node, cell) : undefined;
      const right = mended ?? neededValue(roles, forward, [...covers], series, step);
      const value = book.value(cell);
      if (right !== null && typeof value === 'number' && isSame(right, value)) return [];
      return [{ cell, right }];
    });
  return {
    series,
    role: 'gradient',
    slip: edit?.slip ?? ('unexplained' as Slip),
    symbol: own === undefined ? roles.nameOf(series) : `∂E/∂${own.name}`,
    wrong: wrongCells,
    node: edit?.node,
    edit,
    causes: [...covers].filter((role) => role.series !== series).map(({ name }) => `∂E/∂${name}`),
    notes: [],
  };
}

function neededValue(
  roles: TableRoles,
  forward: ReadonlySet<Series>,
  covers: readonly GradientRole[],
  series: Series,
  step: number,
): number | null {
  const { book } = roles.table;
  for (const role of covers) {
    const id = role.series.cells[step]!;
    const slope = backwardSlopes(roles, forward, id, step).by(series.cells[step]!);
    const [value, own] = [book.value(id), book.value(series.cells[step]!)];
    if (slope === 0 || typeof value !== 'number' || typeof own !== 'number') continue;
    return own + (wantedIn(roles, role, step) - value) / slope;
  }
  return null;
}
