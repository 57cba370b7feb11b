import { join } from 'node:path';

/** The repository. */
export const ROOT = join(import.meta.dirname, '../..');

/** Where `build` puts the compiled benchmark; below node_modules, so that it finds the packages. */
export const BUILD = join(ROOT, 'node_modules/.cache/gradsheet-bench');

/** A compiled program of the benchmark. */
export const program = (name: string) => join(BUILD, 'test/bench', name);

/** The command line as it is published. */
export const CLI = join(ROOT, 'dist/cli.js');

/** The library for browsers as it is published. */
export const BROWSER = join(ROOT, 'dist/browser.js');
