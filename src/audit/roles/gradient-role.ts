import type { Series } from '../table/table.ts';

/** A parameter's gradient column, and where it stands to its update. */
export interface GradientRole {
  readonly parameter: Series;
  readonly name: string;
  readonly series: Series;
}
