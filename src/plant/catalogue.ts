import type { SlipRow } from './slip.ts';
import { chainSlips } from './slips/chain.ts';
import { gradientSlips } from './slips/gradients.ts';
import { stepSlips } from './slips/steps.ts';

/**
 * The mistakes that people make in training tables, found in public workbooks of students and of
 * courses. Adding one is adding a row.
 */
export const slipRows = {
  ...chainSlips,
  ...gradientSlips,
  ...stepSlips,
} as const satisfies Record<string, SlipRow>;

export type PlantedSlip = keyof typeof slipRows;
export const plantedSlips = Object.keys(slipRows) as PlantedSlip[];
