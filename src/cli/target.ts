import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Overrides } from './options.ts';

/** Where a workbook goes that nobody named a file for, relative to the current folder. */
export function defaultTarget(name: string, overrides: Overrides): string {
  return join('output', `${slug(name)}${variant(overrides)}.xlsx`);
}

/** Where variants go that nobody named a folder for: each seed's and each setting's to its own. */
export function defaultFolder(name: string, overrides: Overrides, seed: number): string {
  return join('output', `${slug(name)}${variant(overrides)}-seed-${seed}`);
}

/** Names that Windows keeps for devices, whatever ending they carry. */
const reserved = /^(con|prn|aux|nul|conin|conout|(com|lpt)[0-9¹²³])$/;
/** Leaves room for the variant and for the temporary file's process id within 255 bytes. */
const longestSlug = 120;

/**
 * The name as a file name on any system: letters and digits of any script, lower-case, with `-`
 * between. Never empty; different names may share a slug.
 */
export function slug(name: string): string {
  const words = name.normalize('NFC').toLowerCase();
  const plain = words.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  if (plain === '') return 'network';
  if (reserved.test(plain)) return `${plain}-network`;
  if (Buffer.byteLength(plain) <= longestSlug) return plain;
  return `${cutBytes(plain, longestSlug - 9)}-${shortHash(plain)}`;
}

/** As much of the beginning of `text` as fits into so many bytes, in whole characters. */
export function cutBytes(text: string, bytes: number): string {
  let cut = '';
  let used = 0;
  for (const character of text) {
    used += Buffer.byteLength(character);
    if (used > bytes) break;
    cut += character;
  }
  return cut;
}

/** `-lr-2-steps-10-compare-none`: what the flags changed, so that variants keep their own files. */
function variant({ learningRate, steps, compare }: Overrides): string {
  return [
    learningRate === undefined ? '' : `-lr-${learningRate}`,
    steps === undefined ? '' : `-steps-${steps}`,
    compare === undefined ? '' : `-compare-${ratesText(compare)}`,
  ].join('');
}

const longestRates = 60;

function ratesText(rates: readonly number[]): string {
  const text = rates.join('-') || 'none';
  return text.length <= longestRates ? text : `${rates.length}-rates-${shortHash(text)}`;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
