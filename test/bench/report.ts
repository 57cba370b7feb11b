import type { Summary } from './rounds.ts';

/** What one group of measurements has to say. */
export interface Report {
  readonly title: string;
  /** Paragraphs and tables, as Markdown. */
  readonly body: readonly string[];
  readonly verdicts: readonly Verdict[];
}

/** A target and what was measured. */
export interface Verdict {
  readonly target: string;
  readonly measured: string;
  /** `met`, `missed: 1.2× the limit`, or that nothing can be said. */
  readonly outcome: string;
}

/** A verdict on a number that should not exceed a limit. */
export function atMost(
  target: string,
  value: number | undefined,
  limit: number,
  show: (value: number) => string,
): Verdict {
  if (value === undefined) return { target, measured: '–', outcome: 'not measured' };
  const missed = `missed: ${times(value / limit)} the limit`;
  return { target, measured: show(value), outcome: value <= limit ? 'met' : missed };
}

/** A verdict on a number that should reach a limit. */
export function atLeast(
  target: string,
  value: number | undefined,
  limit: number,
  show: (value: number) => string,
): Verdict {
  if (value === undefined) return { target, measured: '–', outcome: 'not measured' };
  const missed = `missed: ${times(value / limit)} the goal`;
  return { target, measured: show(value), outcome: value >= limit ? 'met' : missed };
}

/** A Markdown table; every column but the first is aligned to the right. */
export function markdown(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  align: 'numbers' | 'text' = 'numbers',
): string {
  const rule = header.map((_, i) => (i === 0 || align === 'text' ? '---' : '---:'));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Three significant digits, without a power of ten. */
export function short(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString('en-GB', {
    minimumFractionDigits: Math.min(digits, 3),
    maximumFractionDigits: Math.min(digits, 3),
  });
}

export const whole = (value: number) => Math.round(value).toLocaleString('en-GB');
export const times = (ratio: number) => `${short(ratio)}×`;
export const megabytes = (bytes: number) => whole(bytes / 1e6);
export const withRange = ({ count, median, min, max }: Summary, show = short) =>
  count === 1 ? `${show(median)} (once)` : `${show(median)} (${show(min)}–${show(max)})`;
