/** How somebody follows a workbook in the making, and stops it. */
export interface Watch {
  /**
   * Called with what is done, from 0 to 1 and never less than before. Goes by rows of tables, which
   * take most of the time.
   */
  readonly onProgress?: (done: number) => void;
  /** Where it is aborted, the promise is rejected with its reason. */
  readonly signal?: AbortSignal;
}

/** Trainings at other rates take about so much of the time, writing the rest. */
const trainingShare = 0.3;

/** Counts what is done of a workbook with so many trainings to compare. */
export class Progress {
  readonly #watch: Watch;
  readonly #trainings: number;
  #trained = 0;
  #rows = 0;

  constructor(watch: Watch, trainings: number) {
    this.#watch = watch;
    this.#trainings = trainings;
  }

  /** Throws where the work is to be stopped. */
  check(): void {
    this.#watch.signal?.throwIfAborted();
  }

  /** After a training: gives others a turn, so that somebody can press a button. */
  async trained(): Promise<void> {
    this.#trained++;
    const { onProgress, signal } = this.#watch;
    if (onProgress === undefined && signal === undefined) return;
    onProgress?.((trainingShare * this.#trained) / this.#trainings);
    await new Promise((resolve) => setTimeout(resolve));
    this.check();
  }

  /** After so many rows of `all`. */
  wrote(rows: number, all: number): void {
    this.#rows += rows;
    const share = Math.min(1, this.#rows / all);
    this.#watch.onProgress?.(trainingShare + (1 - trainingShare) * share);
  }
}
