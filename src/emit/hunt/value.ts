/** The value of a cell, as its formula gives it; not finite where that is an error. */
export type ValueAt = (sheet: string, row: number, column: number) => number;
