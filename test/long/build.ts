import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundlerOf } from '../support/bundler.ts';
import { BUILD } from './command.ts';

const root = join(import.meta.dirname, '../..');

/** Bundles the command line into BUILD as it is published: it starts in half the time of tsx. */
export async function setup(): Promise<void> {
  rmSync(BUILD, { recursive: true, force: true });
  await (await bundlerOf()).bundleForNode(join(BUILD, 'dist'));
  for (const path of ['package.json', 'templates']) {
    cpSync(join(root, path), join(BUILD, path), { recursive: true });
  }
}
