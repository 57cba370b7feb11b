import { createRequire } from 'node:module';

/**
 * The version in package.json, which lies one folder up from `src` and from `dist` alike. Not a
 * JSON import: that prints a warning on Node 20 and lies outside the compiler's root folder.
 */
export const version = (createRequire(import.meta.url)('../package.json') as { version: string })
  .version;
