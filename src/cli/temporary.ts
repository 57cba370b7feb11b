import { readdir, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { cutBytes } from './target.ts';

/** The longest file name most systems take. */
const longestName = 255;
const longestEnd = '.4294967295.tmp'.length;

function temporaryStart(file: string): string {
  return `.${cutBytes(basename(file), longestName - 1 - longestEnd)}.`;
}

/** `.<name>.<pid>.tmp` beside the file. */
export function temporaryName(file: string, pid: number): string {
  return join(dirname(file), `${temporaryStart(file)}${pid}.tmp`);
}

/**
 * Removes the temporary files for `file` of processes that no longer live. What cannot be removed
 * stays.
 *
 * @param pid of this process.
 */
export async function removeLeftovers(file: string, pid: number): Promise<void> {
  const start = temporaryStart(file);
  const names = await readdir(dirname(file)).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(start)) continue;
    const [, owner] = /^(\d+)\.tmp$/.exec(name.slice(start.length)) ?? [];
    if (owner === undefined) continue;
    // One with our own id is from a process before us: in containers ids return.
    if (Number(owner) !== pid && isAlive(Number(owner))) continue;
    await unlink(join(dirname(file), name)).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
