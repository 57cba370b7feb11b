/** By what a decision surface is drawn, on the sheet and by the engine. */

/**
 * What makes a value halfway between two places belong to the greater one, and an end of the axis to
 * the axis, round-off or not.
 */
export const NUDGE = 0.000001;

/** The last of the shades of a picture; the first is 0. */
export const LAST_SHADE = 20;

/** How many decimals the numbers of an axis have, by its length. */
export const AXIS_DECIMALS = [
  { least: 50, decimals: 0 },
  { least: 5, decimals: 1 },
  { least: 0.5, decimals: 2 },
  { least: 0.05, decimals: 3 },
  { least: 0, decimals: 4 },
] as const;
