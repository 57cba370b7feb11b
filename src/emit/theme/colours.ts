import type { Role } from '../../symbolic/quantities.ts';

/** Every colour, font and number format of a workbook stands in this folder; no other file names one. */

/** Calibri has Carlito as its metric twin where it is missing (LibreOffice, Google Sheets). */
export const FONT = 'Calibri';

export const COLOURS = {
  ink: '1F2933',
  muted: '66717E',
  rule: 'D5DBE1',
  grid: 'E6EAEE',
  accent: '1F4E79',
  paper: 'FFFFFF',
  inputText: '0000FF',
  inputFill: 'FFF9DB',
  linkText: '00703C',
  greyTab: 'A6ADB5',
} as const;

/** One tint a role, in headers (strong), bodies (faint) and the legend. */
export const ROLE_TINTS: Record<Role, { readonly strong: string; readonly faint: string }> = {
  target: { strong: 'C9DDF0', faint: 'F3F8FC' },
  input: { strong: 'C9DDF0', faint: 'F3F8FC' },
  update: { strong: 'F2E3A9', faint: 'FDFAEE' },
  weight: { strong: 'DDD3EC', faint: 'F8F5FB' },
  forward: { strong: 'CBE6CC', faint: 'F4FAF4' },
  error: { strong: 'F4C7C3', faint: 'FDF3F2' },
  gradient: { strong: 'FBDDB5', faint: 'FEF8F0' },
  diagnosis: { strong: 'DDE1E5', faint: 'F6F7F8' },
};

/** Tab colours: the desk, the table, the comparison; grey for what is machinery. */
export const TABS = {
  start: COLOURS.accent,
  network: '0072B2',
  data: 'D55E00',
  training: '009E73',
  summary: '009E73',
  surface: '56B4E9',
  gradientCheck: 'CC79A7',
  charts: '56B4E9',
  learningRates: 'E69F00',
  machinery: COLOURS.greyTab,
} as const;
