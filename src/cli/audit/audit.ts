import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { AuditReport } from '../../audit/report.ts';
import { GradsheetError } from '../../errors.ts';
import { version } from '../../version.ts';
import { defaultLimits } from '../../xlsx/reader/limits.ts';
import { fileError } from '../file-error.ts';
import type { Io } from '../io.ts';
import { jobsFor } from '../jobs.ts';
import { checkTarget, type FileOption, writeOutput } from '../output.ts';
import { keepTrack } from '../temporary.ts';
import { type AuditLimits, defaultAuditLimits } from './guard.ts';
import { type AuditCommandOptions, checkAuditOptions } from './options.ts';
import { printReport, printVerdicts } from './print.ts';
import { type Audited, unreadableReport } from './task.ts';

/** Exit codes, the worse the greater. */
const exitCodes: Record<AuditReport['verdict'], number> = {
  clean: 0,
  faults: 1,
  'cannot audit': 2,
};

const page: FileOption = { option: '--html', example: 'report.html' };
const markedCopy: FileOption = { option: '--annotate', example: 'marked.xlsx' };

interface Result extends Audited {
  /** As it was named on the command line. */
  readonly file: string;
}

/**
 * Audits workbooks side by side, and says what was found. Resolves with the exit code: 0 if all are
 * right, 1 if any has a fault, 2 if any cannot be audited.
 *
 * @throws GradsheetError
 */
export async function auditCommand(
  files: readonly string[],
  options: AuditCommandOptions,
  io: Io,
): Promise<number> {
  checkAuditOptions(files, options);
  for (const file of files) io.inputs.add(resolve(io.cwd, file));
  for (const [path, named] of [
    [options.html, page],
    [options.annotate, markedCopy],
  ] as const) {
    if (path !== undefined) await checkTarget(resolve(io.cwd, path), path, io.inputs, named);
  }
  const results = await auditAll(files, options, io);
  // What was found is told first: a page that cannot be written must not take it along.
  if (options.json) {
    const told = results.map(({ file, report }) => ({ file: resolve(io.cwd, file), ...report }));
    io.stdout.write(`${JSON.stringify({ files: told })}\n`);
  } else {
    for (const [i, { file, report }] of results.entries()) {
      if (i > 0) io.stdout.write('\n');
      printReport(io.stdout, file, report);
    }
    if (results.length > 1) printVerdicts(io.stdout, results);
  }
  if (options.html !== undefined) {
    await writeFile(options.html, await pageOf(results), { ...options, named: page }, io);
  }
  const annotated = results[0]?.annotated;
  if (options.annotate !== undefined && annotated !== undefined) {
    await writeFile(options.annotate, annotated, { ...options, named: markedCopy }, io);
  }
  return Math.max(...results.map(({ report }) => exitCodes[report.verdict]));
}

/** So many at once as there are jobs; in the order in which they were named. */
async function auditAll(
  files: readonly string[],
  options: AuditCommandOptions,
  io: Io,
): Promise<Result[]> {
  const results: Result[] = new Array(files.length);
  const waiting = files.entries();
  const lane = async () => {
    for (const [i, file] of waiting) results[i] = { file, ...(await auditOne(file, options, io)) };
  };
  const lanes = jobsFor(options.jobs, io.cores, files.length);
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

async function auditOne(file: string, options: AuditCommandOptions, io: Io): Promise<Audited> {
  const limits: AuditLimits = {
    ...defaultAuditLimits,
    ...(options.seconds !== undefined && { auditSeconds: options.seconds }),
  };
  const { loss, parameter } = options;
  try {
    const task = {
      bytes: await readWorkbook(resolve(io.cwd, file), file),
      options: {
        ...(loss !== undefined && { loss }),
        ...(parameter !== undefined && { parameters: parameter }),
      },
      html: options.html !== undefined,
      annotate: options.annotate !== undefined,
    };
    return await io.audit(task, limits);
  } catch (error) {
    // Of what was asked, nothing can be done; of one file among several, the others go on.
    if (!(error instanceof GradsheetError) || error.code !== 'FILE') throw error;
    return { report: unreadableReport({ ...error, message: `${error.message}.` }) };
  }
}

/** No more of it than the reader would take, so that a device cannot fill the memory. */
async function readWorkbook(path: string, called: string): Promise<Uint8Array> {
  try {
    const handle = await open(path);
    try {
      const chunks: Uint8Array[] = [];
      let length = 0;
      for await (const chunk of handle.createReadStream({ autoClose: false })) {
        chunks.push(chunk);
        length += chunk.length;
        if (length > defaultLimits.fileBytes) break;
      }
      return new Uint8Array(Buffer.concat(chunks));
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileError(error, 'read', called);
  }
}

async function pageOf(results: readonly Result[]): Promise<Uint8Array> {
  const { pageHtml, sectionHtml } = await import('../../report/page/page.ts');
  const sections = results.map(({ file, report, html }) => {
    return { file: basename(file), report, html: html ?? sectionHtml(report, undefined) };
  });
  return new TextEncoder().encode(pageHtml(sections, version));
}

async function writeFile(
  path: string,
  bytes: Uint8Array,
  { force = false, named }: Pick<AuditCommandOptions, 'force'> & { readonly named: FileOption },
  io: Io,
): Promise<void> {
  const onTemporary = keepTrack(io.temporaries);
  await writeOutput(resolve(io.cwd, path), bytes, {
    called: path,
    named,
    inputs: io.inputs,
    force,
    pid: io.pid,
    onTemporary,
  });
}
