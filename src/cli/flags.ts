import { GradsheetError } from '../errors.ts';
import { quote, shortened } from '../spec/problem.ts';
import { commaProblem, decimalReading, type TypedNumber } from '../spec/text/decimal-comma.ts';
import { listWithSemicolons, numeralRemedy, pointRemedy } from '../spec/text/numeral-remedy.ts';
import { plainSigns } from '../spec/text/signs.ts';
import { checkRates } from '../spec/values.ts';
import type { KeyDecimal, Shard } from './options.ts';

/** Decimal notation only: `Number` alone would take "", " 1", "0x1F" and "Infinity" too. */
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** `--lr`: any finite number. @throws GradsheetError USAGE */
export function parseRate(text: string): number {
  return parseNumber(text, '--lr', 'the learning rate', 'write for example --lr 0.5');
}

/** `--steps`: a whole number of at least 1. @throws GradsheetError USAGE */
export function parseSteps(text: string): number {
  const hint = 'write for example --steps 100';
  return parseWhole(text, '--steps', 'the number of steps', hint, { least: 1 });
}

/** `--variants`: as many as a folder holds with ease. @throws GradsheetError USAGE */
export function parseVariants(text: string): number {
  const hint = 'write for example --variants 30';
  const range = { least: 1, most: 100_000 };
  return parseWhole(text, '--variants', 'the number of variants', hint, range);
}

/** `--seed`: any whole number that is exact. @throws GradsheetError USAGE */
export function parseSeed(text: string): number {
  const range = { least: 0, most: Number.MAX_SAFE_INTEGER };
  return parseWhole(text, '--seed', 'the seed', 'write for example --seed 2025', range);
}

/** `--seconds`: how long a file may take. @throws GradsheetError USAGE */
export function parseSeconds(text: string): number {
  const hint = 'write for example --seconds 300';
  return parseWhole(text, '--seconds', 'the time for a file', hint, { least: 1, most: 86_400 });
}

/** `--jobs`: workers at once. @throws GradsheetError USAGE */
export function parseJobs(text: string): number {
  const hint = 'write for example --jobs 2, or leave it out to use every core';
  return parseWhole(text, '--jobs', 'the number of workers', hint, { least: 1, most: 256 });
}

/** `--shard`: which part of how many, `2/5`. @throws GradsheetError USAGE */
export function parseShard(text: string): Shard {
  const hint = 'shards count from 1: --shard 1/5 to --shard 5/5';
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  if (index === undefined) {
    const says = `a shard is a part of a whole, not ${quote(text)}`;
    throw refuse('--shard', says, 'write for example --shard 2/5, the second of five');
  }
  const shard = { index: Number(index), of: Number(of) };
  if (shard.index < 1 || shard.index > shard.of) {
    throw refuse('--shard', `there is no shard ${shard.index} of ${shard.of}`, hint);
  }
  return shard;
}

/** `--key-decimal`: how the answer key writes a half. @throws GradsheetError USAGE */
export function parseKeyDecimal(text: string): KeyDecimal {
  if (text === '.' || text === ',') return text;
  const says = `the decimal sign is a point or a comma, not ${quote(text)}`;
  throw refuse('--key-decimal', says, 'write --key-decimal , for a program that expects 0,5');
}

/** `--compare`: learning rates with commas between, or `none`. @throws GradsheetError USAGE */
export function parseCompare(text: string): readonly number[] {
  if (text.trim().toLowerCase() === 'none') return [];
  const hint = 'write for example --compare 0.1,1,10, or --compare none';
  const meant = listWithSemicolons(text);
  if (meant !== undefined) {
    const says = `${quote(text)} has semicolons between its numbers`;
    throw refuse(
      '--compare',
      says,
      `write decimal points and commas: --compare ${meant.join(',')}`,
    );
  }
  const parts = text.split(',');
  checkCommas(parts);
  const rates = parts.map((part, i) =>
    parseNumber(part.trim(), '--compare', `learning rate ${i + 1}`, hint),
  );
  const [problem] = checkRates(rates, []);
  if (problem) throw refuse('--compare', problem.says, problem.hint);
  return rates;
}

