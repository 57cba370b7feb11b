/**
 * How wide texts are in Calibri, the font of spreadsheets: from the advance widths of its letters, in
 * thousandths of the font size, as Carlito has them, which is made to be as wide. Lengths are pixels
 * at 100 %, 96 to an inch.
 */

export interface TextFont {
  /** In points. */
  readonly size: number;
  readonly bold?: boolean | undefined;
}

/** From the space on, as ASCII has them. */
const REGULAR = [
  226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386, 507, 507, 507,
  507, 507, 507, 507, 507, 507, 507, 268, 268, 498, 498, 498, 463, 894, 579, 544, 533, 615, 488,
  459, 631, 623, 252, 319, 520, 420, 855, 646, 662, 517, 673, 543, 459, 487, 642, 567, 890, 519,
  487, 468, 307, 386, 307, 498, 498, 291, 479, 525, 423, 525, 498, 305, 471, 525, 229, 239, 455,
  229, 799, 525, 527, 525, 525, 349, 391, 335, 525, 452, 715, 433, 453, 395, 314, 460, 314, 498,
];
const BOLD = [
  226, 326, 438, 498, 507, 729, 705, 233, 312, 312, 498, 498, 258, 306, 267, 430, 507, 507, 507,
  507, 507, 507, 507, 507, 507, 507, 276, 276, 498, 498, 498, 463, 898, 606, 561, 529, 630, 488,
  459, 637, 631, 267, 331, 547, 423, 874, 659, 676, 532, 686, 563, 473, 495, 653, 591, 906, 551,
  520, 478, 325, 430, 325, 498, 498, 300, 494, 537, 418, 537, 503, 316, 474, 537, 246, 255, 480,
  246, 813, 537, 538, 537, 537, 355, 399, 347, 537, 473, 745, 459, 474, 397, 344, 475, 344, 498,
];

/** Of what is narrower or wider than most signs; in bold, which is a little wider. */
const SIGNS: Readonly<Record<string, number>> = {
  '·': 268,
  '’': 258,
  '₁': 252,
  '²': 338,
  '₂': 338,
  '°': 342,
  '“': 435,
  '”': 435,
  '→': 905,
  '←': 905,
  '—': 905,
  '∞': 853,
  '…': 711,
  '½': 691,
  '¼': 658,
};
/** The widest of the others that Carlito has: letters of Greek, ∂, operators. */
const SIGN = 591;
/** Of scripts that it has not. */
const WIDE = 1000;

/** Spreadsheets keep so much free on both sides of a text together. */
export const PADDING = 4;

/** Of a column, for each character of the width that a file gives: a digit of 11 points, rounded. */
export const COLUMN_UNIT = 7;

/** The width of a text in one line. */
export function textWidth(text: string, { size, bold = false }: TextFont): number {
  const letters = bold ? BOLD : REGULAR;
  let sum = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    sum += letters[code - 32] ?? SIGNS[letter] ?? (code < 0x2e80 ? otherWidth(letter) : WIDE);
  }
  return (sum * size * 4) / 3 / 1000;
}

/** What a cell needs for the longest of some texts. */
export const roomFor = (texts: readonly string[], font: TextFont): number =>
  PADDING + texts.reduce((most, text) => Math.max(most, textWidth(text, font)), 0);

/** Accents that stand above the letter before take no room. */
const otherWidth = (letter: string) => (/\p{Mn}/u.test(letter) ? 0 : SIGN);

/** How many lines a text takes in so much room, broken between words; a word too long for a line goes on. */
export function linesOf(text: string, room: number, font: TextFont): number {
  const space = textWidth(' ', font);
  let [lines, used] = [1, 0];
  for (const word of text.split(' ')) {
    const width = textWidth(word, font);
    if (used > 0 && used + width > room) {
      lines++;
      used = 0;
    }
    const more = Math.max(0, Math.ceil((used + width) / room) - 1);
    lines += more;
    used += width - more * room + space;
  }
  return lines;
}
