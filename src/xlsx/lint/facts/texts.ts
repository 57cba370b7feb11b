import { decodeString } from '../../reader/xml.ts';
import type { Tell } from './facts.ts';
import type { Parts } from './parts.ts';

/** Tells the texts that cells refer to by number, and gives how many there are. */
export async function tellTexts(
  parts: Parts,
  part: string | undefined,
  tell: Tell,
): Promise<number> {
  let texts = 0;
  if (part === undefined) return texts;
  let text = '';
  await parts.scan(part, {
    close(element, piece, _, around) {
      // How a Japanese text is spoken is not part of the text.
      if (element === 't' && !around.includes('rPh')) text += piece;
      if (element !== 'si') return;
      tell('text', { part, place: `text ${texts}`, text: decodeString(text) });
      texts++;
      text = '';
    },
  });
  return texts;
}
