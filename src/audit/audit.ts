import { GradsheetError } from '../errors.ts';
import { type Book, openBook } from '../sheet/book.ts';
import { parseCellName } from '../sheet/formula/parse.ts';
import { type CellId, nowhere } from '../sheet/places.ts';
import type { Cells } from '../xlsx/cells.ts';
import { describeTable, remarksOn } from './describe.ts';
import { brokenFindings, leadingSeries } from './judge/broken.ts';
import { errorFindings, failedSteps } from './judge/errors.ts';
import type { Finding } from './judge/finding.ts';
import { unlikeUnits } from './judge/forms/biases.ts';
import { explain } from './judge/gradients/explain.ts';
import { repeatedSlips } from './judge/gradients/samples.ts';
import { wrongGradients } from './judge/gradients/wrong.ts';
import { brokenCells } from './judge/patterns.ts';
import { judgeBlockUpdates } from './judge/updates/blocks.ts';
import { neverUpdated } from './judge/updates/never.ts';
import { judgeUpdates } from './judge/updates/updates.ts';
import { uphillUpdates } from './judge/updates/uphill.ts';
import type { AuditReport, Fault } from './report.ts';
import type { GradientRole } from './roles/gradient-role.ts';
import { gradientColumns } from './roles/gradients.ts';
import { innerGradients } from './roles/inner/inner.ts';
import { namesOf, rolesOf, type TableRoles } from './roles/roles.ts';
import { stillParameters } from './roles/still.ts';
import { unequalBatches } from './table/batches.ts';
import { type NamedTable, namedTables } from './table/named.ts';
import { singlePass } from './table/pass.ts';
import { findTables, type StepTable, updatesOnly } from './table/table.ts';
import { faultOf } from './words.ts';

interface AuditedTable {
  readonly table: StepTable;
  /** Undefined if it is no training, as far as can be told. */
  readonly roles: TableRoles | undefined;
  readonly nameOf: TableRoles['nameOf'];
  readonly gradients: readonly GradientRole[];
  readonly findings: readonly Finding[];
}

/** What is wrong in one table; undefined if there is nothing to say of it. */
function auditTable(table: StepTable, given: GivenCells): AuditedTable | undefined {
  const broken = brokenCells(table);
  const failed = failedSteps(table);
  const skipped = new Set([
    ...broken.map(({ step }) => step),
    ...failed.steps,
    ...updatesOnly(table),
  ]);
  const roles = rolesOf(table, { ...given, skipped });
  const nameOf = roles?.nameOf ?? namesOf(table);
  const errors =
    failed.reachesParameters || roles !== undefined ? errorFindings(table, nameOf) : [];
  if (roles === undefined) {
    const isTold = failed.reachesParameters && errors.length > 0;
    return isTold ? { table, roles, nameOf, gradients: [], findings: errors } : undefined;
  }
  const gradients = gradientColumns(roles);
  const inner = innerGradients(roles, gradients);
  const judged = [...gradients, ...inner];
  const still = stillParameters(roles, gradients);
  const relevant = leadingSeries(roles, judged);
  const findings = [
    ...errors.filter(({ series }) => relevant.has(series)),
    ...brokenFindings(roles, judged, broken),
    ...(repeatedSlips(roles, judged, skipped, explain) ??
      explain(roles, judged, wrongGradients(roles, judged, skipped))),
    ...judgeUpdates(roles, gradients),
    ...judgeBlockUpdates(roles, gradients, still),
    ...neverUpdated(roles, gradients, still),
    ...uphillUpdates(roles, gradients),
    ...unlikeUnits(roles),
  ];
  return { table, roles, nameOf, gradients: judged, findings: oncePerCell(findings) };
}

