import { GradsheetError } from '../../errors.ts';

/** The options of `audit`, as commander hands them over. */
export interface AuditCommandOptions {
  readonly json?: boolean;
  readonly html?: string;
  readonly annotate?: string;
  readonly force?: boolean;
  readonly loss?: string;
  readonly parameter?: Readonly<Record<string, string>>;
  readonly seconds?: number;
  readonly jobs?: number;
}

const cell = /^(?:(?:'(?:[^']|'')+'|[^'!]+)!)?\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}$/;

/** `--loss`: a cell, with its sheet or without. @throws GradsheetError USAGE */
export function parseCell(text: string): string {
  if (cell.test(text)) return text.replaceAll('$', '');
  throw refuse(
    '--loss',
    `\`${text}\` is no cell`,
    "write for example --loss W33 or --loss 'Sheet 1'!W33",
  );
}

/** `--parameter`: a name and its cell, once for each parameter. @throws GradsheetError USAGE */
export function parseParameter(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const [, name, address = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || !cell.test(address)) {
    const hint = 'write for example --parameter w1=E33, once for each weight and bias';
    throw refuse('--parameter', `\`${text}\` is no name with a cell`, hint);
  }
  return { ...before, [name.trim()]: address.replaceAll('$', '') };
}

/** `--html`, `--annotate`: the path of a file to write. @throws GradsheetError USAGE */
export function parseTarget(flag: string, ending: string): (text: string) => string {
  return (text) => {
    const hint = `write for example ${flag} report${ending}`;
    if (text.trim() === '' || /[\\/]$/.test(text)) throw refuse(flag, 'the file is missing', hint);
    if (text.includes('\0')) throw refuse(flag, 'a path cannot contain NUL', hint);
    return text;
  };
}

/** Refuses options that mean nothing together. @throws GradsheetError USAGE */
export function checkAuditOptions(files: readonly string[], options: AuditCommandOptions): void {
  if (files.length < 2) return;
  const single = (['annotate', 'loss', 'parameter'] as const).find(
    (key) => options[key] !== undefined,
  );
  if (single === undefined) return;
  throw refuse(`--${single}`, 'it belongs to one workbook', 'give one file at a time');
}

function refuse(flag: string, says: string, hint: string): GradsheetError {
  return new GradsheetError('USAGE', `${flag}: ${says}`, { path: flag, hint });
}
