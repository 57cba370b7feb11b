/**
 * How many tasks are worked on at once. Never more than there are cores: each takes one and some 150 MB,
 * so that more take memory and no less time.
 *
 * @param wanted what `--jobs` says.
 */
export function jobsFor(wanted: number | undefined, cores: number, tasks: number): number {
  return Math.min(wanted ?? cores, cores, tasks);
}
