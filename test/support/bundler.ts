import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What makes the bundles that are published, which is no TypeScript. */
export interface Bundler {
  /** The command line and the library for Node, into a folder. */
  bundleForNode(dist: string): Promise<void>;
  bundleForBrowsers(outfile: string): Promise<void>;
  /** Files that need Node, and those that browsers have in their place. */
  readonly inBrowsers: Readonly<Record<string, string>>;
}

export async function bundlerOf(): Promise<Bundler> {
  const path = join(import.meta.dirname, '../../.ci/bundle.mjs');
  return (await import(pathToFileURL(path).href)) as Bundler;
}
