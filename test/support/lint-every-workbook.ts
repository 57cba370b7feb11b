import { vi } from 'vitest';

/**
 * Every workbook that a test makes within its own process is linted as it is made, so that no test
 * has to think of it. Each configuration of vitest names this file under `setupFiles`.
 */
vi.mock('../../src/xlsx/writer/package.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/xlsx/writer/package.ts')>();
  const finishWorkbook: typeof original.finishWorkbook = async (...given) => {
    const bytes = await original.finishWorkbook(...given);
    const { mustSuitExcel } = await import('./lint.ts');
    await mustSuitExcel(bytes);
    return bytes;
  };
  return { ...original, finishWorkbook };
});

/** And those of networks for what would be lost in Google Sheets. */
vi.mock('../../src/emit/workbook.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/emit/workbook.ts')>();
  const buildWorkbook: typeof original.buildWorkbook = async (...given) => {
    const workbook = await original.buildWorkbook(...given);
    const { mustSuitGoogleSheets } = await import('./lint.ts');
    await mustSuitGoogleSheets(workbook.bytes);
    return workbook;
  };
  return { ...original, buildWorkbook };
});
