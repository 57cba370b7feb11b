import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { withTempFolder } from '../engines/tool.ts';

/** What a guarded program measured of itself. */
export interface Measured {
  readonly cases: number;
  /** Processor seconds of the slowest case. */
  readonly slowest: number;
  /** Of the whole process, in MB. */
  readonly peak: number;
}

/** The bounds of issue 5: what takes longer hangs, what takes more is a leak. */
export const SECONDS_A_CASE = 5;
export const MEGABYTES = 500;

/** MB of JavaScript's heap. No more, so that what earlier cases left behind is cleared away. */
const HEAP = 256;
/** By the clock, which runs on while other processes have the cores. */
const PATIENCE = 60;
/** Where the program finds the file in which it counts its cases. */
const COUNTER = 3;

/**
 * Runs a program of this folder whose cases may hang or fill the memory: in a process of its own,
 * which is killed when one case takes too long. Rejects then, and where the program ends badly.
 */
export function runGuarded(
  program: string,
  args: readonly string[],
  { heap = HEAP } = {},
): Promise<Measured> {
  return withTempFolder(async (folder) => {
    const counter = join(folder, 'counter');
    const file = openSync(counter, 'w');
    const script = join(import.meta.dirname, program);
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${heap}`, '--import', import.meta.resolve('tsx'), script, ...args],
      { stdio: ['ignore', 'pipe', 'pipe', file] },
    );
    const told = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream]!.setEncoding('utf8').on('data', (text: string) => {
        told[stream] += text;
      });
    }
    let last = '';
    const watch = setInterval(() => {
      const now = readFileSync(counter, 'utf8');
      if (now === last) child.kill('SIGKILL');
      last = now;
    }, PATIENCE * 1000);
    const [code, signal] = await once(child, 'close');
    clearInterval(watch);
    closeSync(file);
    if (code === 0) return JSON.parse(told.stdout) as Measured;
    const what = `${[program, ...args].join(' ')}, case ${readFileSync(counter, 'utf8')}`;
    throw new Error(`${what}: ended with ${signal ?? code}\n${told.stderr}`);
  });
}

/** For the program: runs one case after the other, and lets `runGuarded` see that they go on. */
export class Watch {
  #cases = 0;
  #slowest = 0;

  async case<T>(run: () => T | Promise<T>): Promise<T> {
    this.#cases++;
    writeSync(COUNTER, String(this.#cases), 0);
    const start = process.cpuUsage();
    try {
      return await run();
    } finally {
      const { user, system } = process.cpuUsage(start);
      this.#slowest = Math.max(this.#slowest, (user + system) / 1e6);
    }
  }

  /** Ends the program's output, which `runGuarded` resolves with. */
  report(): void {
    const peak = process.resourceUsage().maxRSS / 1024;
    const measured: Measured = { cases: this.#cases, slowest: this.#slowest, peak };
    console.log(JSON.stringify(measured));
  }
}
