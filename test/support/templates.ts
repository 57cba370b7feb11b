import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseSpec } from '../../src/spec/parse.ts';
import type { Spec } from '../../src/spec/spec.ts';

const FOLDER = join(import.meta.dirname, '../../templates');

/** Every template that ships, as a spec. */
export function templates(): { name: string; spec: Spec }[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({
      name: basename(file, '.yaml'),
      spec: parseSpec(readFileSync(join(FOLDER, file)), {
        source: file,
        readFile: (path) => readFileSync(join(FOLDER, path)),
      }),
    }));
}
