import { vi } from 'vitest';

/**
 * Every workbook that a test makes within its own process is linted as it is made, so that no test
 * has to think of it. Each configuration of vitest names this file under `setupFiles`.
 */
vi.mock('../../src/emit/parts/package.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/emit/parts/package.ts')>();
  const finishWorkbook: typeof original.finishWorkbook = async (...given) => {
    const bytes = await original.finishWorkbook(...given);
    const { mustSuitExcel } = await import('./lint.ts');
    await mustSuitExcel(bytes);
    return bytes;
  };
  return { ...original, finishWorkbook };
});
