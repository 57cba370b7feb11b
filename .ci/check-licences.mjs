// Every package in a folder's node_modules must carry a licence that asks for no more than to be
// named.
// usage: node check-licences.mjs <folder>
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT/X11',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

const packages = packagesIn(join(process.argv[2] ?? '.', 'node_modules'));
const refused = packages.filter(({ licence }) => !isPermissive(licence));
for (const { id, licence } of refused) console.log(`${id}: ${licence || 'no licence'}`);
console.log(`${packages.length} packages, ${refused.length} without a permissive licence`);
process.exitCode = packages.length > 0 && refused.length === 0 ? 0 : 1;

/** Packages of a node_modules folder, and of those nested in it. */
function packagesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap(({ name }) => {
      const path = join(folder, name);
      if (name.startsWith('@')) return packagesIn(path);
      return [describePackage(path), ...nestedIn(join(path, 'node_modules'))];
    });
}

function nestedIn(folder) {
  try {
    return packagesIn(folder);
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

function describePackage(path) {
  const { name, version, license, licenses } = JSON.parse(
    readFileSync(join(path, 'package.json'), 'utf8'),
  );
  const id = `${name}@${version}`;
  // Old packages have an object, or a list of which one may choose.
  const named = [license ?? licenses ?? []].flat().map((item) => item.type ?? item);
  return { id, licence: named.join(' OR ') };
}

/** SPDX as far as packages use it: AND within OR, in brackets or not. */
function isPermissive(licence) {
  return licence
    .replace(/[()]/g, '')
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((one) => PERMISSIVE.has(one.trim())));
}
