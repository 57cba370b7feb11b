import { type AuditOptions, auditCells } from '../../audit/audit.ts';
import type { AuditReport } from '../../audit/report.ts';
import { GradsheetError } from '../../errors.ts';
import { annotate } from '../../report/annotate.ts';
import { sectionHtml } from '../../report/page/page.ts';
import { readCells } from '../../xlsx/reader/read.ts';

/** One file to audit, and what is wanted of it. */
export interface AuditTask {
  readonly bytes: Uint8Array;
  readonly options: AuditOptions;
  readonly html: boolean;
  readonly annotate: boolean;
}

/** What came of it. */
export interface Audited {
  readonly report: AuditReport;
  /** Its part of the page, where one is wanted. */
  readonly html?: string;
  readonly annotated?: Uint8Array;
}

/** Audits one file. @param onRead called when its cells are read and the audit begins. */
export async function auditFile(task: AuditTask, onRead: () => void): Promise<Audited> {
  const cells = await readCells(task.bytes).catch((error: unknown) => {
    if (!(error instanceof GradsheetError)) throw error;
    return unreadableReport(error);
  });
  onRead();
  if ('verdict' in cells)
    return { report: cells, ...(task.html && { html: sectionHtml(cells, undefined) }) };
  const report = auditCells(cells, task.options);
  return {
    report,
    ...(task.html && { html: sectionHtml(report, cells) }),
    ...(task.annotate && { annotated: await annotate(cells, report) }),
  };
}

/** The report on a file of which nothing can be said. */
export function unreadableReport({
  message,
  hint,
}: Pick<GradsheetError, 'message' | 'hint'>): AuditReport {
  return {
    verdict: 'cannot audit',
    reason: `${message} ${hint}`,
    sheets: [],
    tables: [],
    remarks: [],
    faults: [],
    unknownFunctions: [],
  };
}
