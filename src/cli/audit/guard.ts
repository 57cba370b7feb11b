import { Worker } from 'node:worker_threads';
import { GradsheetError } from '../../errors.ts';
import { type Audited, type AuditTask, unreadableReport } from './task.ts';
import type { Word } from './worker.ts';

/** What one file may cost. */
export interface AuditLimits {
  readonly readSeconds: number;
  readonly auditSeconds: number;
  readonly memoryMegabytes: number;
}

/** A file of 5,000 steps takes a quarter of each. */
export const defaultAuditLimits: AuditLimits = {
  readSeconds: 8,
  auditSeconds: 60,
  memoryMegabytes: 700,
};

/**
 * Audits a file in a thread of its own, which ends when the file has cost too much: whatever a
 * file holds, it cannot crash, hang or fill this process, nor keep other files from being audited.
 *
 * @throws GradsheetError USAGE where the options name cells that are not there.
 */
export function auditGuarded(task: AuditTask, limits: AuditLimits): Promise<Audited> {
  const built = import.meta.url.endsWith('.js');
  const url = new URL(built ? './audit-worker.js' : './worker-tsx.mjs', import.meta.url);
  const worker = new Worker(url, {
    workerData: task,
    transferList: [task.bytes.buffer as ArrayBuffer],
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMegabytes },
    // What a library might print about a file is no business of ours.
    stdout: true,
    stderr: true,
  });
  return new Promise<Audited>((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      void worker.terminate();
    };
    const give = (audited: Audited) => {
      end();
      resolve(audited);
    };
    const tooLong = (doing: string, seconds: number) =>
      setTimeout(
        () => give(costly(`${doing} it takes more than ${seconds} seconds`)),
        seconds * 1000,
      );
    let timer: NodeJS.Timeout | undefined;
    worker.on('message', (word: Word) => {
      if (word.says === 'begun') {
        timer = tooLong('to read', limits.readSeconds);
      } else if (word.says === 'read') {
        clearTimeout(timer);
        timer = tooLong('to audit', limits.auditSeconds);
      } else if (word.says === 'done') give(word.audited);
      else {
        end();
        const { code, message, path, hint } = word.refusal;
        reject(new GradsheetError(code, message, path === undefined ? { hint } : { path, hint }));
      }
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        give(costly(`it takes more than ${limits.memoryMegabytes} MB of memory`));
        return;
      }
      give(
        costly(
          `gradsheet failed at it, which is a mistake of gradsheet's own (${error.name}: ${error.message})`,
        ),
      );
    });
  });
}

function costly(what: string): Audited {
  const report = unreadableReport({
    message: `This workbook was given up: ${what}.`,
    hint: 'Give a smaller one, or more time with --seconds; if it is an ordinary workbook, please report it.',
  });
  return { report };
}
