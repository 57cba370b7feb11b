import { defineConfig } from 'vitest/config';

/** The tests that take minutes: `npm run test:long`. */
export default defineConfig({
  test: {
    include: ['test/long/**/*.test.ts'],
    globalSetup: 'test/long/build.ts',
    setupFiles: 'test/support/lint-every-workbook.ts',
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
