import { sheetOf } from './areas.ts';
import type { Context } from './context.ts';
import type { Tell } from './facts.ts';
import type { Parts } from './parts.ts';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d+)?$/i;

/** Tells the series of a chart and the values it keeps. */
export async function tellChart(
  parts: Parts,
  part: string,
  { sheetNames }: Context,
  tell: Tell,
): Promise<void> {
  let series = 0;
  let strayReference: string | null = null;
  let [count, points, lastIndex] = [0, 0, -1];
  let noNumber: string | null = null;
  await parts.scan(part, {
    open(element, attributes) {
      if (element === 'ser') series++;
      if (CACHES.has(element)) {
        [count, points, lastIndex] = [0, 0, -1];
        noNumber = null;
      }
      if (element === 'ptCount') count = Number(attributes.val);
      if (element !== 'pt') return;
      points++;
      lastIndex = Math.max(lastIndex, Number(attributes.idx));
    },
    close(element, text, _, around) {
      if (element === 'f') {
        const sheet = sheetOf(text);
        if (sheet === null || !sheetNames.has(sheet.toLowerCase())) strayReference = text;
      }
      const ofNumbers = around.includes('numCache') || around.includes('numLit');
      if (element === 'v' && ofNumbers && !NUMBER.test(text)) noNumber = text;
      if (!CACHES.has(element)) return;
      const literal = element.endsWith('Lit');
      const place = `series ${series}`;
      tell('cache', { part, place, count, points, lastIndex, noNumber, literal });
    },
  });
  tell('chart', { part, place: 'chart', series, strayReference });
}

const CACHES = new Set(['numCache', 'strCache', 'numLit', 'strLit']);
