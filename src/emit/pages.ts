/** Characters across a landscape page whose print can still be read. */
const PAGE_WIDTH = 200;

/** Pages side by side that so many columns need. */
export const pagesOf = (widths: readonly number[]): number =>
  Math.max(1, Math.ceil(widths.reduce((sum, width) => sum + width, 0) / PAGE_WIDTH));
