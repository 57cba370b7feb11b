import { GradsheetError } from '../../errors.ts';
import type { KeyDecimal } from '../options.ts';

/** One line of the answer key. */
export interface KeyRow {
  readonly number: number;
  readonly file: string;
  readonly seed: number;
  /** One number for each of the key's columns; not finite if it overflowed. */
  readonly answers: Float64Array;
  /** E_total after the last step; not finite if it overflowed. */
  readonly finalLoss: number;
  readonly verdict: string;
}

/**
 * The answer key as CSV (RFC 4180): numbers with all their digits, empty where not finite; the same
 * rows give the same bytes. Where the decimal sign is a comma semicolons stand between the cells, as
 * spreadsheet programs of such countries expect.
 *
 * @param columns what the answers of each row are.
 */
export function answerKey(
  columns: readonly string[],
  rows: readonly KeyRow[],
  decimal: KeyDecimal = '.',
): Uint8Array {
  const between = decimal === ',' ? ';' : ',';
  const header = ['number', 'file', 'seed', ...columns, 'final loss', 'verdict'];
  const lines = [header.map(text), ...rows.map((row) => cellsOf(row, decimal))].map(
    (cells) => `${cells.join(between)}\r\n`,
  );
  // Excel takes anything else for the old code page of the machine.
  const mark = lines.some((line) => /[^\0-\x7F]/.test(line)) ? ['\uFEFF'] : [];
  return encoded([...mark, ...lines]);
}

/** So many numbers take some 200 MB. */
const mostNumbers = 1e7;

/** Refuses a key that no memory and no spreadsheet program could hold. @throws GradsheetError */
export function checkKeySize(rows: number, columns: number, variants: number): void {
  if (rows * columns <= mostNumbers) return;
  const count = (rows * columns).toLocaleString('en-US');
  const parts = Math.ceil(variants / Math.max(1, Math.floor(mostNumbers / columns)));
  throw new GradsheetError('TOO_LARGE', `the answer key would hold ${count} numbers`, {
    path: '--variants',
    hint: `make the variants in parts, each with a key of its own: --shard 1/${parts} and so on`,
  });
}

function cellsOf(
  { number, file, seed, answers, finalLoss, verdict }: KeyRow,
  decimal: KeyDecimal,
): string[] {
  const numeral = (value: number) =>
    Number.isFinite(value) ? String(value).replace('.', decimal) : '';
  return [
    numeral(number),
    text(file),
    numeral(seed),
    ...Array.from(answers, numeral),
    numeral(finalLoss),
    text(verdict),
  ];
}

/** A text that no spreadsheet program takes for a formula (OWASP, "CSV Injection"). */
function text(value: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Line by line: a string of all lines could be longer than a string may be. */
function encoded(lines: readonly string[]): Uint8Array {
  const encoder = new TextEncoder();
  const pieces = lines.map((line) => encoder.encode(line));
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
