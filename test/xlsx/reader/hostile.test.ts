import { expect, it } from 'vitest';
import { GradsheetError } from '../../../src/errors.ts';
import { readCells } from '../../../src/xlsx/reader/read.ts';
import { countSeconds } from '../../support/seconds.ts';
import { hostileFiles } from './hostile.ts';

it.each(hostileFiles)('$what is answered in time', async ({ make, refused }) => {
  const bytes = make();
  const seconds = countSeconds();
  const outcome = await readCells(bytes).catch((error: unknown) => error);
  expect(seconds()).toBeLessThan(2);
  if (refused === undefined) return expect(outcome).toHaveProperty('sheets');
  expect(outcome).toBeInstanceOf(GradsheetError);
  expect(outcome).toMatchObject({ code: 'FILE', message: expect.stringMatching(refused) });
});
