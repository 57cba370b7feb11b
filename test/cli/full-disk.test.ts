import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writeOutput } from '../../src/cli/output.ts';
import { scratchFolder } from './world.ts';

vi.mock('node:fs/promises', { spy: true });
afterEach(() => {
  vi.resetAllMocks();
});

const bytes = new TextEncoder().encode('the new');
const options = { called: 'out.xlsx', force: true, pid: process.pid, inputs: [] };
const failure = (code: string) => Object.assign(new Error(code), { code });

/** A disk on which every write into a new file fails. */
async function failWrites(code: string): Promise<void> {
  const { open } = await vi.importActual<typeof fs>('node:fs/promises');
  vi.mocked(fs.open).mockImplementation(async (...args) => {
    const handle = await open(...args);
    handle.writeFile = () => Promise.reject(failure(code));
    return handle;
  });
}

describe('a disk that fails', () => {
  it.each([
    ['ENOSPC', /the disk is full/, /make room/],
    ['EDQUOT', /your share of the disk is used up/, /make room/],
    ['EIO', /the disk reports an error/, /another/],
    ['EXYZ', /the operating system reports EXYZ/, /another place/],
  ])('with %s leaves the old file whole and nothing beside it', async (code, message, hint) => {
    await failWrites(code);
    const target = join(scratchFolder(), 'out.xlsx');
    writeFileSync(target, 'the old');
    await expect(writeOutput(target, bytes, options)).rejects.toMatchObject({
      code: 'FILE',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
    expect(readFileSync(target, 'utf8')).toBe('the old');
    expect(readdirSync(join(target, '..'))).toEqual(['out.xlsx']);
  });
});

describe('a file system without hard links', () => {
  it.each(['EPERM', 'ENOTSUP', 'ENOSYS'])(
    'that answers %s is written to by renaming',
    async (code) => {
      vi.mocked(fs.link).mockRejectedValue(failure(code));
      const target = join(scratchFolder(), 'out.xlsx');
      expect(await writeOutput(target, bytes, { ...options, force: false })).toBe(true);
      expect(readdirSync(join(target, '..'))).toEqual(['out.xlsx']);
    },
  );
});

describe('a file that appears while ours is written', () => {
  const race = async (content: string, force: boolean) => {
    const target = join(scratchFolder(), 'out.xlsx');
    const { link } = await vi.importActual<typeof fs>('node:fs/promises');
    vi.mocked(fs.link).mockImplementation((from, to) => {
      writeFileSync(target, content);
      return link(from, to);
    });
    const written = await writeOutput(target, bytes, { ...options, force }).catch(
      (error) => error.code,
    );
    return [written, readFileSync(target, 'utf8'), readdirSync(join(target, '..')).length];
  };
  it.each([
    ['with other content is kept', 'theirs', false, ['FILE', 'theirs', 1]],
    ['with the same content is ours', 'the new', false, [false, 'the new', 1]],
    ['is replaced by force', 'theirs', true, [true, 'the new', 1]],
  ])('%s', async (_what, content, force, outcome) => {
    expect(await race(content, force)).toEqual(outcome);
  });
});
