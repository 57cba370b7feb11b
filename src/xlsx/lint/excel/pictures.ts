import { atMost, type Limits, only } from '../limit.ts';
import { SPECIFICATIONS, standard } from './sources.ts';

/** Charts and shapes. */
export const pictureLimits: Limits = {
  chart: [
    atMost(255, 'series of a chart', SPECIFICATIONS, ({ series }) => series),
    only(
      'cells of a sheet that is there',
      'references of a chart',
      standard('21.2.2.65'),
      ({ strayReference }) => strayReference,
    ),
  ],
  cache: [
    only(
      'ptCount, and each index below it once',
      'points that a chart keeps',
      standard('21.2.2.152'),
      ({ count, points, lastIndex }) =>
        (points > count || lastIndex >= count) && `${points} points up to ${lastIndex} of ${count}`,
    ),
    only(
      'finite numbers',
      'values that a chart keeps',
      standard('21.2.2.121'),
      ({ noNumber }) => noNumber,
    ),
  ],
  shape: [
    only(
      'unique in its drawing',
      'id of a shape',
      standard('20.1.2.2.8'),
      ({ name, taken }) => taken && name,
    ),
    atMost(255, 'characters of the name of a shape', standard('20.1.2.2.8'), (f) => f.name.length),
  ],
};
