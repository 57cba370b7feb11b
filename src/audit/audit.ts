import { type CellId, openBook } from '../sheet/book.ts';
import type { Cells } from '../xlsx/cells.ts';
import { describeTable } from './describe.ts';
import { brokenFindings } from './judge/broken.ts';
import { explain, wrongGradients } from './judge/columns.ts';
import type { Finding } from './judge/finding.ts';
import { type GradientRole, gradientColumns, stillParameters } from './judge/gradients.ts';
import { brokenCells } from './judge/patterns.ts';
import { judgeUpdates, neverUpdated } from './judge/updates.ts';
import type { AuditReport, Fault } from './report.ts';
import { rolesOf, type TableRoles } from './roles.ts';
import { findTables, type StepTable } from './table/table.ts';
import { faultOf } from './words.ts';

interface Audited {
  readonly roles: TableRoles;
  readonly gradients: readonly GradientRole[];
  readonly findings: readonly Finding[];
}

/** What is wrong in one table; undefined if it is no training. */
function auditTable(table: StepTable): Audited | undefined {
  const broken = brokenCells(table);
  const skipped = new Set(broken.map(({ step }) => step));
  const roles = rolesOf(table, { skipped });
  if (roles === undefined) return undefined;
  const gradients = gradientColumns(roles);
  const findings = [
    ...brokenFindings(roles, gradients, broken),
    ...explain(roles, gradients, wrongGradients(roles, gradients, skipped)),
    ...judgeUpdates(roles, gradients),
    ...neverUpdated(roles, gradients, stillParameters(roles, gradients)),
  ];
  return { roles, gradients, findings: oncePerCell(findings) };
}

/** Of two findings about one cell the first one counts. */
function oncePerCell(findings: readonly Finding[]): Finding[] {
  const seen = new Set<CellId>();
  return findings.flatMap((finding) => {
    const wrong = finding.wrong.filter(({ cell }) => !seen.has(cell));
    for (const { cell } of wrong) seen.add(cell);
    return wrong.length === 0 ? [] : [{ ...finding, wrong }];
  });
}

/** By rows, then by columns, of the first wrong cell. */
function place({ table }: TableRoles, { wrong }: Finding): number {
  if (wrong.length === 0) return 0;
  const { sheet, row, column } = table.book.placeOf(wrong[0].cell);
  return (sheet * 2_000_000 + row) * 20_000 + column;
}

/** What a person tells the audit where the sheet alone does not. Addresses may name their sheet. */
export interface AuditOptions {
  /** Any cell of the loss: `Sheet1!W33`. */
  readonly loss?: string;
  /** Name → its cell in the same step as the loss: `w1` → `Sheet1!E33`. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * Compares the gradients and updates that a workbook computes with the derivative of its own loss,
 * found from its own forward formulas. Stored results are not trusted: all is recomputed.
 */
export function auditCells(cells: Cells, _options: AuditOptions = {}): AuditReport {
  const book = openBook(cells);
  const all = findTables(book).flatMap((table) => auditTable(table) ?? []);
  const faults = all.flatMap(({ roles, findings }): Fault[] => {
    const inOrder = [...findings].sort((a, b) => place(roles, a) - place(roles, b));
    return inOrder.flatMap((finding) => faultOf(roles, finding) ?? []);
  });
  return {
    verdict: all.length === 0 ? 'cannot audit' : faults.length > 0 ? 'faults' : 'clean',
    reason: all.length === 0 ? 'Nothing in this workbook looks like a training table.' : undefined,
    sheets: book.sheets,
    tables: all.map(({ roles, gradients }) => describeTable(roles, gradients)),
    remarks: [],
    faults,
    unknownFunctions: [...book.unknown.keys()],
  };
}
