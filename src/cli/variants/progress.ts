import { SingleBar } from 'cli-progress';

/** How far the work is, shown to whoever watches. */
export interface ProgressBar {
  /** One more is done. */
  readonly advance: () => void;
  /** Leaves the line to what is printed next. */
  readonly end: () => void;
}

/** Draws a bar on a terminal. */
export function startBar(stream: NodeJS.WriteStream, total: number): ProgressBar {
  const bar = new SingleBar({
    stream,
    format: '{bar} {value} of {total} workbooks{eta_formatted}',
    formatTime: timeLeft,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    // Estimated from the last hundred: workers begin slowly and answer in bursts.
    etaBuffer: 100,
    clearOnComplete: true,
    // Leaves the terminal's settings alone, so that there is nothing to restore when we are stopped.
    hideCursor: false,
    linewrap: true,
    gracefulExit: false,
  });
  bar.start(total, 0);
  return { advance: () => bar.increment(), end: () => bar.stop() };
}

/** `, 40 s left`; nothing as long as there is no estimate. */
function timeLeft(seconds: number | string): string {
  if (typeof seconds !== 'number' || seconds === 0) return '';
  if (seconds < 100) return `, ${seconds} s left`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `, ${minutes} min left` : `, ${Math.ceil(minutes / 60)} h left`;
}
