import { GradsheetError } from '../../errors.ts';

/** The error for a file that is not what it should be. */
export function unreadable(what: string, cause?: unknown): GradsheetError {
  return new GradsheetError('FILE', `Cannot read the workbook: ${what}.`, {
    hint: 'Give an .xlsx file without a password, as Excel, Google Sheets, LibreOffice or Gnumeric saves it.',
    cause,
  });
}

/** For functions that programs call, perhaps without types. @throws GradsheetError FILE */
export function checkBytes(bytes: Uint8Array): void {
  if (ArrayBuffer.isView(bytes)) return;
  const what =
    bytes === null || bytes === undefined ? 'nothing' : `a value of type ${typeof bytes}`;
  throw new GradsheetError('FILE', `Cannot read the workbook: ${what} was given, not its bytes.`, {
    hint: 'Give a Uint8Array, as `readFile` of Node makes it; of an ArrayBuffer, `new Uint8Array(buffer)`.',
  });
}

/** What a file that is no zip archive is instead, as its first bytes tell; undefined for a zip. */
export function notSpreadsheet(bytes: Uint8Array): GradsheetError | undefined {
  const starts = (...first: number[]) => first.every((byte, i) => bytes[i] === byte);
  if (bytes.byteLength === 0) return unreadable('the file is empty');
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
    return unreadable('it is protected by a password, or an .xls file of before 2007');
  }
  if (starts(0x50, 0x4b)) return undefined;
  if (isText(bytes))
    return unreadable('it is a text, perhaps a CSV file; open it and save it as .xlsx');
  return unreadable('the file is not a zip archive, which every .xlsx file is');
}

/** Whether a file begins as text does: whole characters of UTF-8, none of them for machines. */
function isText(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 1000), { stream: true });
  return !/\uFFFD|(?!\s)\p{Cc}/u.test(start);
}

/** The error for a file beyond a limit. */
export function tooLarge(what: string, limit: number, unit = 'bytes'): GradsheetError {
  return new GradsheetError(
    'FILE',
    `Cannot read the workbook: ${what} holds more than ${limit} ${unit}.`,
    { hint: 'Give a smaller workbook.' },
  );
}
