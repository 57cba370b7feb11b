import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { join } from 'node:path';

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

/**
 * Runs a program of this folder whose cases may hang or fill the memory: in a process of its own,
 * which is killed when one case takes too long. Rejects then, and where the program ends badly.
 */
export function runGuarded(
  program: string,
  args: readonly string[],
  { heap = HEAP } = {},
): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, program);
    const node = [
      `--max-old-space-size=${heap}`,
      '--import',
      import.meta.resolve('tsx'),
      script,
      ...args,
    ];
    const child = spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    let errors = '';
    let cases = 0;
    let overdue = false;
    const bell = () => {
      overdue = true;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(bell, 3 * PATIENCE * 1000);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      clearTimeout(timer);
      timer = setTimeout(bell, PATIENCE * 1000);
      cases += text.split(BEAT).length - 1;
      told += text.replaceAll(BEAT, '');
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const what = [program, ...args].join(' ');
      if (overdue) reject(new Error(`${what}: case ${cases} was not done after ${PATIENCE} s`));
      else if (code === 0) resolve(JSON.parse(told));
      else
        reject(new Error(`${what} ended with ${signal ?? code} after ${cases} cases\n${errors}`));
    });
  });
}

/** Not in the JSON that ends the output. */
const BEAT = '\n';

/** For the program: runs one case after the other, each of which `runGuarded` hears of. */
export class Watch {
  #cases = 0;
  #slowest = 0;

  async case<T>(run: () => T | Promise<T>): Promise<T> {
    writeSync(1, BEAT);
    const start = process.cpuUsage();
    try {
      return await run();
    } finally {
      const { user, system } = process.cpuUsage(start);
      this.#cases++;
      this.#slowest = Math.max(this.#slowest, (user + system) / 1e6);
    }
  }

  /** Ends the program's output, which `runGuarded` resolves with. */
  report(): void {
    const peak = process.resourceUsage().maxRSS / 1024;
    const measured: Measured = { cases: this.#cases, slowest: this.#slowest, peak };
    writeSync(1, JSON.stringify(measured));
  }
}
