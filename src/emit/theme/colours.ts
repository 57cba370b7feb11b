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
  inputFill: 'FFF8D6',
  linkText: '00703C',
  greyTab: 'A6ADB5',
} as const;

/**
 * One tint a role, in headers (strong), bodies (faint) and the legend; no tint means anything else.
 * They are Okabe and Ito's sky blue, blue, reddish purple, bluish green, vermillion and orange, mixed
 * with white to different degrees, so that they differ in lightness too where hues look alike to the
 * colour-blind; their yellow is what may be typed over.
 */
export const ROLE_TINTS: Record<Role, { readonly strong: string; readonly faint: string }> = {
  target: { strong: 'BDE0F7', faint: 'F2F9FE' },
  input: { strong: 'BDE0F7', faint: 'F2F9FE' },
  update: { strong: '7FA6CC', faint: 'EDF2F8' },
  weight: { strong: 'E6BAD3', faint: 'FBF3F7' },
  forward: { strong: '83C9B0', faint: 'EFF8F5' },
  error: { strong: 'E88B66', faint: 'FCF0EB' },
  gradient: { strong: 'F8CF75', faint: 'FEF9EC' },
  diagnosis: { strong: 'E1E4E8', faint: 'F6F7F8' },
};

/** The one error that everything is about, E_total: found at once. */
export const TOTAL_COLOURS = { fill: 'BC4B00', text: 'FFFFFF' } as const;

/** What is selected, wherever it is marked. */
export const SELECTED_COLOUR = '000000';

/** Numbers that do not go together: darker than any tint of a role, and no hue of one. */
export const FAULT_FILL = 'B4BBC3';

/**
 * How far a number is above (blue) or below (grey) the middle; wires, text and fills of signed
 * numbers. No sign is told by colour alone.
 */
export const SIGNS = {
  positive: { ink: '0072B2', fill: '8FBCE6' },
  zero: { ink: 'A9B4C0', fill: 'FFFFFF' },
  negative: { ink: '4A5158', fill: 'A3ABB4' },
} as const;

/** Tabs say only which sheets one begins with, and which are machinery. */
const PAGE = '8FA9C4';
export const TABS = {
  start: COLOURS.accent,
  network: COLOURS.accent,
  data: PAGE,
  training: PAGE,
  summary: PAGE,
  surface: PAGE,
  valley: PAGE,
  gradientCheck: PAGE,
  charts: PAGE,
  learningRates: PAGE,
  machinery: COLOURS.greyTab,
} as const;
