import { readCells } from '../xlsx/reader/read.ts';
import { type AuditOptions, auditCells } from './audit.ts';
import type { AuditReport } from './report.ts';

/**
 * Audits an .xlsx file: which columns of a hand-made training table are wrong, where, and what they
 * should be. Whatever the file holds, nothing of it is run, followed or trusted: formulas are
 * computed here, stored results are not read. For files of strangers run it in a worker with a
 * memory limit, as the command line does: a file within all limits may still take minutes.
 *
 * @throws GradsheetError FILE where the bytes are no workbook that can be read.
 */
export async function audit(bytes: Uint8Array, options: AuditOptions = {}): Promise<AuditReport> {
  return auditCells(await readCells(bytes), options);
}
