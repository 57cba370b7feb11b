import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLOURS, ROLE_TINTS } from '../../src/emit/theme/colours.ts';

const SRC = join(import.meta.dirname, '../../src');
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(SRC, file), 'utf8') }));

describe('the looks of a workbook', () => {
  const outside = sources.filter(
    ({ file }) => file.startsWith('emit/') && !file.startsWith('emit/theme/'),
  );

  it('have their number formats in one place', () => {
    const literal =
      /numFmt: *['"`]|numberFormat: *['"`]|'(?:\[[<>=][^\]]*\])?[0#]+\.?[0#]*(?:E\+0+|%)'/;
    const found = outside.filter(({ text }) => literal.test(text)).map(({ file }) => file);
    expect(found).toEqual([]);
  });

  it('have their colours in one place', () => {
    const literal = /['"`](?:FF)?[0-9A-F]{6}['"`]/;
    const found = outside.filter(({ text }) => literal.test(text)).map(({ file }) => file);
    expect(found).toEqual([]);
  });

  it('indent no number, which LibreOffice does to the first of several neighbours only', () => {
    const styles = sources.filter(({ file }) => file.startsWith('emit/theme/'));
    const found = styles.filter(({ text }) =>
      /'right',\s*indent|indent: \d+,\s*horizontal: 'right'/.test(text),
    );
    expect(found.map(({ file }) => file)).toEqual([]);
  });
});

describe('the palette', () => {
  /** Inputs and targets are one meaning: what is given. */
  const { target, ...roles } = ROLE_TINTS;
  const tints = {
    ...Object.fromEntries(Object.entries(roles).map(([role, { strong }]) => [role, strong])),
    'typed over': COLOURS.inputFill,
  };

  it('has one tint for what is given', () => {
    expect(target).toEqual(ROLE_TINTS.input);
  });

  it.each(
    Object.entries({
      everybody: [1, 0, 0, 0, 1, 0, 0, 0, 1],
      // Machado, Oliveira, Fernandes (2009), "A physiologically-based model for simulation of color
      // vision deficiency", severity 1.
      'those who lack red': [
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
      ],
      'those who lack green': [
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
      ],
      'those who lack blue': [
        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
      ],
    }),
  )('keeps its meanings apart for %s', (_, vision) => {
    const seen = Object.entries(tints).map(([role, tint]) => [role, labOf(tint, vision)] as const);
    const alike = seen.flatMap(([a, x], i) =>
      seen
        .slice(i + 1)
        .filter(([, y]) => Math.hypot(...x.map((v, k) => v - y[k])) < NOTICED)
        .map(([b]) => `${a} and ${b}`),
    );
    expect(alike).toEqual([]);
  });
});

/** Steps of CIE L*a*b* between two areas side by side; 2.3 is the least that is seen at all. */
const NOTICED = 9;

/** CIE L*a*b* (D65) of an sRGB colour as such an eye sees it. */
function labOf(colour: string, vision: readonly number[]): number[] {
  const linear = [0, 2, 4].map((at) => {
    const v = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  const times = (matrix: readonly number[], vector: readonly number[]) =>
    [0, 3, 6].map((row) => vector.reduce((sum, v, k) => sum + matrix[row + k] * v, 0));
  const rgb = times(vision, linear).map((v) => Math.min(1, Math.max(0, v)));
  const xyz = times([0.4124, 0.3576, 0.1805, 0.2126, 0.7152, 0.0722, 0.0193, 0.1192, 0.9505], rgb);
  const [x, y, z] = xyz.map((v, k) => {
    const t = v / [0.9505, 1, 1.089][k];
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
