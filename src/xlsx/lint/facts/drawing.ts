import type { Tell } from './facts.ts';
import type { Parts } from './parts.ts';
import { isTaken } from './workbook.ts';

/** Tells the shapes, pictures and frames of a drawing. */
export async function tellDrawing(parts: Parts, part: string, tell: Tell): Promise<void> {
  const ids = new Set<string>();
  let link: string | undefined;
  await parts.scan(part, {
    open(element, attributes, around) {
      if (element === 'sp') link = attributes.textlink || undefined;
      if (element !== 'cNvPr') return;
      const { id = '', name = '' } = attributes;
      const ofShape = around.includes('nvSpPr');
      // Of the two forms of a control a program reads one.
      const taken = isTaken(ids, `${around.includes('Fallback')}${id}`);
      tell('shape', { part, place: name, name, taken, link: ofShape ? link : undefined });
    },
  });
}
