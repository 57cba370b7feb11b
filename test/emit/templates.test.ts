import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { cellsOf, isCellError } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { templates } from '../support/templates.ts';

/** What a student's computer opens at once. */
const MOST_CELLS = 100_000;

describe.each(templates())('the workbook of $name', async ({ spec }) => {
  const { bytes, finalLoss } = await buildWorkbook(buildNetwork(spec));
  const cells = await readCells(bytes);
  const all = [...cells.sheets.values()].flatMap((sheet) =>
    [...cellsOf(sheet)].map((cell) => ({ sheet: sheet.name, ...cell })),
  );

  it('shows no error', () => {
    const errors = all.filter(({ value }) => isCellError(value));
    expect(errors.map(({ sheet, address }) => `${sheet}!${address}`)).toEqual([]);
  });
  it('is small', () => expect(all.length).toBeLessThan(MOST_CELLS));
  it('ends with a loss', () => expect(finalLoss).toBeGreaterThanOrEqual(0));
});

describe('the course teaches what it says', () => {
  const outcome = async (name: string) =>
    buildWorkbook(buildNetwork(templates().find((each) => each.name === name)!.spec));
  const accuracyAt = async (name: string) => {
    const { bytes } = await outcome(name);
    const { rows } = (await readCells(bytes)).sheets.get('Summary')!;
    const header = [...rows.get(5)!.values()].find(({ value }) => value === 'accuracy')!;
    return [...rows.values()].map((row) => row.get(header.column)?.value).filter(Number.isFinite);
  };

  it.each(['xor', 'softmax-classifier', 'flowers', 'convolution', 'recurrent'])(
    '%s is solved by its last step',
    async (name) => {
      expect((await accuracyAt(name)).at(-1)).toBe(1);
    },
  );
  it('the dead unit keeps the network stuck', async () =>
    expect((await outcome('dead-relu')).verdict).toBe('stuck'));
  it('momentum ends far below plain descent in the same valley', async () => {
    const [plain, momentum] = await Promise.all(['plain-descent', 'momentum'].map(outcome));
    expect(momentum.finalLoss).toBeLessThan(plain.finalLoss / 5);
  });
});
