import { closeSync, openSync } from 'node:fs';
import { GradsheetError } from '../errors.ts';

const fewerJobs = 'make fewer at once, for example with --jobs 1';
const handles = {
  says: 'the system lets this process open too few files at once',
  hint: 'raise the limit, for example with `ulimit -n 1024`, or close other programs',
};
const memory = {
  says: 'there is too little memory',
  hint: `make smaller workbooks (fewer steps, or --compare none), or ${fewerJobs}`,
};
const threads = { says: 'the system cannot start so many threads', hint: fewerJobs };

/** What the codes of Node and of the operating system mean that are nobody's fault. */
const shortages: Readonly<Record<string, typeof handles>> = {
  EMFILE: handles,
  ENFILE: handles,
  ENOMEM: memory,
  ERR_WORKER_OUT_OF_MEMORY: memory,
  EAGAIN: threads,
  ERR_WORKER_INIT_FAILED: threads,
};

/** An error because the machine lacks something as one for people; anything else as it is. */
export function shortageError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof GradsheetError) return error;
  const { code } = error as NodeJS.ErrnoException;
  // Node names the cause of a thread that did not start in its message alone.
  const [, named] =
    code === 'ERR_WORKER_INIT_FAILED' ? (/\b(E[A-Z]+)\b/.exec(error.message) ?? []) : [];
  const shortage = shortages[named ?? ''] ?? shortages[code ?? ''];
  if (shortage === undefined) return error;
  return new GradsheetError('FILE', shortage.says, { hint: shortage.hint, cause: error });
}

/** What a thread opens at once while it starts, generously: its loop, its pipes, the files it loads. */
const HANDLES_OF_THREAD = 20;

/**
 * Makes sure that so many threads can open what they need. With too few file handles Node breaks
 * down somewhere inside, in another way each time.
 * @throws an error with the code of the system
 */
export function claimHandles(threads: number): void {
  const claimed: number[] = [];
  try {
    while (claimed.length < threads * HANDLES_OF_THREAD)
      claimed.push(openSync(process.execPath, 'r'));
  } finally {
    for (const handle of claimed) closeSync(handle);
  }
}
