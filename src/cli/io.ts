import type { Workbook } from '../emit/workbook.ts';
import type { Spec } from '../spec/spec.ts';

/** Everything the commands need of the world. `cli.ts` gives the real one, tests give their own. */
export interface Io {
  readonly cwd: string;
  readonly pid: number;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** From a spec to the finished workbook; `madeFrom` is what the workbook says it was made from. */
  readonly build: (spec: Spec, madeFrom: string) => Promise<Workbook>;
  /** Told of a temporary file when it comes into being, and undefined when it is gone. */
  readonly onTemporary: (path: string | undefined) => void;
}

export interface Output {
  readonly write: (text: string) => void;
  readonly colour: boolean;
  /** Width in characters. */
  readonly columns: number;
}
