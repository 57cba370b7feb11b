import { describe, expect, it } from 'vitest';
import { shortageError } from '../../src/cli/resources.ts';
import { startPool } from '../../src/cli/variants/pool.ts';
import { runIn, scratchFolder } from './world.ts';

const withCode = (code: string, message = 'words of the system') =>
  Object.assign(new Error(message), { code });

describe('a machine that lacks something', () => {
  it.each([
    [withCode('EMFILE'), /lets this process open too few files/, /`ulimit -n 1024`/],
    [withCode('ENFILE'), /too few files/, /ulimit/],
    [withCode('ENOMEM'), /too little memory/, /--jobs 1/],
    [withCode('ERR_WORKER_OUT_OF_MEMORY'), /too little memory/, /fewer steps/],
    [
      withCode('ERR_WORKER_INIT_FAILED', 'Worker initialization failure: EAGAIN'),
      /so many threads/,
      /--jobs 1/,
    ],
    [
      withCode('ERR_WORKER_INIT_FAILED', 'Worker initialization failure: EMFILE'),
      /too few files/,
      /ulimit/,
    ],
  ])('is told of in words: %s', async (error, message, hint) => {
    const build = () => Promise.reject(error);
    const { code, out, err } = await runIn(scratchFolder(), ['generate'], { build });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).toMatch(hint);
    expect(err).not.toMatch(/^ +at /m);
  });

  it('is no excuse for a bug', () => {
    const bug = withCode('ERR_INVALID_ARG_TYPE');
    expect(shortageError(bug)).toBe(bug);
  });

  it('lets a worker run out of memory', async () => {
    const argv = ['generate', '--variants', '2', '--jobs', '1'];
    // Not enough to load what the work needs.
    const startSmall = async (jobs: number) => startPool(jobs, { maxOldGenerationSizeMb: 8 });
    const { code, err } = await runIn(scratchFolder(), argv, { startPool: startSmall });
    expect(err).toMatch(/^error: there is too little memory\nhint: {2}make smaller workbooks/);
    expect(code).toBe(2);
  }, 60_000);
});
