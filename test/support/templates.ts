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

/**
 * The same with a few steps and rates: every kind of formula that they have, in a fraction of the
 * time.
 */
export function shortTemplates(): { name: string; spec: Spec }[] {
  return templates().map(({ name, spec }) => ({
    name,
    spec: {
      ...spec,
      training: { ...spec.training, steps: Math.min(5, spec.training.steps) },
      compare: spec.compare.slice(0, 2),
    },
  }));
}
