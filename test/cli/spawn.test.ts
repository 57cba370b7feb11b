import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scratchFolder } from './world.ts';

const script = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');
const node = ['--import', tsx, script];

function gradsheet(cwd: string, argv: string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...node, ...argv], {
    cwd,
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function start(cwd: string, argv: string[]): ChildProcess {
  const child = spawn(process.execPath, [...node, ...argv], { cwd });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

// Slow to start, so only what needs a process of its own; everything else is in run.test.ts.
describe('the command', () => {
  it('makes a real workbook, the same one twice', () => {
    const folder = scratchFolder();
    const first = gradsheet(folder, ['generate', '--steps', '3', '--compare', 'none']);
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toMatch(/^wrote .*final loss +0\.0\d+\n/s);
    const file = join(folder, 'output', 'simple-backprop-steps-3-compare-none.xlsx');
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
    const second = gradsheet(folder, ['generate', '--steps', '3', '--compare', 'none']);
    expect(second.stdout).toMatch(/is already up to date/);
  });

  it('refuses a bad spec in one message, without a stack and without a file', () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'bad.yaml'), 'inputs: [0.1, abc]\n');
    const { status, stdout, stderr } = gradsheet(folder, ['generate', 'bad.yaml']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: bad\.yaml, line 1: inputs\[1\] must be a finite number/);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(readdirSync(folder)).toEqual(['bad.yaml']);
  });

  it('reads standard input', () => {
    const { status, stderr } = gradsheet(scratchFolder(), ['generate', '-', '--json'], 'loss: mse');
    expect(status).toBe(2);
    expect(JSON.parse(stderr).error.message).toMatch(/there is no loss "mse"/);
  });

  it.skipIf(process.platform === 'win32')('lets its reader stop reading', () => {
    const command = [process.execPath, ...node, '--help'].map((part) => `'${part}'`).join(' ');
    const { stdout, stderr } = spawnSync('sh', ['-c', `${command} | head -n 1`], {
      encoding: 'utf8',
    });
    expect([stdout, stderr]).toEqual(['Examples:\n', '']);
  });

  it.skipIf(process.platform === 'win32').each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('stopped by %s exits with %d and leaves nothing', async (signal, code) => {
    const folder = scratchFolder();
    const child = start(folder, ['generate', '--steps', '400000', '--compare', 'none']);
    // The remark that so many cells are too many for Google Sheets comes just before the work.
    await once(child.stderr!, 'data');
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([code, null]);
    expect(existsSync(join(folder, 'output'))).toBe(false);
  });
});
