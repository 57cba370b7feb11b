import { parseRange } from '../address.ts';
import type { ListTable } from '../cells.ts';
import { tooLarge, unreadable } from './problem.ts';
import type { Element } from './xml.ts';

/** Reads the part of one table: where it is, and what structured references call its columns. */
export function tableReader(most: number) {
  const columns: string[] = [];
  let found: Omit<ListTable, 'columns'> | undefined;
  const table: Element = {
    open({ displayName, name = '', ref = '', headerRowCount = '1', totalsRowCount = '0' }) {
      const range = parseRange(ref);
      if (range === undefined) throw unreadable(`a table lies at "${ref.slice(0, 40)}"`);
      found = {
        name: displayName ?? name,
        range,
        headerRows: Number(headerRowCount) === 0 ? 0 : 1,
        totalsRows: Number(totalsRowCount) === 0 ? 0 : 1,
      };
    },
    children: {
      tableColumns: {
        children: {
          tableColumn: {
            open({ name = '' }) {
              columns.push(name);
              if (columns.length > most) throw tooLarge('a table', most, 'columns');
            },
          },
        },
      },
    },
  };
  const result = (): ListTable => {
    if (found === undefined) throw unreadable('a table has no part of its own');
    return { ...found, columns };
  };
  return { roots: { table }, result };
}
