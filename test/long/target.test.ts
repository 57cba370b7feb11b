import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { scratchFolder } from '../cli/world.ts';
import { CLI, type Ended, gradsheet, lesson, NOBODY, wholeLesson } from './command.ts';
import { isRoot, smallDisk } from './disk.ts';

let fresh: Buffer;

beforeAll(async () => {
  fresh = await wholeLesson(1);
});

/** One message for people that says this, no stack, and exit code 2. */
function expectRefusal({ code, stdout, stderr }: Ended, message: RegExp): void {
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^error: .*\nhint: {2}\S.*\n$/);
  expect(stderr).toMatch(message);
}

describe('a target', () => {
  it.each([
    ['with spaces', 'my  lesson 3.xlsx'],
    ['in other scripts', 'Übung नेटवर्क 神经网络 🙂.xlsx'],
    ['of 200 characters', `${'x'.repeat(195)}.xlsx`],
    ['of 250 bytes in Chinese', `${'字'.repeat(81)}.xlsx`],
    ['with quotes and dollars', `'a' "b" $HOME \`c\` \\d.xlsx`],
    ['with a line break', 'a\nb.xlsx'],
    ['that looks like an option', '--force.xlsx'],
    ['that looks like a formula', '=1+1.xlsx'],
    ['in folders that are not there', 'week 1/day 2/out.xlsx'],
    ['beyond the folder', 'sub/../out.xlsx'],
  ])('%s is written', async (_what, file) => {
    const cwd = scratchFolder();
    const { code, stderr } = await gradsheet(lesson(1, file), { cwd });
    expect([code, stderr]).toEqual([0, '']);
    const target = join(cwd, file);
    expect(readFileSync(target).equals(fresh)).toBe(true);
    expect(readdirSync(dirname(target))).toEqual([basename(target)]);
  });

  it('that is a symbolic link stays one', async () => {
    const cwd = scratchFolder();
    symlinkSync('real.xlsx', join(cwd, 'out.xlsx'));
    writeFileSync(join(cwd, 'real.xlsx'), 'the old');
    expect(await gradsheet(lesson(1, 'out.xlsx'), { cwd })).toMatchObject({ code: 0 });
    expect(lstatSync(join(cwd, 'out.xlsx')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cwd, 'real.xlsx')).equals(fresh)).toBe(true);
    expect(readdirSync(cwd).sort()).toEqual(['out.xlsx', 'real.xlsx']);
  });

  it.each<[string, (folder: string) => string, RegExp]>([
    ['a device', () => '/dev/full', /\/dev\/full is a device or a pipe/],
    ['a pipe', (folder) => pipe(join(folder, 'out.xlsx')), /is a device or a pipe/],
    ['a folder', (folder) => folder, /is a folder/],
    ['in a file', () => '/etc/passwd/out.xlsx', /a part of the path is a file/],
    ['in /proc', () => '/proc/out.xlsx', /cannot write \/proc\/out\.xlsx: /],
    ['in a folder of /proc', () => '/proc/week/out.xlsx', /there is no such file or folder/],
    ['of 200 characters in Chinese', () => `${'字'.repeat(200)}.xlsx`, /the name is too long/],
    ['of 5,000 characters', (folder) => join(folder, 'a/'.repeat(2500), 'x'), /too long/],
  ])('that is %s is refused and stays', async (_what, place, message) => {
    const cwd = scratchFolder();
    const target = place(cwd);
    const before = kindOf(target);
    expectRefusal(await gradsheet(lesson(1, target), { cwd }), message);
    expect(kindOf(target)).toEqual(before);
    expect(readdirSync(cwd).filter((name) => name !== basename(target))).toEqual([]);
  });
});

function pipe(path: string): string {
  spawnSync('mkfifo', [path]);
  return path;
}

function kindOf(path: string): [mode: number, device: number] | undefined {
  try {
    const { mode, rdev } = lstatSync(path);
    return [mode, rdev];
  } catch {
    return undefined;
  }
}

/** A folder that an ordinary user owns, and who that is: root may do anything. */
async function ordinaryUser(skip: TestContext['skip']) {
  const cwd = scratchFolder();
  const uid = isRoot ? NOBODY : process.getuid!();
  chownSync(cwd, uid, uid);
  const { code, stderr } = await gradsheet(['--version'], { cwd, uid });
  if (code !== 0) skip(`another user cannot run what is in this folder: ${stderr}`);
  return { cwd, uid };
}

describe('an ordinary user', () => {
  it('writes where they may', async ({ skip }) => {
    const { cwd, uid } = await ordinaryUser(skip);
    expect(await gradsheet(lesson(1, 'out.xlsx'), { cwd, uid })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, 'out.xlsx')).equals(fresh)).toBe(true);
  });

  it.for<[string, (folder: string, target: string) => void]>([
    ['a read-only folder', (folder) => chmodSync(folder, 0o555)],
    ['a closed folder', (folder) => chmodSync(folder, 0)],
    ['a write-protected file', (_folder, target) => chmodSync(target, 0o444)],
    ['a closed file', (_folder, target) => chmodSync(target, 0)],
    ['a closed file of the same size', closedAndAsLong],
  ])('is refused by %s, which stays', async ([, close], { skip }) => {
    const { cwd, uid } = await ordinaryUser(skip);
    const folder = join(cwd, 'folder');
    const target = join(folder, 'out.xlsx');
    mkdirSync(folder);
    writeFileSync(target, 'the old');
    for (const path of [folder, target]) chownSync(path, uid, uid);
    close(folder, target);
    const ended = await gradsheet(lesson(1, target), { cwd, uid });
    chmodSync(folder, 0o755);
    chmodSync(target, 0o644);
    expectRefusal(ended, /cannot write .*: permission denied/);
    expect(readFileSync(target, 'utf8')).toMatch(/^the old/);
    expect(readdirSync(folder)).toEqual(['out.xlsx']);
  });
});

