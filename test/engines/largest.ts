import { limitsFor } from '../../src/xlsx/reader/limits.ts';

/** What programs save of our own workbooks, which are no bombs. */
export const largest = limitsFor(3_000_000);
