import fc from 'fast-check';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { cellsOf } from '../../src/xlsx/cells.ts';
import { lintWorkbook } from '../../src/xlsx/lint/lint.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { openXmlValidator, validate } from '../engines/openxml.ts';
import { engineOrSkip } from '../engines/require.ts';
import { AWKWARD } from '../support/awkward.ts';
import { REPEATED } from '../support/lint.ts';
import { anySpec } from '../support/specs.ts';
import { templates } from '../support/templates.ts';

// Whatever is built here is linted as it is built: see lint-every-workbook.ts.
const bytesOf = async (spec: Spec) => (await buildWorkbook(buildNetwork(spec))).bytes;
const awkward = (name: string) => AWKWARD.find((each) => each.name === name)!.spec();

it('writes prompts that Excel takes, and says where it cuts', async () => {
  const zip = await JSZip.loadAsync(await bytesOf(awkward('names of 150 emoji')));
  const sheets = Object.keys(zip.files).filter((path) => path.startsWith('xl/worksheets/sheet'));
  const xml = (await Promise.all(sheets.map((path) => zip.file(path)!.async('string')))).join('');
  const prompts = [...xml.matchAll(/ prompt="([^"]*)"/g)].map(([, prompt]) => prompt);
  const cut = prompts.filter((prompt) => prompt.endsWith('…'));
  expect(cut.length).toBeGreaterThan(0);
  for (const prompt of prompts) {
    expect(prompt.length).toBeLessThanOrEqual(255);
    // No half of a character at the end.
    expect(prompt).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
  }
});

it('has as many number formats for a large network as for a small one', async () => {
  const formats = async (spec: Spec) => {
    const zip = await JSZip.loadAsync(await bytesOf(spec));
    return (await zip.file('xl/styles.xml')!.async('string')).match(/<numFmt /g)!.length;
  };
  const small = await formats(templates().find(({ name }) => name === 'mazur')!.spec);
  expect(await formats(awkward('eleven layers of eight units'))).toBeLessThanOrEqual(small);
});

describe.each(['xor', 'mazur', 'softmax-classifier'])('what %s loses in Google Sheets', (name) => {
  it('is said in a cell', async () => {
    const bytes = await bytesOf(templates().find((each) => each.name === name)!.spec);
    const cells = await readCells(bytes);
    const texts = [...cells.sheets.values()].flatMap((sheet) =>
      [...cellsOf(sheet)].map(({ value }) => value),
    );
    const lost = (await lintWorkbook(bytes)).filter(({ program }) => program !== 'Excel');
    expect(lost.length).toBeGreaterThan(0);
    for (const { limit, found } of lost) {
      const known = REPEATED.find((each) => each.limit === limit && each.found.test(String(found)));
      expect(texts, limit).toContain(known?.beside);
    }
  });
});

engineOrSkip(openXmlValidator)('the Open XML validator', () => {
  it('finds no error in some of them, nor in two random ones: all are in the full tests', async () => {
    const random = fc.sample(anySpec({ maxSteps: 3 }), { numRuns: 2, seed: 20261127 });
    const some = ['names of 150 emoji', 'one epoch of eight batches', 'a unit of 150 inputs'];
    const specs = [...some.map(awkward), ...random];
    const files = await Promise.all(specs.map(bytesOf));
    expect(await validate(files)).toEqual(files.map(() => []));
  }, 300_000);
});
