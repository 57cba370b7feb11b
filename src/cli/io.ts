import type { Workbook } from '../emit/workbook.ts';
import type { Wish } from '../plant/draw.ts';
import type { Hunt } from '../plant/hunt.ts';
import type { Spec } from '../spec/spec.ts';
import type { AuditLimits } from './audit/guard.ts';
import type { Audited, AuditTask } from './audit/task.ts';
import type { Called, Process } from './call/called.ts';
import type { Inputs } from './inputs.ts';
import type { Pool } from './variants/pool.ts';
import type { ProgressBar } from './variants/progress.ts';

/** Everything the commands need of the world. `cli.ts` gives the real one, tests give their own. */
export interface Io {
  readonly cwd: string;
  /** How the command was called. */
  readonly called: Called;
  /** The environment, of which npm's variables are looked at. */
  readonly env: Process['env'];
  readonly pid: number;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Whether somebody types there. */
  readonly stdinIsTerminal: boolean;
  /** From a spec to the finished workbook; `madeFrom` is what the workbook says it was made from. */
  readonly build: (spec: Spec, madeFrom: string) => Promise<Workbook>;
  /** From a spec to a workbook with mistakes in it, drawn by a seed. */
  readonly buildHunt: (spec: Spec, wish: Wish, seed: number) => Promise<Hunt>;
  /** Audits a workbook that may hold anything, in a thread of its own. */
  readonly audit: (task: AuditTask, limits: AuditLimits) => Promise<Audited>;
  /** How many workers at once suit the machine. */
  readonly cores: number;
  /** Starts workers that make variants side by side. */
  readonly startPool: (jobs: number) => Promise<Pool>;
  /** Shows how much of `total` is done where a person watches; undefined where nobody does. */
  readonly startProgress: (total: number) => Promise<ProgressBar | undefined>;
  /** The files that were read so far. */
  readonly inputs: Inputs;
  /** The temporary files there are at the moment. */
  readonly temporaries: Temporaries;
  /** Aborted when the process was told to stop: what is being written is finished, no more begun. */
  readonly stopping: AbortSignal;
}

export type Temporaries = Pick<Set<string>, 'add' | 'delete'>;

export interface Output {
  readonly write: (text: string) => void;
  readonly colour: boolean;
  /** Width in characters. */
  readonly columns: number;
}
