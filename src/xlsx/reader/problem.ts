import { GradsheetError } from '../../errors.ts';

/** The error for a file that is not what it should be. */
export function unreadable(what: string, cause?: unknown): GradsheetError {
  return new GradsheetError('FILE', `Cannot read the workbook: ${what}.`, {
    hint: 'Give an .xlsx file without a password, as Excel, Google Sheets, LibreOffice or Gnumeric saves it.',
    cause,
  });
}

/** The error for a file beyond a limit. */
export function tooLarge(what: string, limit: number, unit = 'bytes'): GradsheetError {
  return new GradsheetError(
    'FILE',
    `Cannot read the workbook: ${what} holds more than ${limit} ${unit}.`,
    { hint: 'Give a workbook with fewer steps or fewer learning rates.' },
  );
}
