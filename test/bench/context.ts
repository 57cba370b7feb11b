/** What every group of measurements is given. */
export interface Context {
  /** Fewer sizes and rounds: to try the benchmark, not to quote it. */
  readonly quick: boolean;
  /** A folder of its own, which exists and is removed afterwards. */
  readonly folder: string;
  /** Says what is being measured. */
  readonly progress: (what: string) => void;
}
