import { defineConfig } from 'vitest/config';

/** The tests of the suite in full counts: `npm run test:full`. They take hours. */
export default defineConfig({
  test: {
    include: ['test/full/**/*.test.ts'],
    globalSetup: 'test/long/build.ts',
    setupFiles: 'test/support/lint-every-workbook.ts',
    testTimeout: 7_200_000,
    hookTimeout: 120_000,
  },
});
