// Every package in a folder's node_modules must carry a licence that asks for no more than to be
// named. What is bundled is looked at when it is (bundle.mjs).
// usage: node check-licences.mjs <folder>
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describePackage, isPermissive } from './licences.mjs';

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
