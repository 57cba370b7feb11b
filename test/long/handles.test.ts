import { expect, it } from 'vitest';
import { scratchFolder } from '../cli/world.ts';
import { gradsheet } from './command.ts';

// As it is published: what else a source needs to be run takes files of its own.
it.skipIf(process.platform === 'win32').each([22, 28, 34, 40, 44, 48, 52, 56])(
  'the command that may open %i files, too few, says so',
  async (openFiles) => {
    const argv = ['generate', '--variants', '2', '--jobs', '2'];
    const { code, stderr } = await gradsheet(argv, { cwd: scratchFolder(), openFiles });
    expect(stderr).toMatch(/^error: the system lets this process open too few files at once\n/);
    expect(code).toBe(2);
  },
);
