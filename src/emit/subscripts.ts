import type { Font, RichText } from 'exceljs';

/** `a_h1`, `δ_o2`, `E_total`, `w12`, `h2_3`: a letter, then what belongs below the line. */
const NAME = /(?<![\p{L}\d_])([aδE](?=_)|[wbhoitE](?=\d))([\p{L}\d_]+)/gu;

/**
 * A line of formulas with its indices set below the line, without the underscore that stands for
 * that in a name: `a_h1` with a small h1, `h2_3` with a small 2,3.
 */
export function withSubscripts(text: string, font: Partial<Font>): RichText[] {
  const runs: RichText[] = [];
  let end = 0;
  for (const { 0: whole, 1: letter, 2: index = '', index: start } of text.matchAll(NAME)) {
    runs.push({ text: text.slice(end, start) + letter, font });
    const below = index.replace(/^_/, '').replace('_', ',');
    runs.push({ text: below, font: { ...font, vertAlign: 'subscript' } });
    end = start + whole.length;
  }
  if (end < text.length) runs.push({ text: text.slice(end), font });
  return runs;
}
