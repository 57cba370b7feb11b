import { type Finished, type ProcessOptions, runProcess } from './process.ts';

/** With the seconds of processors that all its threads took together. */
export interface Counted extends Finished {
  readonly processor: number;
}

/**
 * Runs a program to its end and counts the time it had processors for, which says more than the clock
 * where others work on the machine. A shell counts it, so that the program is left as it is.
 */
export async function runCounted(
  program: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<Counted> {
  const script = '"$@" >/dev/null && times';
  const run = await runProcess('sh', ['-c', script, 'sh', program, ...args], options);
  // The second line is of what the shell has started: user, then system.
  const [, ofChildren = ''] = run.stdout.trim().split('\n');
  const each = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)];
  const processor = each.reduce((sum, [, m, s]) => sum + 60 * Number(m) + Number(s), 0);
  return { ...run, processor };
}
