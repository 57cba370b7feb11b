import * as z from 'zod';

/** More of them would push everything else off the first screen. */
export const MOST_EXPERIMENTS = 5;

/** Characters of a lesson, of what to do and of what to look for: a few lines on `Start`. */
export const LONGEST_PROSE = 600;

const MOST_CELLS = 6;

/** Sentences, in as many lines as one likes. */
export const prose = z
  .string()
  .transform((text) => text.trim().replace(/\s+/g, ' '))
  .pipe(z.string().min(1).max(LONGEST_PROSE));

/** What to change in the workbook, what is to be seen then, and where. */
export const experiment = z.strictObject({
  do: prose,
  look: prose,
  cells: z.array(z.string().min(1)).max(MOST_CELLS).default([]),
});
