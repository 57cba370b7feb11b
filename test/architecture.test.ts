import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { activations } from '../src/functions/activations.ts';
import { losses } from '../src/functions/losses.ts';
import { optimizers } from '../src/functions/optimizers.ts';
import { schedules } from '../src/functions/schedules.ts';
import { layerKindNames } from '../src/layers/kinds.ts';

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
  xlsx: /^(@zip\.js\/zip\.js\/lib\/zip-core-native\.js|saxes|node:(events|stream|timers\/promises|worker_threads|zlib))$/,
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

it('writes no formula in emit: it puts those of symbolic and layout where they belong', () => {
  const call = /[`'"&(,+*/-][A-Z]{2,}\(/;
  const found = files
    .filter((file) => file.replaceAll(sep, '/').startsWith('emit/'))
    .flatMap((file) => {
      const lines = readFileSync(join(SRC, file), 'utf8').split('\n');
      return lines.flatMap((line, i) =>
        call.test(line) ? [`${file}:${i + 1} ${line.trim()}`] : [],
      );
    });
  expect(found).toEqual([]);
});

/**
 * Rooms that have words of their own, because they know nothing of networks: what reads any workbook,
 * and what judges any file.
 */
const VOCABULARIES = [/^(sheet|audit|report)\//, /^xlsx\/lint\//, /./];
/** Defined twice on purpose: for Node and for browsers, of which a bundle has one. */
const TWINS = ['gzip'];
const EXPORT =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm;

it('defines every exported name once, so that it means one thing', () => {
  const defined = new Map<string, string[]>();
  for (const file of files) {
    const path = file.replaceAll(sep, '/');
    const vocabulary = VOCABULARIES.findIndex((rooms) => rooms.test(path));
    const names = [...readFileSync(join(SRC, file), 'utf8').matchAll(EXPORT)].map(
      ([, name]) => name,
    );
    // A function may be declared in several ways.
    for (const name of new Set(names)) {
      const key = `${vocabulary}: ${name}`;
      defined.set(key, [...(defined.get(key) ?? []), path]);
    }
  }
  const twice = [...defined].filter(
    ([key, where]) => where.length > 1 && !TWINS.some((name) => key.endsWith(` ${name}`)),
  );
  expect(twice).toEqual([]);
});

/** Rows of tables: code asks what a row says, not what it is called. */
const ROWS = [
  ...Object.keys({ ...activations, ...losses, ...optimizers, ...schedules }),
  ...layerKindNames,
];

it('tests no row of a table by its name', () => {
  const test = new RegExp(`[!=]== '(${ROWS.join('|')})'|case '(${ROWS.join('|')})'`);
  const wrong = files
    .filter((file) => !['audit', 'sheet', 'report', 'plant'].includes(roomOf(file)))
    .flatMap((file) =>
      readFileSync(join(SRC, file), 'utf8')
        .split('\n')
        .flatMap((line) => (test.test(line) ? [`${file}: ${line.trim()}`] : [])),
    );
  expect(wrong).toEqual([]);
});

it('casts nothing to what it is not', () => {
  const wrong = files.filter((file) =>
    /\bas (never|Run)\b/.test(readFileSync(join(SRC, file), 'utf8')),
  );
  expect(wrong).toEqual([]);
});
