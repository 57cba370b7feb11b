import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD, ROOT } from './paths.ts';
import { runProcess } from './process.ts';

/**
 * Bundles the package into `dist` and compiles the benchmark into BUILD, so that what is measured is
 * what a user runs: plain JavaScript, without a loader that compiles on the way.
 */
export async function build(): Promise<void> {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  for (const args of [
    [join(ROOT, '.ci/bundle.mjs')],
    [tsc, '-p', join(ROOT, 'test/bench/tsconfig.json')],
  ]) {
    await runProcess(process.execPath, args, { limit: 120 });
  }
  mkdirSync(BUILD, { recursive: true });
  // Says that the files are ES modules, and the version.
  copyFileSync(join(ROOT, 'package.json'), join(BUILD, 'package.json'));
}
