import { GradsheetError } from '../errors.ts';
import { checkRates } from '../spec/values.ts';

/** Decimal notation only: `Number` alone would take "", " 1", "0x1F" and "Infinity" too. */
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** `--lr`: any finite number. @throws GradsheetError USAGE */
export function parseRate(text: string): number {
  return parseNumber(text, '--lr', 'the learning rate', 'write for example --lr 0.5');
}

/** `--steps`: a whole number of at least 1. @throws GradsheetError USAGE */
export function parseSteps(text: string): number {
  const hint = 'write for example --steps 100';
  const steps = parseNumber(text, '--steps', 'the number of steps', hint);
  if (!Number.isSafeInteger(steps) || steps < 1) {
    throw refuse(
      '--steps',
      `the number of steps must be a whole number of at least 1, not ${text}`,
      hint,
    );
  }
  return steps;
}

/** `--compare`: learning rates with commas between, or `none`. @throws GradsheetError USAGE */
export function parseCompare(text: string): readonly number[] {
  if (text.trim() === 'none') return [];
  const hint = 'write for example --compare 0.1,1,10, or --compare none';
  const rates = text
    .split(',')
    .map((part, i) => parseNumber(part.trim(), '--compare', `learning rate ${i + 1}`, hint));
  const [problem] = checkRates(rates, []);
  if (problem) throw refuse('--compare', problem.says, problem.hint);
  return rates;
}

function parseNumber(text: string, flag: string, what: string, hint: string): number {
  if (text === '') throw refuse(flag, `${what} is missing`, hint);
  if (/^[+-]?\d+,\d+$/.test(text)) {
    throw refuse(flag, `${what} must be a number, not "${text}"`, 'use a decimal point');
  }
  if (/^[+-]?(nan|inf|infinity)$/i.test(text)) {
    throw refuse(flag, `${what} must be a finite number, not ${text}`, hint);
  }
  if (!decimal.test(text)) {
    throw refuse(flag, `${what} must be a number, not ${JSON.stringify(text)}`, hint);
  }
  const number = Number(text);
  if (!Number.isFinite(number)) {
    throw refuse(flag, `${what} must be a finite number, and ${text} is beyond 1.8e308`, hint);
  }
  return number === 0 ? 0 : number;
}

function refuse(flag: string, says: string, hint: string): GradsheetError {
  return new GradsheetError('USAGE', `${flag}: ${says}`, { path: flag, hint });
}

/** `--out`: the path of a file. @throws GradsheetError USAGE */
export function parseOut(text: string): string {
  const hint = 'write for example --out week3.xlsx';
  if (text.trim() === '') throw refuse('--out', 'the file is missing', hint);
  if (text === '-') throw refuse('--out', 'a workbook cannot go to standard output', hint);
  if (/[\\/]$/.test(text)) {
    throw refuse(
      '--out',
      `${text} is a folder`,
      `give the name of a file in it: ${text}week3.xlsx`,
    );
  }
  if (text.includes('\0')) throw refuse('--out', 'a path cannot contain NUL', hint);
  return text;
}
