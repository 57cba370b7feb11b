// Licences that ask for no more than to be named.
import { readFileSync } from 'node:fs';
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

/** The name of a package in a folder, with its version, and its licence as SPDX. */
export function describePackage(folder) {
  const { name, version, license, licenses } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  // Old packages have an object, or a list of which one may choose.
  const named = [license ?? licenses ?? []].flat().map((item) => item.type ?? item);
  return { id: `${name}@${version}`, licence: named.join(' OR ') };
}

/** SPDX as far as packages use it: AND within OR, in brackets or not. */
export function isPermissive(licence) {
  return licence
    .replace(/[()]/g, '')
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((one) => PERMISSIVE.has(one.trim())));
}
