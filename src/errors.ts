/**
 * The one error a person can cause. Everything else that is thrown is a bug and may show its stack.
 *
 * `code` is for programs, `path` names the place in the spec (`layers[1].weights`) or the flag or
 * file, `message` says what is wrong and `hint` what would be right.
 */
export class GradsheetError extends Error {
  override readonly name = 'GradsheetError';
  readonly code: ErrorCode;
  readonly path: string | undefined;
  readonly hint: string;
  /**
   * Everything that is wrong, the first in the file first; `message` and `hint` tell the first few.
   * At most 1,000, and at least one.
   */
  readonly problems: readonly GradsheetProblem[];

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      path?: string;
      hint: string;
      cause?: unknown;
      problems?: readonly GradsheetProblem[];
    },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.path = options.path;
    this.hint = options.hint;
    const { path, hint } = options;
    this.problems = options.problems ?? [{ path, line: undefined, message, hint }];
  }
}

/** One thing that is wrong, for programs that show it in its place. */
export interface GradsheetProblem {
  /** `layers[1].weights`; undefined where nothing in particular is to blame. */
  readonly path: string | undefined;
  /** Of the description's text, counted from 1; undefined where it stands in none. */
  readonly line: number | undefined;
  readonly message: string;
  readonly hint: string;
}

export type ErrorCode =
  /** The text is not YAML, is empty, binary or too large. */
  | 'SPEC_SYNTAX'
  /** The YAML is well formed but does not describe a network. */
  | 'SPEC_INVALID'
  /** The network is sound but does not fit into a spreadsheet. */
  | 'TOO_LARGE'
  /** A flag or argument of the command line cannot be used. */
  | 'USAGE'
  /** A file cannot be read or written, or would be overwritten. */
  | 'FILE';
