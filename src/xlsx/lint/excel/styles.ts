import { atMost, type Limits, only } from '../limit.ts';
import { office, SPECIFICATIONS, standard } from './sources.ts';

/** Number formats, fonts, formats of cells. */
export const styleLimits: Limits = {
  styles: [
    // Office counts 206; "between 200 and 250, depending on the language version". Beyond, it drops
    // formats and offers to repair the file.
    atMost(
      200,
      'custom number formats',
      `${office('2.1.713 g')}; ${SPECIFICATIONS}`,
      ({ customFormats }) => customFormats,
    ),
    atMost(
      64_000,
      'formats of cells',
      `${SPECIFICATIONS} (65,490 since 2013; 64,000 before)`,
      ({ cellFormats }) => cellFormats,
    ),
    atMost(512, 'fonts', SPECIFICATIONS, ({ fonts }) => fonts),
    atMost(256, 'fills', SPECIFICATIONS, ({ fills }) => fills),
    atMost(256, 'borders', `${SPECIFICATIONS} ("line weight and styles")`, (fact) => fact.borders),
  ],
  numberFormat: [
    // 164 to 382: [MS-XLSB] 2.4.697, BrtFmt, `ifmt`.
    atMost(382, 'id of a number format', '[MS-XLSB] BrtFmt', ({ id }) => id),
    atMost(255, 'characters of a number format', '[MS-XLSB] BrtFmt', ({ code }) => code.length),
    atMost(
      4,
      'sections of a number format',
      standard('18.8.31'),
      ({ code }) => sectionsOf(code).length,
    ),
  ],
  font: [
    atMost(31, 'characters of a font name', office('2.1.711'), ({ name }) => name?.length),
    only(
      '1 to 409 points',
      'size of a font',
      'support.microsoft.com, "Change the font size"',
      ({ size }) => size !== undefined && !(size >= 1 && size <= 409) && size,
    ),
  ],
};

/** A number format cut at its semicolons, but for those in quotes and behind a backslash. */
export function sectionsOf(code: string): string[] {
  const sections = [''];
  for (const [piece] of code.matchAll(/"[^"]*"?|\\.|[\s\S]/g)) {
    if (piece === ';') sections.push('');
    else sections[sections.length - 1] += piece;
  }
  return sections;
}
