import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, type TestContext } from 'vitest';
import { scratchFolder } from '../cli/world.ts';

export const isRoot = process.getuid?.() === 0;

/**
 * A disk of so many kB for one test. Skips the test where nothing can be mounted, with what the
 * system says; in CI too, for containers forbid it and the limit on a file's size, which ends a
 * write half-way just the same, can be had anywhere.
 */
export function smallDisk(kilobytes: number, skip: TestContext['skip']): string {
  const folder = join(scratchFolder(), 'disk');
  mkdirSync(folder);
  const failure = asRoot('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder);
  if (failure !== undefined) skip(`no disk can be mounted here: ${failure}`);
  onTestFinished(() => {
    asRoot('umount', folder);
  });
  return folder;
}

/** Runs a program with all rights, if that goes without a password; what is against it. */
function asRoot(...command: readonly string[]): string | undefined {
  const [program, ...args] = isRoot ? command : ['sudo', '-n', ...command];
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}
