import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { DIGITS } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import type { Spec } from '../../src/spec/spec.ts';
import type { Cells } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { editFile } from '../engines/edit.ts';
import { recompute } from '../engines/hyperformula.ts';
import { valueOfPrinted } from '../support/printed.ts';
import { shortTemplates } from '../support/templates.ts';

interface Line {
  readonly numbers: string;
  readonly written: string;
}

/** The worked lines of `Network` that are spelled out, and how `Digits` writes what they come to. */
function linesOf({ sheets }: Cells, spec: Spec): Line[] {
  const { narrated } = planWorkbook(buildNetwork(spec)).networkSheet;
  const digits = sheets.get('Digits')!.rows;
  return [...sheets.get('Network')!.rows].flatMap(([at, row]) => {
    const numbers = row.get(narrated.numbers.first)?.value;
    const written = digits.get(at)?.get(DIGITS.textColumn)?.value;
    if (typeof numbers !== 'string' || typeof written !== 'string') return [];
    return /^[=≈] /.test(numbers) ? [{ numbers, written }] : [];
  });
}

const numberIn = (text: string) => Number(text.replace(/[()]/g, ''));

/** Every line comes out as it says: to the last digit printed, or nearly. */
function checkLines(lines: readonly Line[]): number {
  let exact = 0;
  for (const { numbers, written } of lines) {
    const value = valueOfPrinted(numbers.slice(2));
    const printed = numberIn(written);
    const isDifference = /−|\(-/.test(numbers);
    if (!numbers.startsWith('= ')) {
      // Of four digits, and more where numbers cancel.
      const near = isDifference || Math.abs(value - printed) <= 0.01 * Math.abs(printed);
      expect(near, `${numbers} is about ${written}`).toBe(true);
    } else {
      const digit = Math.max(10 ** (Math.floor(Math.log10(Math.abs(value) || 1)) - 3), 1e-300);
      expect(Math.abs(value - printed), `${numbers} is ${written}`).toBeLessThanOrEqual(
        0.500001 * Math.min(digit, 1) + 1e-15,
      );
      exact++;
    }
  }
  return exact;
}

describe('the worked lines', () => {
  it.each(shortTemplates())('of $name come out as printed where they say =', async ({ spec }) => {
    const { bytes } = await buildWorkbook(buildNetwork({ ...spec, compare: [] }), {
      selectedStep: 0,
    });
    const lines = linesOf(await readCells(bytes), spec);
    expect(checkLines(lines)).toBeGreaterThan(0);
  });

  it.each([
    ['simple-backprop', 0],
    ['linear-regression', 1],
  ])('of %s do so after an edit, computed anew', async (template, selectedStep) => {
    const { spec } = shortTemplates().find(({ name }) => name === template)!;
    const { bytes } = await buildWorkbook(buildNetwork({ ...spec, compare: [] }), {
      selectedStep,
    });
    const before = linesOf(await readCells(bytes), spec);
    const edited = await editFile(bytes, [{ sheet: 'Network', cell: 'B4', value: 1 / 3 }]);
    for (const file of [bytes, edited]) {
      const lines = linesOf(recompute(await readCells(file)), spec);
      expect(lines).toHaveLength(before.length);
      expect(checkLines(lines)).toBeGreaterThan(0);
      if (file === bytes) expect(lines).toEqual(before);
      else expect(lines).not.toEqual(before);
    }
  });
});