/** `--compare 0,1`: a German 0.1, most probably, as a rate of 0 compares nothing. */
function checkCommas(parts: readonly string[]): void {
  const typed = parts.map((part): TypedNumber => {
    return { text: part.trim(), gap: /^\s/.test(part) ? 'comma and space' : 'comma' };
  });
  if (!typed.every(({ text }) => decimal.test(text))) return;
  const meant = decimalReading(typed, { rates: true });
  if (meant === undefined) return;
  const { typed: shown, points, numbers } = commaProblem(typed, meant);
  throw refuse(
    '--compare',
    `\`${shown}\` reads as the learning rates ${numbers}`,
    `write decimal points: --compare ${points.replaceAll(' ', '')}; for the rates ${numbers} leave spaces: --compare "${numbers}"`,
  );
}

interface Range {
  readonly least: number;
  readonly most?: number;
}

function parseWhole(
  text: string,
  flag: string,
  what: string,
  hint: string,
  { least, most }: Range,
): number {
  const range =
    most === undefined
      ? `of at least ${least}`
      : `from ${least} to ${most.toLocaleString('en-US')}`;
  const says = `${what} must be a whole number ${range}, not ${shortened(text)}`;
  // 1,000 may be a thousand, but no half of anything.
  if (withComma.test(text)) throw refuse(flag, says, numeralRemedy(text, true) ?? hint);
  const points = pointRemedy(text.trim(), (plain) => `${flag} ${plain}`);
  if (points !== undefined) {
    throw refuse(flag, `${shortened(text)} reads as ${Number(text)}`, points);
  }
  const number = parseNumber(text, flag, what, hint);
  if (Number.isSafeInteger(number) && number >= least && number <= (most ?? number)) return number;
  throw refuse(flag, says, hint);
}

const withComma = /^\s*[+-]?\d+,\d+\s*$/;

function parseNumber(typed: string, flag: string, what: string, hint: string): number {
  const text = plainSigns(typed.trim());
  if (text === '') throw refuse(flag, `${what} is missing`, hint);
  if (/^[+-]?(nan|inf|infinity)$/i.test(text)) {
    throw refuse(flag, `${what} must be a finite number, not ${shortened(text)}`, hint);
  }
  if (!decimal.test(text)) {
    const remedy = numeralRemedy(text) ?? hint;
    throw refuse(flag, `${what} must be a number, not ${quote(text)}`, remedy);
  }
  const number = Number(text);
  if (!Number.isFinite(number)) {
    throw refuse(
      flag,
      `${what} must be a finite number, and ${shortened(text)} is beyond 1.8e308`,
      hint,
    );
  }
  return number === 0 ? 0 : number;
}

function refuse(flag: string, says: string, hint: string): GradsheetError {
  return new GradsheetError('USAGE', `${flag}: ${says}`, { path: flag, hint });
}

/** `--out-dir`: the path of a folder, which need not exist. @throws GradsheetError USAGE */
export function parseOutDir(text: string): string {
  const hint = 'write for example --out-dir week3';
  if (text.trim() === '') throw refuse('--out-dir', 'the folder is missing', hint);
  if (text.includes('\0')) throw refuse('--out-dir', 'a path cannot contain NUL', hint);
  return text;
}

/** `--out` of a workbook: the path of a file. @throws GradsheetError USAGE */
export function parseOut(text: string): string {
  const hint = 'write for example --out week3.xlsx';
  if (text === '-') throw refuse('--out', 'a workbook cannot go to standard output', hint);
  return parseFile(text, 'week3.xlsx');
}

/** `--out` of a description: the path of a file. @throws GradsheetError USAGE */
export function parseSpecOut(text: string): string {
  if (text === '-') {
    const hint = 'print it with `gradsheet templates mazur`';
    throw refuse('--out', 'init writes a file', hint);
  }
  return parseFile(text, 'week3.yaml');
}

function parseFile(text: string, example: string): string {
  const hint = `write for example --out ${example}`;
  if (text.trim() === '') throw refuse('--out', 'the file is missing', hint);
  const shown = shortened(text);
  if (/[\\/]$/.test(text)) {
    throw refuse(
      '--out',
      `${shown} is a folder`,
      `give the name of a file in it: ${shown}${example}`,
    );
  }
  if (text.includes('\0')) throw refuse('--out', 'a path cannot contain NUL', 'give another path');
  return text;
}
