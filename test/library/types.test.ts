import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withTempFolder } from '../engines/tool.ts';
import { hiddenTypes, packagesNamed } from './declarations.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What other types are drawn from, which nobody passes or gets. */
const TABLES = ['LayerKind (of OwnKeys)', 'LayerKind (of GeometryOf)'];

it('every type that the library returns or accepts is exported, and needs no package', async () => {
  await withTempFolder(async (folder) => {
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const config = join(ROOT, 'tsconfig.build.json');
    execFileSync(process.execPath, [tsc, '-p', config, '--outDir', folder]);
    const hidden = hiddenTypes(join(folder, 'index.d.ts'));
    expect(hidden.filter((type) => !TABLES.includes(type))).toEqual([]);
    for (const entry of ['index.d.ts', 'spec/templates.d.ts']) {
      expect(packagesNamed(join(folder, entry))).toEqual([]);
    }
  });
});
