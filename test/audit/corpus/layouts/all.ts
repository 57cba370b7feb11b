import { lists, strips } from './blocks.ts';
import type { Arrange } from './layout.ts';
import { rows, transposed, twoSheets } from './tables.ts';

/** Every way in which the corpus puts scalars on sheets. */
export const layouts = {
  rows,
  transposed,
  'two sheets': twoSheets,
  lists,
  strips,
} satisfies Record<string, Arrange>;

export type LayoutName = keyof typeof layouts;