/** The same of a table without updates, whose gradients are told by their headers. */
function auditNamed({ table, gradients: named }: NamedTable, given: GivenCells): AuditedTable[] {
  const failed = failedSteps(table);
  const roles = rolesOf(table, { ...given, skipped: failed.steps, gradients: named });
  if (roles === undefined) return [];
  const gradients = roles.parameters.flatMap(({ series, name }) => {
    const gradient = named.get(series);
    return gradient === undefined ? [] : [{ parameter: series, name, series: gradient }];
  });
  const findings =
    repeatedSlips(roles, gradients, failed.steps, explain) ??
    explain(roles, gradients, wrongGradients(roles, gradients, failed.steps));
  return [{ table, roles, nameOf: roles.nameOf, gradients, findings: oncePerCell(findings) }];
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
function place({ table }: AuditedTable, { wrong }: Finding): number {
  if (wrong.length === 0) return 0;
  const { sheet, row, column } = table.book.placeOf(wrong[0]!.cell);
  return (sheet * 2_000_000 + row) * 20_000 + column;
}

/** What a person tells the audit where the sheet alone does not. Addresses may name their sheet. */
export interface AuditOptions {
  /** Any cell of the loss: `Sheet1!W33`. */
  readonly loss?: string;
  /** Name → any cell of it: `w1` → `Sheet1!E33`. No other parameters are judged then. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * Compares the gradients and updates that a workbook computes with the derivative of its own loss,
 * found from its own forward formulas. Stored results are not trusted: all is recomputed.
 */
export function auditCells(cells: Cells, options: AuditOptions = {}): AuditReport {
  const book = openBook(cells);
  const given = givenCells(book, options);
  const unequal = unequalBatches(book);
  const isEqual = (table: StepTable) => unequal.every(({ sheet }) => sheet !== table.sheet);
  const tables = findTables(book).filter(isEqual);
  const trained = [
    ...tables.flatMap((table) => auditTable(table, given) ?? []),
    ...unequal.flatMap((each) => each.tables.flatMap((table) => auditNamed(table, given))),
  ];
  // Only where nothing is trained: next to a training a single pass is an illustration.
  const audited = trained.some(isJudged) ? trained : single(book, given);
  const judged = audited.filter(isJudged);
  const faults = judged.flatMap((each): Fault[] => {
    const inOrder = [...each.findings].sort((a, b) => place(each, a) - place(each, b));
    return inOrder.flatMap((finding) => faultOf(each, finding) ?? []);
  });
  const trainings = audited.flatMap(({ roles, gradients }) =>
    roles === undefined ? [] : [{ roles, gradients }],
  );
  const reason = judged.length > 0 ? undefined : reasonFor(tables.length, trainings.length);
  return {
    verdict: reason !== undefined ? 'cannot audit' : faults.length > 0 ? 'faults' : 'clean',
    reason,
    sheets: book.sheets,
    tables: trainings.map(({ roles, gradients }) => describeTable(roles, gradients)),
    remarks: trainings.flatMap(({ roles, gradients }) => remarksOn(roles, gradients)),
    faults,
    unknownFunctions: [...book.unknown.keys()].sort(),
  };
}

/** A single pass with its new weights, or else tables whose gradients are told by their headers. */
function single(book: Book, given: GivenCells): AuditedTable[] {
  const pass = singlePass(book);
  const audited = pass === undefined ? undefined : auditTable(pass, given);
  return audited !== undefined && isJudged(audited)
    ? [audited]
    : namedTables(book).flatMap((each) => auditNamed(each, given));
}

const isJudged = ({ gradients, findings }: AuditedTable) => gradients.length + findings.length > 0;

function reasonFor(tables: number, trainings: number): string {
  if (tables === 0) {
    return 'No sheet has steps that go on from each other: a table in which a row, a column or a block computes its weights from those of the step before.';
  }
  return trainings === 0
    ? 'There are steps that go on from each other, but no loss that depends on what they change. Name its cell with --loss.'
    : 'There is a loss, but no column that holds its gradient, and none that the updates go by.';
}

interface GivenCells {
  readonly loss: CellId | undefined;
  readonly parameters: ReadonlyMap<string, CellId>;
}

/** The cells that a person named. Throws `GradsheetError('USAGE')` for one that is not there. */
function givenCells(book: Book, { loss, parameters = {} }: AuditOptions): GivenCells {
  const find = (text: string, path: string): CellId => {
    const name = parseCellName(text);
    const sheets = book.sheets.map((sheet) => sheet.toLowerCase());
    const sheet = name?.sheet === undefined ? 0 : sheets.indexOf(name.sheet.toLowerCase());
    const id = name && book.find(sheet, name.position.row, name.position.column);
    if (id !== undefined && id !== nowhere) return id;
    const hint = `name a cell that holds something, such as ${book.sheets[0] ?? 'Sheet1'}!W33`;
    throw new GradsheetError('USAGE', `there is no cell ${text} in this workbook`, { path, hint });
  };
  return {
    loss: loss === undefined ? undefined : find(loss, '--loss'),
    parameters: new Map(
      Object.entries(parameters).map(([name, cell]) => [name, find(cell, `--parameter ${name}`)]),
    ),
  };
}
