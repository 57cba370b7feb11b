import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // `npm run test:long`
    exclude: ['test/long/**'],
    setupFiles: 'test/support/lint-every-workbook.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
