import { ODD_SHARES } from '../../functions/thresholds.ts';
import { filled } from '../../ops/template.ts';

/** The formulas of a data set, over a column or a row of it. */

export const columnMean = (column: string) => filled('AVERAGE({column})', { column });

/** Said outright where all are alike: the mean of 0.1, 0.1 and 0.1 is off by its last bit. */
export const columnDeviation = (column: string) =>
  filled('IF(MAX({column})=MIN({column}),0,STDEVP({column}))', { column });

/** A value less the mean, by the deviation; 0 where that is 0. */
export const standardisedValue = (value: string, mean: string, deviation: string) =>
  filled('IF({deviation}>0,({value}-{mean})/{deviation},0)', { value, mean, deviation });

/** Whether targets that are shares of 1 do not add up to it. */
export const areOddShares = (targets: string) =>
  filled(`ABS(SUM({targets})-1)>${ODD_SHARES.cell}`, { targets });
