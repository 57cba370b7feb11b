import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD } from './command.ts';

const root = join(import.meta.dirname, '../..');

/** Compiles the command line into BUILD: it starts in half the time that tsx takes. */
export function setup(): void {
  rmSync(BUILD, { recursive: true, force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const project = join(root, 'tsconfig.build.json');
  const args = [tsc, '-p', project, '--outDir', join(BUILD, 'dist')];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the command line does not compile\n${stdout}`);
  for (const path of ['package.json', 'templates']) {
    cpSync(join(root, path), join(BUILD, path), { recursive: true });
  }
}
