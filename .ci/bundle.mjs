// The bundles that are published, a step of `npm run build`:
// - dist/cli.js, dist/index.js and what they share in dist/node: Node starts faster with a few dozen
//   modules than with a thousand. What a command does not need is in modules that it does not load.
// - dist/browser.js: the library for browsers, in one file.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describePackage, isPermissive } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = (path) => join(root, 'src', path);

/**
 * Modules that exceljs names and writing a workbook never calls: its readers, its streams, its zip
 * program, files and passwords. Whatever is taken from one is a class that does nothing, so that
 * others can be derived from it.
 */
const unused = [
  'buffer',
  'crypto',
  'events',
  'fast-csv',
  'fs',
  'jszip',
  'readable-stream',
  'saxes',
  'stream',
];
const nothing = `
class Unused {}
module.exports = new Proxy(Unused, { get: (target, key) => (key in target ? target[key] : Unused) });`;
// The ids of data bars, which are counted anew in the finished workbook.
const counted = `
let count = 0;
exports.v4 = () => '00000000-0000-4000-8000-' + String(++count).padStart(12, '0');`;

const stubs = {
  name: 'stubs for what exceljs does not need here',
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^(?:${[...unused, 'uuid'].join('|')})$`);
    onResolve({ filter }, ({ path, importer }) =>
      /[\\/]exceljs[\\/]/.test(importer) ? { path, namespace: 'stub' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'stub' }, ({ path }) => ({
      contents: path === 'uuid' ? counted : nothing,
    }));
  },
};

/** What needs Node, and what does the same in a browser, both from the repository's folder. */
export const inBrowsers = { 'src/xlsx/zip/gzip.ts': 'src/xlsx/zip/gzip-web.ts' };

const exchanges = {
  name: 'what browsers have in place of Node',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]gzip\.ts$/ }, ({ path }) => {
      const other = inBrowsers[relative(root, path).replaceAll('\\', '/')];
      if (other === undefined) return undefined;
      return { contents: readFileSync(join(root, other), 'utf8'), loader: 'ts' };
    });
  },
};

const common = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  metafile: true,
  logLevel: 'warning',
  // Where the licences of what is bundled stand is our business, see `noticesOf`.
  legalComments: 'none',
};

/**
 * The command line and the library for Node into a folder `dist`. Packages are bundled too, but for
 * tinypool, which starts threads from a file of its own.
 */
export async function bundleForNode(dist) {
  const { metafile } = await build({
    ...common,
    platform: 'node',
    target: 'node20',
    splitting: true,
    plugins: [stubs],
    external: ['tinypool'],
    outdir: dist,
    entryPoints: [
      { in: source('cli.ts'), out: 'cli' },
      { in: source('index.ts'), out: 'index' },
      // In one folder, which templates and workers are looked for from.
      { in: source('spec/templates.ts'), out: 'node/templates' },
      { in: source('cli/variants/worker.ts'), out: 'node/variants-worker' },
      { in: source('cli/audit/worker.ts'), out: 'node/audit-worker' },
    ],
    chunkNames: 'node/[name]-[hash]',
    // Names stay, for whoever reports where it failed.
    minifyWhitespace: true,
    minifySyntax: true,
    // Some packages are CommonJS and ask for modules of Node.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  write(join(dist, 'node/LICENCES.txt'), `Contains:\n${noticesOf(metafile)}`);
}

/** The library for browsers as one module. */
export async function bundleForBrowsers(outfile) {
  const { metafile } = await build({
    ...common,
    platform: 'browser',
    plugins: [stubs, exchanges],
    // csv-parse has a build of its own for where there is no Buffer.
    alias: { 'csv-parse/sync': 'csv-parse/browser/esm/sync' },
    entryPoints: [source('index.ts')],
    minify: true,
    outfile,
  });
  const notices = noticesOf(metafile).replaceAll('*/', '* /');
  write(outfile, `/*! Contains:\n${notices}*/\n${readFileSync(outfile, 'utf8')}`);
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The licences of what is bundled; throws where one asks for more than to be named. */
function noticesOf({ inputs }) {
  const packages = new Set(
    Object.keys(inputs).flatMap(
      (path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? [],
    ),
  );
  return [...packages]
    .sort()
    .map((folder) => noticeOf(join(root, folder)))
    .join('\n');
}

function noticeOf(folder) {
  const { id, licence } = describePackage(folder);
  if (!isPermissive(licence)) throw new Error(`${id} may not be bundled: ${licence}`);
  const { author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const text = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'LICENCE']
    .map((file) => {
      try {
        return readFileSync(join(folder, file), 'utf8');
      } catch {
        return '';
      }
    })
    .find((found) => found !== '');
  // A few packages carry no text of their licence, only its name.
  const terms = text ?? `Licence ${licence}, by ${author?.name ?? author}`;
  return `\n${id.replace(/@(?=[^@]*$)/, ' ')}\n\n${terms.trim()}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = join(root, 'dist');
  rmSync(dist, { recursive: true, force: true });
  await bundleForNode(dist);
  await bundleForBrowsers(join(dist, 'browser.js'));
}
