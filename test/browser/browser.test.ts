import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { buildNetwork, buildWorkbook, parseSpec, verify } from '../../src/index.ts';
import { readBesideTemplates, readTemplate } from '../../src/spec/templates.ts';
import type { Difference } from '../../src/verify/compare.ts';
import { engineOrSkip } from '../engines/require.ts';
import { withTempFolder } from '../engines/tool.ts';
import { bundlerOf } from '../support/bundler.ts';
import { unzip } from '../xlsx/writer/support.ts';
import { chromium, withBrowser } from './chromium.ts';

const ROOT = join(import.meta.dirname, '../..');

const bundler = await bundlerOf();

const lessons = [
  { name: 'simple-backprop', overrides: {}, verifies: false },
  // Samples from a CSV file, in mini-batches.
  { name: 'flowers', overrides: { steps: 4, compare: [] }, verifies: true },
];

interface Made {
  readonly base64: string;
  readonly globals: readonly string[];
  readonly differences: readonly Difference[];
}

/** Calls `make` of page.mjs in a page. */
async function makeIn(page: Page, argument: object): Promise<Made> {
  const script = await readFile(join(import.meta.dirname, 'page.mjs'), 'utf8');
  return page.evaluate(`(async (script, argument) => {
    const { make } = await import(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
    return make(argument);
  })(${JSON.stringify(script)}, ${JSON.stringify(argument)})`);
}

/**
 * Without stored results. V8 has changed its exponential and its logarithm: Chromium 156 and Node 20
 * differ in the last bit of one in ten, and training makes more of it; `verify` judges these.
 */
const withoutValues = (xml: string) => xml.replace(/<((?:c:)?v)>[^<]*/g, '<$1>');

engineOrSkip(chromium)('in Chromium', () => {
  it('makes the workbooks that Node makes, part by part, and verifies them', async () => {
    const code = await withTempFolder(async (folder) => {
      await bundler.bundleForBrowsers(join(folder, 'browser.js'));
      return readFile(join(folder, 'browser.js'), 'utf8');
    });
    await withBrowser(async (browser) => {
      const page = await browser.newPage();
      for (const { name, overrides, verifies } of lessons) {
        const yaml = readTemplate(name);
        const options = { overrides, readFile: readBesideTemplates };
        const network = buildNetwork(parseSpec(yaml, options));
        const here = await buildWorkbook(network);
        const csv = new TextDecoder().decode(readBesideTemplates('flowers.csv'));
        const there = await makeIn(page, { code, yaml, overrides, csv, verifies });
        expect(there.globals).toEqual([]);
        expect(there.differences).toEqual([]);
        const [ours, theirs] = [
          await unzip(here.bytes),
          await unzip(Buffer.from(there.base64, 'base64')),
        ];
        expect([...theirs.keys()]).toEqual([...ours.keys()]);
        const different = [...ours].filter(([path, xml]) => theirs.get(path) !== xml);
        for (const [path, xml] of different) {
          expect(withoutValues(theirs.get(path)!) === withoutValues(xml), path).toBe(true);
        }
        expect(await verify(Buffer.from(there.base64, 'base64'), network)).toEqual([]);
      }
    });
  }, 300_000);
});

describe('the core', () => {
  /** Every module of ours that index.ts reaches. */
  const modules = new Set<string>();
  const packages = new Set<string>();
  const inBrowsers = (file: string) => {
    const other = bundler.inBrowsers[relative(ROOT, file).replaceAll(sep, '/')];
    return other === undefined ? file : join(ROOT, other);
  };
  const IMPORT = /^(?:import|export)\b(?! type)[^;]*?\bfrom '([^']+)'|\bimport\('([^']+)'\)/gm;
  function visit(file: string): void {
    if (modules.has(file)) return;
    modules.add(file);
    for (const [, fixed, lazy] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const target = fixed ?? lazy;
      if (target.startsWith('.')) visit(inBrowsers(join(file, '..', target)));
      else packages.add(target);
    }
  }
  visit(join(ROOT, 'src/index.ts'));

  it('imports nothing of Node', () => {
    expect(modules.size).toBeGreaterThan(100);
    expect([...packages].filter((name) => name.startsWith('node:'))).toEqual([]);
  });

  it('uses none of its globals', () => {
    const code = (file: string) =>
      readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const GLOBALS = /\b(?:Buffer|process|require|__dirname|setImmediate)\b(?!:)[.(]/;
    expect([...modules].filter((file) => GLOBALS.test(code(file)))).toEqual([]);
  });
});
