import type { Book } from '../../sheet/book.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import { headerOf } from './names.ts';
import { keeps, type Recurrence } from './recurrence.ts';
import { type Series, type StepTable, stepTable } from './table.ts';

/** More rows than a sheet has: all of it is one step. */
export const wholeSheet = { down: 2_000_000, right: 0 };

/**
 * A workbook that holds one pass and the weights after it: a table of two steps, of which the second
 * has the new weights alone. Which cells they are is told by their names: `w1_new`, `w1+`, `new w1`.
 */
export function singlePass(book: Book): StepTable | undefined {
  const whole = stepTable(book, { ...onePass, sheet: 0 });
  const name = (id: CellId) => headerOf(whole, whole.seriesOf(id)!);
  const updates = new Map<CellId, CellId>();
  for (let id = 0; id < book.size; id++) {
    const template = book.templateOf(id);
    if (template === undefined || whole.seriesOf(id) === undefined) continue;
    const own = name(id);
    if (own === undefined) continue;
    const before = book.references(id).find((read) => {
      const isTyped = book.templateOf(read) === undefined && typeof book.value(read) === 'number';
      return isTyped && isNewOf(own, name(read)) && keeps(book, template.node, id, read);
    });
    if (before !== undefined && !updates.has(before)) updates.set(before, id);
  }
  return updates.size === 0 ? undefined : withUpdates(whole, updates);
}

const onePass = { stride: wholeSheet, base: 1, steps: 1, everywhere: true } as const;

/** Whether a name is another one and more: `w1_new` of `w1`, but not `w11`. */
function isNewOf(name: string, old: string | undefined): boolean {
  if (old === undefined || old === '') return false;
  const at = name.toLowerCase().indexOf(old.toLowerCase());
  if (at < 0) return false;
  const [before, after] = [name[at - 1] ?? ' ', name[at + old.length] ?? ' '];
  return !/[\p{L}\d]/u.test(before) && !/[\p{L}\d]/u.test(after);
}

/** The same cells with the new weights as those of a second step. */
function withUpdates(whole: StepTable, updates: ReadonlyMap<CellId, CellId>): StepTable {
  const later = new Map([...updates].map(([before, cell]) => [cell, before]));
  const bySeries = new Map<Series, Series>();
  const series = whole.series.flatMap((each): Series[] => {
    const [id = nowhere] = each.cells;
    if (later.has(id)) return [];
    const own = { ...each, cells: [id, updates.get(id) ?? nowhere] };
    bySeries.set(each, own);
    return [own];
  });
  const { book } = whole;
  const recurrences = [...updates].map(
    ([before, cell]): Recurrence => ({ before, cell, stride: wholeSheet, additive: true }),
  );
  return {
    ...whole,
    steps: 2,
    series,
    recurrences,
    seriesOf: (id) => {
      const found = whole.seriesOf(later.get(id) ?? id);
      return found && bySeries.get(found);
    },
    stepOf: (id) => (later.has(id) ? 1 : whole.stepOf(id)),
    usualOf: ({ cells }) => {
      const [first = nowhere, second = nowhere] = cells;
      return book.templateOf(book.anchorOf(second === nowhere ? first : second));
    },
  };
}
