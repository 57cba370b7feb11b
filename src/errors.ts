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

  constructor(
    code: ErrorCode,
    message: string,
    options: { path?: string; hint: string; cause?: unknown },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.path = options.path;
    this.hint = options.hint;
  }
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
