/** By what a valley is drawn, on the sheet and by the engine. */

/** A picture has so many tints: each begins where the loss is a fixed share higher than the last. */
export const TINTS = 12;

/** The darkest tint begins no lower than at this share of the highest loss. */
export const LOWEST_SHARE = { value: 1e-3, cell: '0.001' } as const;

/** How far from the start the loss is asked for to find its floor; of a parabola any will do. */
export const PROBE = 1;

/** A loss is a parabola if its floor lies as deep as one would have it, but for this share of the start's loss. */
export const PARABOLA = { value: 1e-6, cell: '0.000001' } as const;

/** A trough without end has no floor: its determinant is no more than this share of what it is made of. */
export const TROUGH = { value: 1e-9, cell: '0.000000001' } as const;

/**
 * How far the axes of a parabola reach, in widths from the start to its floor: along the valley from
 * before the start to beyond the floor, across it to both sides, where a run jumps from wall to wall.
 */
export const REACH = { before: 1.15, beyond: 0.4, across: 1.25 } as const;

/** A width is at least this share of how far the loss stays below that of the start. */
export const LEAST_WIDTH = 0.5;

/** Of a loss that is no parabola: the axes reach so much further than the run, as a share of it. */
export const MARGIN = 0.25;

/** The axes have so many intervals between numbers. */
export const INTERVALS = 5;

/** Numbers of an axis are these times a power of ten apart. */
export const NICE = [1, 2, 2.5, 5] as const;

/** What makes up for round-off where a number is all but nice. */
export const ALMOST = { value: 1e-6, cell: '0.000001' } as const;

/** A turn that moves by less than this share of the axis cannot be seen. */
export const SMALLEST_SEEN = { value: 0.001, cell: '0.001' } as const;
