import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plantedSlips } from '../../src/plant/catalogue.ts';
import { runIn, scratchFolder } from './world.ts';

describe('generate --plant', () => {
  it('writes a workbook and, apart, its solution', async () => {
    const cwd = scratchFolder();
    const { code, out } = await runIn(cwd, [
      'generate',
      '--plant',
      'uphill',
      '--seed',
      '3',
      '--json',
    ]);
    expect(code).toBe(0);
    const told = JSON.parse(out);
    expect(told).toMatchObject({
      mistakes: 1,
      seed: 3,
      sheets: ['Start', 'Training', 'Charts'],
      written: true,
    });
    expect(readFileSync(told.solution, 'utf8')).toContain('slip: uphill');
    expect(told.file).toBe(join(cwd, 'output/simple-backprop-find-the-mistake-seed-3.xlsx'));
    expect(existsSync(told.file)).toBe(true);
    const again = await runIn(cwd, ['generate', '--plant', 'uphill', '--seed', '3', '--json']);
    expect(JSON.parse(again.out).written).toBe(false);
  });

  it('takes several slips, and the name of a file', async () => {
    const cwd = scratchFolder();
    const slips = 'wrong-sign,missing-brackets';
    const { code, out } = await runIn(cwd, ['generate', '--plant', slips, '--out', 'quiz.xlsx']);
    expect(code).toBe(0);
    expect(out).toContain('mistakes         2');
    expect(readdirSync(cwd).sort()).toEqual(['quiz-solution.md', 'quiz.xlsx']);
  });

  it.each([
    [['--plant', 'wrong-sing'], /did you mean `wrong-sign`/],
    [['--plant', ''], /say random, or one or more of/],
    [['--plant', 'random', '--variants', '3'], /one workbook with mistakes at a time/],
    [['--plant', 'random', '--jobs', '2'], /--variants 30/],
    [['--plant', 'mean-forgotten'], /or one of these: /],
    [['--seed', '2'], /--variants 30/],
  ])('refuses %j', async (flags, hint) => {
    const cwd = scratchFolder();
    const { code, err } = await runIn(cwd, ['generate', ...flags]);
    expect(code).toBe(2);
    expect(err).toMatch(hint);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('lists every slip in its help', async () => {
    const { out } = await runIn(scratchFolder(), ['generate', '--help']);
    for (const slip of plantedSlips) expect(out).toContain(`  ${slip} `);
  });
});
