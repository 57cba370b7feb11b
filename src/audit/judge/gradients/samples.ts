import { type Gradient, gradientOf } from '../../../sheet/gradient.ts';
import { isSame } from '../../numbers.ts';
import type { GradientRole } from '../../roles/gradient-role.ts';
import type { TableRoles } from '../../roles/roles.ts';
import type { Series } from '../../table/table.ts';
import { exists, type Finding } from '../finding.ts';
import { middleOf } from '../forms/reads.ts';
import { type WrongGradient, wrongGradients } from './wrong.ts';

type Explain = (
  roles: TableRoles,
  gradients: readonly GradientRole[],
  wrong: readonly WrongGradient[],
) => Finding[];

/**
 * Slips that were made in several samples: where loss and gradients are sums over samples, each sample
 * is judged by its own loss. What is the same in several of them is one finding. Undefined where that
 * does not tell what is wrong.
 */
export function repeatedSlips(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  skipped: ReadonlySet<number>,
  explain: Explain,
): Finding[] | undefined {
  const samples = samplesIn(roles, gradients).map((each) => ({
    ...each,
    wrong: wrongGradients(each.roles, each.gradients, skipped),
  }));
  const wrong = samples.filter((each) => each.wrong.length > 0);
  if (wrong.length < 2) return undefined;
  const found = wrong.flatMap((each) => explain(each.roles, each.gradients, each.wrong));
  return found.every(({ edit }) => edit !== undefined) ? grouped(roles, found) : undefined;
}

/** Findings that are alike but for their cells, each kind once. */
function grouped({ table: { book } }: TableRoles, findings: readonly Finding[]): Finding[] {
  const kinds = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.role} ${finding.slip} ${finding.symbol.replace(sampleSuffix, '')}`;
    kinds.set(key, [...(kinds.get(key) ?? []), finding]);
  }
  return [...kinds.values()].map((alike) => {
    const [first] = alike as [Finding, ...Finding[]];
    if (alike.length === 1) return first;
    const wrong = alike.flatMap((each) => each.wrong);
    // Samples below each other in one column are told as one area.
    const columns = new Set(wrong.map(({ cell }) => book.placeOf(cell).column));
    return {
      ...first,
      symbol: first.symbol.replace(sampleSuffix, ''),
      wrong:
        columns.size === 1
          ? [...wrong].sort((a, b) => book.placeOf(a.cell).row - book.placeOf(b.cell).row)
          : wrong,
      notes: [...first.notes, `The same slip is in ${alike.length} samples.`],
    };
  });
}

/** `E1 (2)`, `a_h1.2` */
const sampleSuffix = /\s*\(\d+\)$|\.\d+$/;

interface Sample {
  readonly roles: TableRoles;
  readonly gradients: readonly GradientRole[];
}

/** The samples of a batch, each as if it were all; empty where loss and gradients are no such sums. */
function samplesIn(roles: TableRoles, gradients: readonly GradientRole[]): Sample[] {
  const total = addendsOf(roles, roles.loss);
  const sums = gradients.flatMap((role) => {
    const sum = addendsOf(roles, role.series);
    return sum !== undefined && sum.of.length === total?.of.length ? [{ role, sum }] : [];
  });
  // One column's mean may be forgotten: that is no matter of its samples.
  const alike = sums.map(({ sum }) => sums.filter((each) => isSame(each.sum.share, sum.share)));
  const split = alike.reduce((a, b) => (b.length > a.length ? b : a), []);
  const [first] = split;
  if (total === undefined || first === undefined || split.length * 2 < gradients.length) return [];
  // Of a mean and a sum without more of either it cannot be told which is meant.
  if (split.length < sums.length && split.length * 2 <= sums.length) return [];
  // A mean of losses with sums of gradients, or the other way round.
  const factor = (roles.factor * total.share) / first.sum.share;
  return total.of.map((loss, i) => ({
    roles: withLoss(roles, loss, factor),
    gradients: split.map(({ role, sum }) => ({ ...role, series: sum.of[i]! })),
  }));
}

/** Quantities of which another one is the sum, or a part of it. */
interface Addends {
  /** In the order in which they are read. */
  readonly of: readonly Series[];
  readonly share: number;
}

function addendsOf({ table, samples }: TableRoles, { cells }: Series): Addends | undefined {
  const { book } = table;
  const step = middleOf(samples);
  const id = cells[step];
  if (!exists(id)) return undefined;
  const { by } = gradientOf(book, id, (each) => each !== id);
  const reads = [...new Set(book.references(id))].filter((each) => table.stepOf(each) === step);
  const [first] = reads;
  const share = first === undefined ? 0 : by(first);
  const total = reads.reduce((sum, each) => sum + Number(book.value(each)), 0);
  const isSum = share > 0 && isSame(share * total, Number(book.value(id)), Math.abs(total));
  if (!isSum || reads.some((each) => !isSame(by(each), share))) return undefined;
  const found = reads.flatMap((each) => table.seriesOf(each) ?? []);
  return found.length === reads.length && found.length > 1 ? { of: found, share } : undefined;
}

/** The same table with another loss. */
function withLoss(roles: TableRoles, loss: Series, factor: number): TableRoles {
  const { table, states } = roles;
  const known = new Map<number, Gradient>();
  const slopes = (step: number): Gradient => {
    const gradient =
      known.get(step) ?? gradientOf(table.book, loss.cells[step]!, (id) => states.stops(id));
    known.set(step, gradient);
    return gradient;
  };
  return {
    ...roles,
    loss,
    factor,
    slopes,
    truth: (parameter, step) => slopes(step).by(states.source(parameter.cells[step]!)),
  };
}
