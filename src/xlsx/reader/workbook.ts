import type { SheetState } from '../cells.ts';
import type { ReadLimits } from './limits.ts';
import { once } from './once.ts';
import { tooLarge, unreadable } from './problem.ts';
import type { Element } from './xml.ts';

/** A sheet as the workbook's own part lists it. */
export interface Tab {
  readonly name: string;
  /** Of its relationship. */
  readonly id: string;
  readonly state: SheetState;
  /** Defined names that hold on this sheet alone. */
  readonly names: ReadonlyMap<string, string>;
}

/** Reads the workbook's own part: the tabs in their order, and the defined names. */
export function workbookReader({ items }: ReadLimits) {
  const tabs: (Tab & { readonly names: Map<string, string> })[] = [];
  const names = new Map<string, string>();
  /** Names are the same whatever their case. */
  const seen = new Set<string>();
  const unique = (kind: string, name: string, scope = '') => {
    const key = `${kind} ${scope} ${name.toLowerCase()}`;
    if (seen.has(key)) throw unreadable(`it has two ${kind}s "${name.slice(0, 40)}"`);
    seen.add(key);
  };

  const sheet: Element = {
    open({ name = '', state, 'r:id': id = '' }) {
      unique('sheet', name);
      tabs.push({ name, id, state: stateOf(state), names: new Map() });
      if (tabs.length > items) throw tooLarge('it', items, 'sheets');
    },
  };
  let scope = names;
  let current = '';
  let text = '';
  const definedName: Element = {
    open({ name = '', localSheetId }) {
      unique('name', name, localSheetId);
      if (seen.size > 2 * items) throw tooLarge('it', items, 'names');
      const of = localSheetId === undefined ? names : tabs[Number(localSheetId)]?.names;
      if (of === undefined) throw unreadable(`the name "${name.slice(0, 40)}" is of no sheet`);
      scope = of;
      current = name;
      text = '';
    },
    text(piece) {
      text += piece;
    },
    close() {
      scope.set(current, text);
    },
  };
  const roots = {
    workbook: {
      children: {
        sheets: { open: once('lists of sheets'), children: { sheet } },
        definedNames: { open: once('lists of names'), children: { definedName } },
      },
    },
  };
  return { tabs, names, roots };
}

function stateOf(state: string | undefined): SheetState {
  return state === 'hidden' || state === 'veryHidden' ? state : 'visible';
}
