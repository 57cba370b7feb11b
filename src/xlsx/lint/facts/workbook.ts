import type { Tell } from './facts.ts';
import type { Parts } from './parts.ts';

export interface Tab {
  readonly name: string;
  readonly relationId: string;
}

/** Tells names and calculation, and gives the sheets in the order of their tabs. */
export async function tellWorkbook(parts: Parts, part: string, tell: Tell): Promise<Tab[]> {
  const tabs: Tab[] = [];
  const sheetNames = new Set<string>();
  const names = new Set<string>();
  await parts.scan(part, {
    open(element, attributes) {
      if (element === 'sheet') {
        const { name = '' } = attributes;
        const [, relationId = ''] =
          Object.entries(attributes).find(([key]) => key.endsWith(':id')) ?? [];
        tabs.push({ name, relationId });
        const taken = isTaken(sheetNames, name.toLowerCase());
        tell('sheetName', { part, place: `sheet ${tabs.length}`, name, taken });
      }
      if (element === 'calcPr') {
        const fullCalcOnLoad = ['1', 'true'].includes(attributes.fullCalcOnLoad ?? '');
        tell('calculation', { part, place: 'calcPr', fullCalcOnLoad });
      }
    },
    close(element, formula, { name = '', localSheetId = '' }) {
      if (element !== 'definedName') return;
      const taken = isTaken(names, `${localSheetId}!${name.toLowerCase()}`);
      tell('definedName', { part, place: name, name, formula, taken });
    },
  });
  return tabs;
}

/** Whether a key was there before; from now on it is. */
export function isTaken<Key>(keys: Set<Key>, key: Key): boolean {
  const taken = keys.has(key);
  keys.add(key);
  return taken;
}
