import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // `npm run test:long`, `npm run test:full`
    exclude: ['test/long/**', 'test/full/**'],
    setupFiles: 'test/support/lint-every-workbook.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
