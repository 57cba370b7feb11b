import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../src');

/**
 * What each room of src may import, besides itself and errors.ts. The one direction of flow: there is
 * no way round.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  ref: [],
  functions: [],
  xlsx: [],
  ops: ['functions', 'ref'],
  layers: ['ops', 'functions', 'ref'],
  spec: ['layers', 'functions', 'xlsx'],
  network: ['spec', 'layers', 'functions', 'ref'],
  numeric: ['network', 'functions', 'ref'],
  model: ['network', 'layers', 'ops', 'functions', 'ref'],
  symbolic: ['model', 'network', 'layers', 'ops', 'functions', 'ref'],
  layout: ['symbolic', 'model', 'network', 'spec', 'ops', 'functions', 'xlsx', 'ref'],
  emit: [
    ...['layout', 'symbolic', 'numeric', 'network', 'spec', 'ops', 'functions', 'xlsx', 'ref'],
    'version',
  ],
  verify: ['emit', 'layout', 'numeric', 'network', 'functions', 'xlsx', 'ref'],
  // A third witness, which knows no networks: of a workbook these two take the cells only.
  sheet: ['xlsx'],
  audit: ['sheet', 'xlsx'],
  report: ['audit', 'sheet', 'xlsx', 'emit'],
  plant: [
    ...['emit', 'layout', 'symbolic', 'numeric', 'network', 'ops', 'functions', 'sheet', 'xlsx'],
    ...['ref', 'version'],
  ],
  errors: [],
  version: [],
};
/** Packages a room may use; every other room uses none. */
const MAY_USE: Record<string, RegExp> = {
  spec: /^(zod|yaml|fastest-levenshtein|csv-parse\/sync|node:(fs|path|url))$/,
  emit: /^exceljs(\/lib\/doc\/workbook\.js)?$/,
  verify: /^@borgar\/fx\/xlsx$/,
  // The bundle for browsers has another way to pack than Node's.
  xlsx: /^(@zip\.js\/zip\.js\/lib\/zip-core-native\.js|saxes|node:(events|zlib))$/,
  sheet: /^@borgar\/fx\/xlsx$/,
  report: /^exceljs/,
  version: /^node:(fs|module)$/,
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const roomOf = (file: string) => file.split(sep)[0].replace(/\.ts$/, '');
const IMPORT = /^(?:import|export)\b[^;]*?\bfrom '([^']+)'|\bimport\('([^']+)'\)/gm;
const importsOf = (file: string) =>
  [...readFileSync(join(SRC, file), 'utf8').matchAll(IMPORT)].map(
    ([, fixed, lazy]) => fixed ?? lazy,
  );

describe.each(Object.keys(MAY_IMPORT))('%s', (room) => {
  const ours = files.filter((file) => roomOf(file) === room);
  const imports = ours.flatMap((file) => importsOf(file).map((target) => ({ file, target })));

  it('exists', () => expect(ours).not.toEqual([]));

  it('imports only what flows into it', () => {
    const wrong = imports.filter(({ file, target }) => {
      if (!target.startsWith('.')) return false;
      const path = relative(SRC, join(SRC, file, '..', target));
      const from = roomOf(path);
      return from !== room && from !== 'errors' && !MAY_IMPORT[room].includes(from);
    });
    expect(wrong).toEqual([]);
  });

  it('uses only the packages of its trade', () => {
    const wrong = imports.filter(
      ({ target }) => !/^\.\.?\//.test(target) && !MAY_USE[room]?.test(target),
    );
    expect(wrong).toEqual([]);
  });
});

/** The files that one comes back to by following imports, each as a way round. */
function cycles(): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) {
      found.push([...way.slice(way.indexOf(file)), file]);
      return;
    }
    if (done.has(file)) return;
    for (const target of importsOf(file)) {
      if (target.startsWith('.')) visit(join(file, '..', target), [...way, file]);
    }
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

it('has no file that imports itself by any way round, not for a type either', () => {
  expect(cycles()).toEqual([]);
});

it('leaves process, console and clocks to the command line', () => {
  const wrong = files
    .filter((file) => !['cli', 'cli.ts'].includes(roomOf(file)))
    .filter((file) =>
      /\bprocess\.|\bconsole\.|Math\.random|Date\.now|new Date\(\)/.test(
        readFileSync(join(SRC, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''),
      ),
    );
  expect(wrong).toEqual([]);
});

it('uses no power operator in numeric code: its last bit differs between Node versions', () => {
  const wrong = files
    .filter((file) => ['numeric', 'functions'].includes(roomOf(file)))
    .filter((file) =>
      /\w\s*\*\*\s*\w|Math\.pow/.test(
        readFileSync(join(SRC, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''),
      ),
    );
  expect(wrong).toEqual([]);
});

it('has every room on the list', () => {
  const rooms = new Set(files.map(roomOf));
  expect([...rooms].filter((room) => !(room in MAY_IMPORT)).sort()).toEqual(['cli', 'index']);
});

it('takes exceljs from one place, which the build replaces by a bundle', () => {
  const wrong = files
    .filter((file) => file.replaceAll(sep, '/') !== 'emit/exceljs/workbook.ts')
    .filter((file) =>
      /^import (?!type)[^;]*'exceljs|import\('exceljs/m.test(
        readFileSync(join(SRC, file), 'utf8').replace(/declare module[\s\S]*/, ''),
      ),
    );
  expect(wrong).toEqual([]);
});
