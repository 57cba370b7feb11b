import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeVariant } from '../../src/cli/variants/task.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { readTemplate } from '../../src/spec/templates.ts';
import { scratchFolder } from './world.ts';

const script = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const node = ['--import', import.meta.resolve('tsx'), script];
const small = ['--steps', '2', '--compare', 'none', '--out-dir', 'd'];

const bytesOf = async (number: number) => {
  const overrides = { steps: 2, compare: [] };
  const spec = parseSpec(readTemplate('simple-backprop'), { overrides });
  const madeFrom = `template simple-backprop, variant ${number} of seed 1`;
  return (await makeVariant({ spec, seed: 1, number, kept: {}, madeFrom })).bytes;
};

// Slow to start, so only what needs threads and signals; everything else is in variants.test.ts.
describe('workers', () => {
  it('make the same bytes as this thread', async () => {
    const folder = scratchFolder();
    const argv = [...node, 'generate', '--variants', '3', '--jobs', '2', ...small];
    const options = { cwd: folder, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, options);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^wrote 3 workbooks to d /);
    for (const number of [1, 2, 3]) {
      const file = join(folder, 'd', `simple-backprop-00${number}.xlsx`);
      expect(readFileSync(file).equals(await bytesOf(number))).toBe(true);
    }
  });

  it('are refused before any is made where no workbook can be', () => {
    const layer = (activation: string) =>
      `{ units: 3000, activation: ${activation}, weights: [${Array(3000).fill('[0.1]').join(', ')}] }`;
    const last = `{ units: 1, weights: [[${Array(3000).fill('0.1').join(', ')}]] }`;
    const spec = `inputs: [1]\ntargets: [1]\nlayers: [${layer('tanh')}, ${last}]\ncompare: []\n`;
    const argv = [...node, 'generate', '-', '--variants', '2', ...small, '--json'];
    const options = { cwd: scratchFolder(), input: spec, encoding: 'utf8' } as const;
    const { status, stderr } = spawnSync(process.execPath, argv, options);
    const refusal = {
      code: 'TOO_LARGE',
      path: 'layers',
      message: expect.stringMatching(/line 3: this network needs .* columns/),
      hint: expect.stringMatching(/fewer/),
    };
    expect([status, JSON.parse(stderr).error]).toEqual([2, refusal]);
  });
});

describe.skipIf(process.platform === 'win32')('a run stopped in the middle', () => {
  const start = (cwd: string): ChildProcess => {
    const argv = [...node, 'generate', '--variants', '1000', '--jobs', '2', ...small];
    const child = spawn(process.execPath, argv, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    return child;
  };

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s exits with %d and leaves whole files only', async (signal, code) => {
    const folder = join(scratchFolder(), 'd');
    const child = start(join(folder, '..'));
    while (!existsSync(folder) || readdirSync(folder).length < 4) await sleep(1);
    const told = text(child.stderr!);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([code, null]);
    expect(await told).toBe('stopped; the same command makes what is missing\n');
    const names = readdirSync(folder);
    expect(names.length).toBeLessThan(1000);
    for (const name of names) {
      const [, number] = /^simple-backprop-(\d{3})\.xlsx$/.exec(name) ?? [];
      expect(number, name).toBeDefined();
      expect(readFileSync(join(folder, name)).equals(await bytesOf(Number(number)))).toBe(true);
    }
  });
});
