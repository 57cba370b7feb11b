import { tooLarge } from './problem.ts';
import { decodeString, type Element } from './xml.ts';

/**
 * Reads the texts that cells refer to by number. Formatted runs are joined; how a Japanese text is
 * spoken is left out.
 * @param charge is told the characters of every text.
 */
export function sharedStringsReader(charge: (characters: number) => void, most: number) {
  const texts: string[] = [];
  const t: Element = {
    text(piece) {
      charge(piece.length);
      texts[texts.length - 1] += piece;
    },
  };
  const si: Element = {
    open() {
      texts.push('');
      if (texts.length > most) throw tooLarge('it', most, 'texts');
    },
    children: { t, r: { children: { t } } },
  };
  return { roots: { sst: { children: { si } } }, texts: () => texts.map(decodeString) };
}
