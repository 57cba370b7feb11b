/** One line of the answer key. */
export interface KeyRow {
  readonly number: number;
  readonly file: string;
  readonly seed: number;
  /** E_total after the last step; not finite if it overflowed. */
  readonly finalLoss: number;
  readonly verdict: string;
}

const header = ['number', 'file', 'seed', 'final loss', 'verdict'];

/**
 * The answer key as CSV (RFC 4180): numbers with a decimal point and all their digits, empty where
 * not finite; the same rows give the same bytes.
 */
export function answerKey(rows: readonly KeyRow[]): Uint8Array {
  const lines = rows.map(({ number, file, seed, finalLoss, verdict }) =>
    [numeral(number), text(file), numeral(seed), numeral(finalLoss), text(verdict)].join(','),
  );
  const csv = [header.join(','), ...lines, ''].join('\r\n');
  // Excel takes anything else for the old code page of the machine.
  const mark = /[^\0-\x7F]/.test(csv) ? '\uFEFF' : '';
  return new TextEncoder().encode(mark + csv);
}

function numeral(value: number): string {
  return Number.isFinite(value) ? String(value) : '';
}

/** A text that no spreadsheet program takes for a formula (OWASP, "CSV Injection"). */
function text(value: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
