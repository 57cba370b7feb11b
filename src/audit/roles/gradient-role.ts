import type { Series } from '../table/table.ts';
import type { TableRoles } from './roles.ts';

/** Where the loss's derivative with respect to a parameter stands. */
export interface GradientRole {
  readonly parameter: Series;
  readonly name: string;
  /** The parameter's gradient column; of one that is written inside its update or a mean, those cells. */
  readonly series: Series;
  /** Of one that is written inside its update: what else the update takes. */
  readonly inner?: Inner;
}

/** An update `w − η·(…)`, or a running mean `0.9·m + 0.1·(…)`, from which the gradient follows. */
export interface Inner {
  readonly where: 'update' | 'memory';
  /** What is there without the gradient: `w`, `0.9·m`. */
  before(step: number): number | undefined;
  /** How many times the gradient is taken off that; of a mean, to which it is added, below 0. */
  rate(step: number): number | undefined;
}

/** The gradient that a value of the role's cell in a step stands for; undefined if that is no number. */
export function gradientIn({ inner }: GradientRole, value: unknown, step: number) {
  if (typeof value !== 'number' || inner === undefined) {
    return typeof value === 'number' ? value : undefined;
  }
  const [before, rate] = [inner.before(step), inner.rate(step)];
  return before === undefined || rate === undefined ? undefined : (before - value) / rate;
}

/** By how much the role's cell grows with the gradient that it stands for. */
export const perGradient = ({ inner }: GradientRole, step: number): number =>
  inner === undefined ? 1 : -(inner.rate(step) ?? 1);

/** What a role's cell has to be in a step. */
export function wantedIn(roles: TableRoles, role: GradientRole, step: number): number {
  const truth = roles.factor * roles.truth(role.parameter, step);
  return role.inner === undefined
    ? truth
    : (role.inner.before(step) ?? 0) - (role.inner.rate(step) ?? 0) * truth;
}
