import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeOutput } from '../../src/cli/output.ts';
import { temporaryName } from '../../src/cli/temporary.ts';
import type { GradsheetError } from '../../src/errors.ts';
import { scratchFolder } from './world.ts';

const [old, fresh] = ['the old', 'the new'].map((text) => new TextEncoder().encode(text));

function write(target: string, force = false, bytes = fresh) {
  return writeOutput(target, bytes, { called: 'out.xlsx', force, pid: process.pid, inputs: [] });
}

const refused = (message: RegExp, hint = /./) =>
  expect.objectContaining<Partial<GradsheetError>>({
    code: 'FILE',
    path: 'out.xlsx',
    message: expect.stringMatching(message),
    hint: expect.stringMatching(hint),
  });

/** An id that no process has: one that has just ended. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === 'win32';
const rootMay = 'permissions stop neither root nor Windows';

describe('a target', () => {
  it('that is new is written, with its folders, and nothing is left beside it', async () => {
    const target = join(scratchFolder(), 'a', 'b', 'out.xlsx');
    expect(await write(target)).toBe(true);
    expect(readdirSync(join(target, '..'))).toEqual(['out.xlsx']);
    expect(readFileSync(target, 'utf8')).toBe('the new');
  });

  it.each([false, true])('of the same content is left alone (force: %s)', async (force) => {
    const target = join(scratchFolder(), 'out.xlsx');
    writeFileSync(target, fresh);
    const { mtimeMs, ino } = statSync(target);
    expect(await write(target, force)).toBe(false);
    expect(statSync(target)).toMatchObject({ mtimeMs, ino });
  });

  it.each([
    ['other content', old],
    ['other content of the same length', new TextEncoder().encode('the NEW')],
    ['no content', new Uint8Array()],
  ])('of %s is refused and kept', async (_what, content) => {
    const target = join(scratchFolder(), 'out.xlsx');
    writeFileSync(target, content);
    await expect(write(target)).rejects.toEqual(refused(/exists and has other content/, /--force/));
    expect(readFileSync(target)).toEqual(Buffer.from(content));
    expect(readdirSync(join(target, '..'))).toEqual(['out.xlsx']);
  });

  it('is replaced by force, and keeps its permissions', async () => {
    const target = join(scratchFolder(), 'out.xlsx');
    writeFileSync(target, old, { mode: 0o640 });
    expect(await write(target, true)).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe('the new');
    if (!isWindows) expect(statSync(target).mode & 0o777).toBe(0o640);
  });

  it('is replaced as a name: another name of the old file keeps the old content', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'out.xlsx'), old);
    linkSync(join(folder, 'out.xlsx'), join(folder, 'other.xlsx'));
    await write(join(folder, 'out.xlsx'), true);
    expect(readFileSync(join(folder, 'other.xlsx'), 'utf8')).toBe('the old');
  });

  it('that is a folder is refused', async () => {
    const target = join(scratchFolder(), 'out.xlsx');
    mkdirSync(target);
    await expect(write(target, true)).rejects.toEqual(refused(/is a folder/, /--out/));
  });

  it.skipIf(isWindows)('that is a device is refused, not replaced', async () => {
    await expect(write('/dev/full', true)).rejects.toEqual(refused(/device or a pipe/));
    expect(lstatSync('/dev/full').isCharacterDevice()).toBe(true);
  });

  it.skipIf(isWindows)('that is a pipe is refused, not replaced', async () => {
    const target = join(scratchFolder(), 'out.xlsx');
    spawnSync('mkfifo', [target]);
    await expect(write(target, true)).rejects.toEqual(refused(/device or a pipe/));
    expect(lstatSync(target).isFIFO()).toBe(true);
  });

  it('in a folder that is a file is refused', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'file'), old);
    await expect(write(join(folder, 'file', 'out.xlsx'))).rejects.toEqual(
      refused(/a part of the path is a file/),
    );
  });

  it.each([
    [255, 'is written', undefined],
    [256, 'is refused', /the name is too long/],
  ])('with a name of %d bytes %s', async (length, _what, message) => {
    const target = join(scratchFolder(), 'x'.repeat(length));
    if (message) await expect(write(target)).rejects.toEqual(refused(message, /shorter/));
    else expect(await write(target)).toBe(true);
  });

  it('in a read-only folder is refused', async ({ skip }) => {
    skip(isRoot || isWindows, rootMay);
    const folder = scratchFolder();
    chmodSync(folder, 0o555);
    await expect(write(join(folder, 'out.xlsx'))).rejects.toEqual(refused(/permission denied/));
  });

  it('that is write-protected is refused in spite of force', async ({ skip }) => {
    skip(isRoot || isWindows, rootMay);
    const target = join(scratchFolder(), 'out.xlsx');
    writeFileSync(target, old, { mode: 0o444 });
    await expect(write(target, true)).rejects.toEqual(refused(/permission denied/));
  });
});

describe.skipIf(isWindows)('a symbolic link', () => {
  it('to a file stays, and the file is replaced', async () => {
    const folder = scratchFolder();
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real', 'file.xlsx'), old);
    symlinkSync(join('real', 'file.xlsx'), join(folder, 'out.xlsx'));
    await expect(write(join(folder, 'out.xlsx'))).rejects.toEqual(refused(/other content/));
    expect(await write(join(folder, 'out.xlsx'), true)).toBe(true);
    expect(lstatSync(join(folder, 'out.xlsx')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real', 'file.xlsx'), 'utf8')).toBe('the new');
    expect(readdirSync(join(folder, 'real'))).toEqual(['file.xlsx']);
  });

  it('to nothing stays, and the file comes into being', async () => {
    const folder = scratchFolder();
    symlinkSync('later.xlsx', join(folder, 'out.xlsx'));
    expect(await write(join(folder, 'out.xlsx'))).toBe(true);
    expect(readFileSync(join(folder, 'later.xlsx'), 'utf8')).toBe('the new');
  });

  it('to itself is refused', async () => {
    const target = join(scratchFolder(), 'out.xlsx');
    symlinkSync('out.xlsx', target);
    await expect(write(target, true)).rejects.toEqual(refused(/in a circle/));
  });

  it('to a folder or a device is refused', async () => {
    const folder = scratchFolder();
    symlinkSync('.', join(folder, 'folder'));
    symlinkSync('/dev/full', join(folder, 'full'));
    await expect(write(join(folder, 'folder'), true)).rejects.toEqual(refused(/is a folder/));
    await expect(write(join(folder, 'full'), true)).rejects.toEqual(refused(/device/));
  });
});

describe('leftovers', () => {
  it('of processes that no longer live are removed, those of living ones are kept', async () => {
    const folder = scratchFolder();
    const target = join(folder, 'out.xlsx');
    const dead = temporaryName(target, deadPid());
    // A process with our own id was one before us; this one's parent lives.
    const own = temporaryName(target, process.pid);
    const living = temporaryName(target, process.ppid);
    const others = [
      temporaryName(join(folder, 'other.xlsx'), deadPid()),
      join(folder, '.out.xlsx.tmp'),
      join(folder, '.out.xlsx.12.0123456g.tmp'),
    ];
    for (const path of [dead, own, living, ...others]) writeFileSync(path, 'half');
    expect(await write(target)).toBe(true);
    expect(existsSync(dead)).toBe(false);
    expect(existsSync(own)).toBe(false);
    for (const path of [living, ...others]) expect(existsSync(path)).toBe(true);
  });

  it('are removed when nothing needs to be written, too', async () => {
    const target = join(scratchFolder(), 'out.xlsx');
    writeFileSync(target, fresh);
    writeFileSync(temporaryName(target, deadPid()), 'half');
    expect(await write(target)).toBe(false);
    expect(readdirSync(join(target, '..'))).toEqual(['out.xlsx']);
  });

  it('are announced while they exist', async () => {
    const target = join(scratchFolder(), 'out.xlsx');
    const told: (string | undefined)[] = [];
    await writeOutput(target, fresh, {
      called: 'out.xlsx',
      force: false,
      inputs: [],
      pid: 42,
      onTemporary: (path) => told.push(path),
    });
    const name = /[\\/]\.out\.xlsx\.42\.[0-9a-f]{8}\.tmp$/;
    expect(told).toEqual([expect.stringMatching(name), undefined]);
    expect(temporaryName(target, 42)).not.toBe(temporaryName(target, 42));
  });
});
