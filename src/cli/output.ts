import type { Stats } from 'node:fs';
import {
  access,
  constants,
  link,
  lstat,
  mkdir,
  open,
  readFile,
  readlink,
  realpath,
  rename,
  stat,
  unlink,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { GradsheetError } from '../errors.ts';
import { fileError } from './file-error.ts';
import { type Inputs, refuseInput } from './inputs.ts';
import { removeLeftovers, temporaryName } from './temporary.ts';

/** The option that names a file to write, and such a name: what hints offer. */
export interface FileOption {
  readonly option: string;
  readonly example: string;
}

const out: FileOption = { option: '--out', example: 'network.xlsx' };

export interface WriteOptions {
  /** What messages call the target. */
  readonly called: string;
  /** That of workbooks that are made, if left out. */
  readonly named?: FileOption;
  /** Replace a file of other content. */
  readonly force: boolean;
  /** Never replaced. */
  readonly inputs: Pick<Inputs, 'values'>;
  /** What to do where there is such a file; if left out, to force. */
  readonly otherwise?: string;
  /** Of this process; part of the temporary file's name. */
  readonly pid: number;
  /** Told of the temporary file when it comes into being, and undefined when it is gone. */
  readonly onTemporary?: (path: string | undefined) => void;
  /** False where leftovers need no looking for; it takes the time of listing the folder. */
  readonly tidy?: boolean;
}

/**
 * Writes a whole file or nothing: first a temporary file beside the target, then a rename, so that a
 * kill, a full disk or a bad path leaves the old file as it was. A symbolic link is followed and
 * stays. Leftovers of earlier runs that were killed are removed.
 *
 * Not write-file-atomic, because its temporary names carry no process id: nobody could tell a
 * leftover from a file that is being written.
 *
 * @returns whether anything was written; false where the file is already up to date.
 * @throws GradsheetError FILE
 */
export async function writeOutput(
  target: string,
  bytes: Uint8Array,
  options: WriteOptions,
): Promise<boolean> {
  try {
    const file = await checkTarget(target, options.called, options.inputs, options.named);
    await makeFolder(dirname(file));
    if (options.tidy !== false) await removeLeftovers(file, options.pid);
    return await replace(file, bytes, options);
  } catch (error) {
    throw fileError(error, 'write', options.called);
  }
}

/**
 * Makes a folder and those above it. Not `recursive` of `mkdir`: where nothing can be made in a
 * folder that is there, such as /proc, it tries for ever.
 */
async function makeFolder(path: string): Promise<void> {
  const make = () =>
    mkdir(path).catch(async (error: NodeJS.ErrnoException) => {
      // What is there may as well be a link to a folder.
      const isThere = await stat(path).then(
        (stats) => stats.isDirectory(),
        () => false,
      );
      if (!isThere) throw error;
    });
  await make().catch(async (error: NodeJS.ErrnoException) => {
    const above = dirname(path);
    if (error.code !== 'ENOENT' || above === path) throw error;
    await makeFolder(above);
    await make();
  });
}

/**
 * The file that `target` leads to, which need not exist. Called before the work as well, because a
 * folder is refused whatever the work brings.
 *
 * @throws GradsheetError FILE for what exists and is no regular file, or was read.
 */
export async function checkTarget(
  target: string,
  called: string,
  inputs: Pick<Inputs, 'values'>,
  { option, example }: FileOption = out,
): Promise<string> {
  try {
    const file = await followLinks(target);
    const stats = await statsOf(file);
    if (stats?.isDirectory()) {
      const hint = `give the name of a file: ${option} ${join(called, example)}`;
      throw new GradsheetError('FILE', `${called} is a folder`, { path: called, hint });
    }
    if (stats && !stats.isFile()) {
      const hint = `choose the path of an ordinary file, such as ${example}`;
      throw new GradsheetError('FILE', `${called} is a device or a pipe`, { path: called, hint });
    }
    refuseInput(file, called, inputs);
    return file;
  } catch (error) {
    throw fileError(error, 'write', called);
  }
}

async function replace(file: string, bytes: Uint8Array, options: WriteOptions): Promise<boolean> {
  const { force, pid, onTemporary } = options;
  const old = await statsOf(file);
  if (old) {
    if (await holds(file, old, bytes)) return false;
    if (!force) throw wouldOverwrite(options);
    // A rename needs no right to write the file it replaces, but its owner may have taken it away.
    await access(file, constants.W_OK);
  }
  const temporary = temporaryName(file, pid);
  onTemporary?.(temporary);
  try {
    await writeDurably(temporary, bytes, old?.mode);
    if (old) await rename(temporary, file);
    else if (!(await claim(temporary, file))) {
      // Somebody made the file in the meantime.
      const now = await lstat(file);
      if (await holds(file, now, bytes)) return false;
      if (!force) throw wouldOverwrite(options);
      await rename(temporary, file);
    }
    return true;
  } finally {
    await unlink(temporary).catch(() => {});
    onTemporary?.(undefined);
  }
}

/** What file systems without hard links answer. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES', 'EINVAL']);

/** Gives the file its name unless the name is taken; a rename alone would overwrite. */
async function claim(temporary: string, file: string): Promise<boolean> {
  try {
    await link(temporary, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!noLinks.has(code ?? '')) throw error;
  }
  if (await statsOf(file)) return false;
  await rename(temporary, file);
  return true;
}

async function writeDurably(path: string, bytes: Uint8Array, mode?: number): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    if (mode !== undefined) await handle.chmod(mode & 0o777);
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function holds(file: string, stats: Stats, bytes: Uint8Array): Promise<boolean> {
  return stats.isFile() && stats.size === bytes.length && (await readFile(file)).equals(bytes);
}

function wouldOverwrite({ called, named = out, otherwise }: WriteOptions): GradsheetError {
  return new GradsheetError('FILE', `${called} exists and has other content`, {
    path: called,
    hint: otherwise ?? `replace it with --force, or choose another file with ${named.option}`,
  });
}

/** Where a chain of symbolic links ends, which need not exist. */
async function followLinks(path: string, left = 40): Promise<string> {
  const stats = await statsOf(path);
  if (!stats?.isSymbolicLink()) return path;
  if (left === 0) throw Object.assign(new Error('too many links'), { code: 'ELOOP' });
  const folder = await realpath(dirname(path));
  return followLinks(resolve(folder, await readlink(path)), left - 1);
}

async function statsOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
