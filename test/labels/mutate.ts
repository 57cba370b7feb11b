/**
 * `npm run test:mutants`: makes one place wrong after the other, fifty in all, and tells of those that
 * the tests of the labels do not find. The sources stay as they are: each mutant is a bundle of its own.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { type Mutant, mutants } from './mutants.ts';

const LEAST = 47;
const root = join(import.meta.dirname, '../..');
/** Below node_modules, so that the bundles find the packages. */
const folder = join(root, 'node_modules/.cache/gradsheet-labels', String(process.pid));
mkdirSync(folder, { recursive: true });

/** What the check says of the sources with one place changed; undefined where it finds nothing. */
async function verdictOn(mutant: Mutant | null): Promise<string | undefined> {
  const outfile = join(folder, 'check.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'check.ts')],
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    outfile,
    plugins: mutant ? [changing(mutant)] : [],
  });
  const { status, stdout, stderr } = spawnSync(process.execPath, [outfile], { encoding: 'utf8' });
  if (status === 0) return undefined;
  const error = /^\w*Error.*$/m.exec(stderr)?.[0];
  return (stdout.trim() || error) ?? 'it fails';
}

const changing = ({ file, right, wrong }: Mutant) => ({
  name: 'one wrong place',
  setup({ onLoad }: import('esbuild').PluginBuild) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (relative(join(root, 'src'), path).replaceAll(sep, '/') !== file) return undefined;
      const [before, after, ...more] = readFileSync(path, 'utf8').split(right);
      if (after === undefined || more.length > 0) {
        throw new Error(
          `${file} has not once, but ${more.length + (after === undefined ? 0 : 1)} times: ${right}`,
        );
      }
      return { contents: `${before}${wrong}${after}`, loader: 'ts' };
    });
  },
});

try {
  const sound = await verdictOn(null);
  if (sound !== undefined) throw new Error(`the sources themselves are wrong: ${sound}`);
  const alive: Mutant[] = [];
  for (const [i, mutant] of mutants.entries()) {
    const verdict = await verdictOn(mutant);
    if (verdict === undefined) alive.push(mutant);
    const { file, wrong } = mutant;
    console.log(`${i + 1} ${file}: ${wrong}\n   ${verdict?.slice(0, 150) ?? 'NOT FOUND'}`);
  }
  const found = mutants.length - alive.length;
  const known = alive.flatMap((mutant) => mutant.known ?? []);
  console.log(
    `${found} of ${mutants.length} found; of those once hidden ${known.length} not found`,
  );
  if (found < LEAST || known.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
