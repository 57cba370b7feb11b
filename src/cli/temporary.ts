import { randomBytes } from 'node:crypto';
import { readdir, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Temporaries } from './io.ts';
import { cutBytes } from './target.ts';

/** The longest file name most systems take. */
const longestName = 255;
const longestEnd = '.4294967295.01234567.tmp'.length;

function temporaryStart(file: string): string {
  return `.${cutBytes(basename(file), longestName - 1 - longestEnd)}.`;
}

/**
 * `.<name>.<pid>.<random>.tmp` beside the file. The id alone would not do: two containers that
 * share a folder may both have it, and one would rename what the other is writing.
 */
export function temporaryName(file: string, pid: number): string {
  const random = randomBytes(4).toString('hex');
  return join(dirname(file), `${temporaryStart(file)}${pid}.${random}.tmp`);
}

/**
 * Keeps one file's temporary among those there are: for `onTemporary`, which is told of it when it
 * comes into being, and undefined when it is gone.
 */
export function keepTrack(temporaries: Temporaries): (path: string | undefined) => void {
  let kept: string | undefined;
  return (path) => {
    if (path !== undefined) temporaries.add(path);
    if (kept !== undefined) temporaries.delete(kept);
    kept = path;
  };
}

/**
 * Removes the temporary files for `file` of processes that no longer live. What cannot be removed
 * stays.
 *
 * @param pid of this process.
 */
export async function removeLeftovers(file: string, pid: number): Promise<void> {
  await removeLeftoversIn(dirname(file), [file], pid);
}

/** The same for many files of one folder, which is listed only once. */
export async function removeLeftoversIn(
  folder: string,
  files: readonly string[],
  pid: number,
): Promise<void> {
  const starts = new Set(files.map(temporaryStart));
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, start, owner] = /^(.*\.)(\d+)\.[0-9a-f]{8}\.tmp$/s.exec(name) ?? [];
    if (start === undefined || !starts.has(start)) continue;
    // One with our own id is from a process before us: in containers ids return.
    if (Number(owner) !== pid && isAlive(Number(owner))) continue;
    await unlink(join(folder, name)).catch(() => {});
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
