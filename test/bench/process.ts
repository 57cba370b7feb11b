import { spawn } from 'node:child_process';

/** What a process that ended well took and said. */
export interface Finished {
  /** From its start to its end. */
  readonly seconds: number;
  readonly stdout: string;
}

export interface ProcessOptions {
  /** It is killed after so many seconds. */
  readonly limit: number;
  /** On top of this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A contender that did not get to the end; the message is for the tables. */
export class Died extends Error {}

/** Runs a program to its end. Rejects with `Died` if it fails or exceeds its time. */
export function runProcess(
  program: string,
  args: readonly string[],
  { limit, env }: ProcessOptions,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    // A group of its own, so that what it started ends with it.
    const child = spawn(program, args, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let stdout = '';
    let stderr = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, limit * 1000);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new Died(error.message));
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const seconds = (performance.now() - start) / 1000;
      if (code === 0) resolve({ seconds, stdout });
      else reject(new Died(late ? `not done after ${limit} s` : causeOf(stderr, signal ?? code)));
    });
  });
}

/** `runProcess` for a program whose last line is JSON. */
export async function runForJson<T>(
  program: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<T & { readonly whole: number }> {
  const { seconds, stdout } = await runProcess(program, args, options);
  return { ...(JSON.parse(stdout.trim().split('\n').at(-1)!) as T), whole: seconds };
}

function causeOf(stderr: string, end: string | number | null): string {
  if (/heap out of memory|Allocation failed|MemoryError/.test(stderr)) return 'out of memory';
  const message = stderr.match(/^\w*(?:Error|Exception)\b.*$/m)?.[0] ?? `ended with ${end}`;
  return message.slice(0, 80);
}
