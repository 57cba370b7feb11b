import { parentPort, workerData } from 'node:worker_threads';
import { GradsheetError } from '../../errors.ts';
import { type Audited, type AuditTask, auditFile } from './task.ts';

/** What a worker says while it works. */
export type Word =
  /** Its own code is loaded: from here on the file costs time. */
  | { readonly says: 'begun' }
  | { readonly says: 'read' }
  | { readonly says: 'done'; readonly audited: Audited }
  /** Of what was asked, not of the file: an address that is none. */
  | { readonly says: 'refused'; readonly refusal: Refusal };

export type Refusal = Pick<GradsheetError, 'code' | 'message' | 'path' | 'hint'>;

const say = (word: Word) => parentPort?.postMessage(word);

try {
  say({ says: 'begun' });
  const audited = await auditFile(workerData as AuditTask, () => say({ says: 'read' }));
  say({ says: 'done', audited });
} catch (error) {
  if (!(error instanceof GradsheetError)) throw error;
  const { code, message, path, hint } = error;
  say({ says: 'refused', refusal: { code, message, path, hint } });
}
