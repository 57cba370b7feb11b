import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withTempFolder } from '../engines/tool.ts';

/** Where the compiled command line is; below node_modules, so that it finds the packages. */
export const BUILD = join(import.meta.dirname, '../../node_modules/.cache/gradsheet-long');
export const CLI = join(BUILD, 'dist/cli.js');

/** How a run of the command line ended. */
export interface Ended {
  /** Null if a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface Circumstances {
  readonly cwd: string;
  /** Of the user to run as; only root may choose. */
  readonly uid?: number;
  /** The largest file it may write, in blocks of 512 or 1024 bytes: shells differ. */
  readonly largestFile?: number;
  /** How many files it may have open at once. */
  readonly openFiles?: number;
  /** Called when it has started. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** The user `nobody`, who owns nothing and may write nowhere but in /tmp. */
export const NOBODY = 65534;

/** Runs the compiled command line to its end, whatever that is. */
export async function gradsheet(
  argv: readonly string[],
  { cwd, uid, largestFile, openFiles, onStart }: Circumstances,
): Promise<Ended> {
  const start = performance.now();
  const command = [process.execPath, CLI, ...argv];
  const limits = Object.entries({ f: largestFile, n: openFiles })
    .filter(([, most]) => most !== undefined)
    .map(([what, most]) => `ulimit -${what} ${most} && `);
  const limited = ['sh', '-c', `${limits.join('')}exec "$@"`, 'sh', ...command];
  const [program, ...args] = limits.length === 0 ? command : limited;
  const child = spawn(program, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const told = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      told[stream] += text;
    });
  }
  onStart?.(child);
  const [code, signal] = await once(child, 'close');
  return { code, signal, ...told, seconds: (performance.now() - start) / 1000 };
}

/** The same, and the most memory that it held meanwhile, in MB. */
export async function gradsheetWatched(
  argv: readonly string[],
  cwd: string,
): Promise<Ended & { readonly peak: number }> {
  let peak = 0;
  let watch: NodeJS.Timeout | undefined;
  const onStart = ({ pid }: ChildProcess) => {
    watch = setInterval(() => {
      peak = Math.max(peak, peakOf(pid!));
    }, 20);
  };
  const ended = await gradsheet(argv, { cwd, onStart });
  clearInterval(watch);
  return { ...ended, peak };
}

/** The most memory that a process has held, in MB; where it can be told. */
function peakOf(pid: number): number {
  try {
    const [, kB] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kB ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** A workbook of this learning rate, small and without comparison: half a second. */
export function lesson(rate: number, file: string): string[] {
  const training = ['--lr', String(rate), '--steps', '200', '--compare', 'none'];
  return ['generate', ...training, '--force', `--out=${file}`];
}

/** What `lesson` makes when nothing goes wrong. */
export function wholeLesson(rate: number): Promise<Buffer> {
  return withTempFolder(async (cwd) => {
    const { code, stderr } = await gradsheet(lesson(rate, 'whole.xlsx'), { cwd });
    if (code !== 0) throw new Error(`the lesson cannot be made\n${stderr}`);
    return readFile(join(cwd, 'whole.xlsx'));
  });
}