function closedAndAsLong(_folder: string, target: string): void {
  writeFileSync(target, 'the old'.padEnd(fresh.length));
  chmodSync(target, 0);
}

describe('a full disk', () => {
  it.for<[string, boolean]>([
    ['beside the old file', true],
    ['without an old file', false],
  ])('%s is told, and nothing is lost or left', async ([, isThere], { skip }) => {
    const old = isThere ? await wholeLesson(2) : Buffer.alloc(0);
    const room = old.length + fresh.length / 2;
    const cwd = smallDisk(Math.ceil(room / 1000), skip);
    if (isThere) writeFileSync(join(cwd, 'out.xlsx'), old);
    const free = statfsSync(cwd).bfree;
    for (let i = 0; i < 2; i++) {
      expectRefusal(await gradsheet(lesson(1, 'out.xlsx'), { cwd }), /out\.xlsx: the disk is full/);
      expect(readdirSync(cwd)).toEqual(isThere ? ['out.xlsx'] : []);
      if (isThere) expect(readFileSync(join(cwd, 'out.xlsx')).equals(old)).toBe(true);
      expect(statfsSync(cwd).bfree).toBe(free);
    }
  });
});

describe('a limit on the size of files', () => {
  it.each([
    ['beside the old file', true],
    ['without an old file', false],
  ])('%s is told, and nothing is lost or left', async (_what, isThere) => {
    const cwd = scratchFolder();
    if (isThere) writeFileSync(join(cwd, 'out.xlsx'), 'the old');
    const largestFile = Math.floor(fresh.length / 2 / 1024);
    const ended = await gradsheet(lesson(1, 'out.xlsx'), { cwd, largestFile });
    expectRefusal(ended, /out\.xlsx: the file is too large for this disk/);
    expect(readdirSync(cwd)).toEqual(isThere ? ['out.xlsx'] : []);
    if (isThere) expect(readFileSync(join(cwd, 'out.xlsx'), 'utf8')).toBe('the old');
  });
});

describe('processes that write the same target at once', () => {
  const race = async (cwd: string, commands: readonly string[][]) => {
    const ended = await Promise.all(commands.map((argv) => gradsheet(argv, { cwd })));
    expect(readdirSync(cwd)).toEqual(['out.xlsx']);
    return { ended, now: readFileSync(join(cwd, 'out.xlsx')) };
  };
  const unforced = (argv: readonly string[]) => argv.filter((word) => word !== '--force');
  const rounds = Array.from({ length: 5 }, (_, round) => round);
  const rates = [1, 2, 3];
  let wholes: Buffer[];

  beforeAll(async () => {
    wholes = await Promise.all(rates.map(wholeLesson));
  });

  it.each(rounds)('with --force all succeed, and one of the files is there (%d)', async (round) => {
    const cwd = scratchFolder();
    if (round % 2) writeFileSync(join(cwd, 'out.xlsx'), 'the old');
    const { ended, now } = await race(
      cwd,
      rates.map((rate) => lesson(rate, 'out.xlsx')),
    );
    expect(ended.map(({ code, stderr }) => [code, stderr])).toEqual(rates.map(() => [0, '']));
    expect(wholes.filter((whole) => whole.equals(now))).toHaveLength(1);
  });

  it.each(rounds)('without --force one wins, and the others are refused (%d)', async () => {
    const commands = rates.map((rate) => unforced(lesson(rate, 'out.xlsx')));
    const { ended, now } = await race(scratchFolder(), commands);
    const winners = rates.filter((_rate, i) => ended[i].code === 0);
    expect(winners).toHaveLength(1);
    expect(now.equals(wholes[rates.indexOf(winners[0])])).toBe(true);
    for (const loser of ended.filter(({ code }) => code !== 0)) {
      expectRefusal(loser, /out\.xlsx exists and has other content/);
    }
  });

  it('agree where they write the same', async () => {
    const commands = rates.map(() => unforced(lesson(1, 'out.xlsx')));
    const { ended, now } = await race(scratchFolder(), commands);
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(ended.filter(({ stdout }) => stdout.startsWith('wrote'))).toHaveLength(1);
    expect(now.equals(fresh)).toBe(true);
  });
});

describe('a reader that stops reading', () => {
  /** The command in a shell that does something to its output; its exit code and stderr. */
  const inShell = (script: string) => {
    const cwd = scratchFolder();
    const command = [process.execPath, CLI, ...lesson(1, 'out.xlsx')].join(' ');
    const { stderr, stdout } = spawnSync(
      'sh',
      ['-c', script.replace('COMMAND', `{ ${command}; echo $? >code; }`)],
      { cwd, encoding: 'utf8' },
    );
    expect(readFileSync(join(cwd, 'out.xlsx')).equals(fresh)).toBe(true);
    return { code: Number(readFileSync(join(cwd, 'code'), 'utf8')), stdout, stderr };
  };

  it.each([
    ['COMMAND | head -n 1', 0, /^wrote out\.xlsx \(\d+ kB\)\n$/, ''],
    ['COMMAND | head -n 0', 0, /^$/, ''],
    ['COMMAND | true', 0, /^$/, ''],
    ['COMMAND >&-', 0, /^$/, ''],
    ['COMMAND 2>&-', 0, /^wrote/, ''],
    [
      'COMMAND >/dev/full',
      2,
      /^$/,
      'error: cannot write the output: the disk is full\nhint:  make room, or choose another disk\n',
    ],
  ])('%s still finds the file written', (script, code, stdout, stderr) => {
    const ended = inShell(script);
    expect(ended).toEqual({ code, stdout: expect.stringMatching(stdout), stderr });
  });
});
