// Bundles for what cannot load Node's modules, part of `npm run build`:
// - dist/emit/exceljs/workbook.js: exceljs as far as it is used, in place of the import of all of it;
//   Node starts faster for it, too.
// - dist/browser.js: the library for browsers, in one file.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

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
export const inBrowsers = { 'src/emit/zip/gzip.ts': 'src/emit/zip/gzip-web.ts' };

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

const options = {
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  plugins: [stubs, exchanges],
  // csv-parse has a build of its own for where there is no Buffer.
  alias: { 'csv-parse/sync': 'csv-parse/browser/esm/sync' },
  metafile: true,
  logLevel: 'warning',
};

/** exceljs' workbook as one module. */
export function bundleExceljs(outfile) {
  return run({ ...options, entryPoints: [join(root, 'src/emit/exceljs/workbook.ts')], outfile });
}

/** The whole library as one module. */
export function bundleLibrary(outfile) {
  return run({ ...options, entryPoints: [join(root, 'src/index.ts')], minify: true, outfile });
}

/** Puts the licences of what is bundled in front. */
async function run(settings) {
  const { metafile } = await build(settings);
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap(
      (path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? [],
    ),
  );
  const notices = [...packages].sort().map((folder) => noticeOf(join(root, folder)));
  const code = readFileSync(settings.outfile, 'utf8');
  writeFileSync(settings.outfile, `/*! Contains:\n${notices.join('\n')}\n*/\n${code}`);
}

function noticeOf(folder) {
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
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
  const terms = text ?? `Licence ${license}, by ${author?.name ?? author}`;
  return `\n${name} ${version}\n\n${terms.trim().replaceAll('*/', '* /')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = join(root, 'dist');
  await bundleExceljs(join(dist, 'emit/exceljs/workbook.js'));
  await bundleLibrary(join(dist, 'browser.js'));
}
