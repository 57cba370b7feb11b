import type { ResourceLimits } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import { GradsheetError } from '../../errors.ts';
import type { Task, Variant } from './task.ts';
import type { Answer } from './worker.ts';

/** Workers that make workbooks side by side. */
export interface Pool {
  /** Waits for a worker that is free. @throws GradsheetError */
  readonly make: (task: Task) => Promise<Variant>;
  /** Ends all workers, whatever they do; what they were making rejects. */
  readonly close: () => Promise<void>;
}

/**
 * Starts so many threads. They only compute: files are written by this thread, which knows at any
 * moment which ones are half-written.
 *
 * @param limits of each thread; Node's own if left out.
 */
export function startPool(jobs: number, limits: ResourceLimits = {}): Pool {
  const built = import.meta.url.endsWith('.js');
  const worker = new URL(built ? './variants-worker.js' : './worker-tsx.mjs', import.meta.url);
  // With fewer at least than at most, idle workers would be ended and started again.
  const threads = new Tinypool({
    filename: worker.href,
    minThreads: jobs,
    maxThreads: jobs,
    resourceLimits: limits,
  });
  // A thread that ends before it has a task, such as one without the memory to load, is told of here.
  const broken = new Promise<never>((_, reject) => threads.on('error', reject));
  broken.catch(() => {});
  return {
    make: async (task) => {
      const answer: Answer = await Promise.race([threads.run(task), broken]);
      if ('variant' in answer) return answer.variant;
      const { code, message, path, hint } = answer.refusal;
      throw new GradsheetError(code, message, path === undefined ? { hint } : { path, hint });
    },
    close: () => threads.destroy(),
  };
}
