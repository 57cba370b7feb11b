import { isSame } from '../../numbers.ts';
import { type GradientRole, gradientIn, wantedIn } from '../../roles/gradient-role.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { exists, type Finding } from '../finding.ts';
import { middleOf } from '../forms/reads.ts';

/** The steps in which a gradient is not the derivative. */
export interface WrongGradient {
  readonly role: GradientRole;
  readonly steps: readonly number[];
}

/** Compares every gradient with the derivative of the sheet's own loss, in every step but some. */
export function wrongGradients(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  skipped: ReadonlySet<number>,
): WrongGradient[] {
  const { table, factor, loss } = roles;
  const { book } = table;
  return gradients.flatMap((role) => {
    const pairs: { step: number; value: number; truth: number }[] = [];
    for (let step = 0; step < table.steps; step++) {
      if (skipped.has(step) || !exists(role.series.cells[step]) || !exists(loss.cells[step]))
        continue;
      if (!exists(role.parameter.cells[step])) continue;
      const value = gradientIn(role, book.value(role.series.cells[step]!), step);
      const truth = factor * roles.truth(role.parameter, step);
      if (typeof book.value(loss.cells[step]!) !== 'number' || roles.slopes(step).kinked) continue;
      if (value !== undefined && Number.isFinite(truth)) pairs.push({ step, value, truth });
    }
    // What an update leaves of a small gradient is rounded with the parameter.
    const rounded = (step: number) =>
      Math.abs((role.inner?.before(step) ?? 0) / (role.inner?.rate(step) ?? 1)) / 100;
    const size = Math.max(0, ...pairs.map(({ step, truth }) => Math.abs(truth) + rounded(step)));
    const steps = pairs
      .filter(({ value, truth }) => !isSame(value, truth, size))
      .map(({ step }) => step);
    return steps.length === 0 ? [] : [{ role, steps }];
  });
}

/** A few steps in which gradients are wrong, and in which the column has its usual formula. */
export function lookedAt(
  { table, samples }: TableRoles,
  wrong: readonly WrongGradient[],
  open: ReadonlySet<GradientRole>,
): number[] {
  const { book } = table;
  const all = new Set(wrong.filter(({ role }) => open.has(role)).flatMap(({ steps }) => steps));
  const [first] = open;
  const usual = (step: number) => {
    const middle = first?.series.cells[middleOf(samples)];
    const own = first?.series.cells[step];
    return (
      exists(middle) &&
      exists(own) &&
      book.templateOf(book.anchorOf(own)) === book.templateOf(book.anchorOf(middle))
    );
  };
  const steps = [...all].filter(usual).sort((a, b) => a - b);
  const pool = steps.length > 0 ? steps : [...all].sort((a, b) => a - b);
  const wanted = [0, 1, Math.floor(pool.length / 3), Math.floor(pool.length / 2), pool.length - 1];
  return [...new Set(wanted)].filter((i) => i >= 0 && i < pool.length).map((i) => pool[i]!);
}

export function unexplained(
  roles: TableRoles,
  wrong: readonly WrongGradient[],
  role: GradientRole,
): Finding {
  const steps = wrong.find((each) => each.role === role)?.steps ?? [];
  return {
    series: role.series,
    role: 'gradient',
    slip: 'unexplained',
    symbol: `∂E/∂${role.name}`,
    wrong: steps.map((step) => ({
      cell: role.series.cells[step]!,
      right: wantedIn(roles, role, step),
    })),
    node: undefined,
    edit: undefined,
    causes: [],
    notes: [],
  };
}
