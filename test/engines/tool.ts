import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Something outside this repository that tests lean on. */
export interface Tool {
  readonly name: string;
  /** True, or why it cannot be used here and how to get it. */
  available(): true | string;
}

/** The full path of a program, or undefined. */
export function findProgram(name: string): string | undefined {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** `available()` of a tool that is one program from a Debian package. */
export function needsProgram(name: string, debianPackage: string): true | string {
  if (findProgram(name) !== undefined) return true;
  return `${name} is not on the PATH; on Debian: apt-get install ${debianPackage}`;
}

export interface RunOptions {
  readonly seconds: number;
  /** On top of this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a program to its end, with nothing to read. Rejects with what it printed if it fails or
 * exceeds its time; it is then killed with everything that it started.
 */
export function run(program: string, args: readonly string[], options: RunOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    // A group of its own: soffice is a script whose children would outlive it.
    const child = spawn(program, args, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
    });
    let output = '';
    const fail = (what: string) => reject(new Error(`${program} ${what}\n${output.slice(-4000)}`));
    const timer = setTimeout(() => {
      killGroup(child.pid);
      fail(`was still running after ${options.seconds} s`);
    }, options.seconds * 1000);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', (error) => {
      clearTimeout(timer);
      fail(error.message);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else fail(`ended with ${signal ?? code}`);
    });
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}

/** Lends a new folder and removes it afterwards, whatever happens. */
export async function withTempFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'gradsheet-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
