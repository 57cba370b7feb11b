/** Letters in the room of a digit of 11 points, by which columns are measured; a few more in most texts. */
const LETTERS = 1.15;

/**
 * Lines that a text takes, broken between words.
 *
 * @param columnWidth in characters.
 * @param size of the font, in points.
 */
export function linesOf(text: string, columnWidth: number, size = 11): number {
  const width = Math.max(1, Math.floor((columnWidth * LETTERS * 11) / size));
  let lines = 1;
  let used = 0;
  for (const word of text.split(' ')) {
    if (used > 0 && used + 1 + word.length > width) {
      lines++;
      used = 0;
    }
    used += (used > 0 ? 1 : 0) + word.length;
    lines += Math.floor(used / (width + 1));
    used %= width + 1;
  }
  return lines;
}
