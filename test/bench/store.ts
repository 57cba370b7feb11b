import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Table } from './table.ts';

/**
 * A table in a folder, for contenders in other processes and languages: `table.json`, and the
 * values in `values.bin` as little-endian doubles, column after column.
 */
export function saveTable(folder: string, table: Table): void {
  const columns = table.columns.map(({ values: _, ...column }) => column);
  writeFileSync(join(folder, 'table.json'), JSON.stringify({ ...table, columns }));
  const values = new Float64Array(table.rows * table.columns.length);
  for (const [i, column] of table.columns.entries()) values.set(column.values, i * table.rows);
  writeFileSync(join(folder, 'values.bin'), values);
}

export function loadTable(folder: string): Table {
  const table = JSON.parse(readFileSync(join(folder, 'table.json'), 'utf8')) as Table;
  const bytes = readFileSync(join(folder, 'values.bin'));
  const values = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
  const columns = table.columns.map((column, i) => ({
    ...column,
    values: values.subarray(i * table.rows, (i + 1) * table.rows),
  }));
  return { ...table, columns };
}
