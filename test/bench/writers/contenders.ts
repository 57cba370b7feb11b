import type { Table } from '../table.ts';
import type { PythonWriter } from './python.ts';

/** Writes the table to a file. */
export type Writer = (table: Table, path: string) => Promise<void>;

/** Contenders that run on Node, each loading its library only when asked for. */
export const nodeWriters = {
  gradsheet: async () => (await import('./gradsheet.ts')).write,
  floor: async () => (await import('./floor.ts')).write,
  exceljs: async () => (await import('./exceljs.ts')).writeCells,
  exceljsShared: async () => (await import('./exceljs.ts')).writeShared,
  exceljsStream: async () => (await import('./exceljs.ts')).streamCells,
  exceljsStreamShared: async () => (await import('./exceljs.ts')).streamShared,
  sheetjs: async () => (await import('./sheetjs.ts')).write,
} satisfies Record<string, () => Promise<Writer>>;

export type NodeWriter = keyof typeof nodeWriters;

export const isNodeWriter = (name: string): name is NodeWriter => name in nodeWriters;

/** What a contender is called in the tables, and what it does not do that the others do. */
export const writerTitles: Record<NodeWriter | PythonWriter, string> = {
  gradsheet: '**gradsheet**',
  floor: 'the floor',
  exceljs: 'exceljs',
  exceljsShared: 'exceljs, shared formulas',
  exceljsStream: 'exceljs streaming',
  exceljsStreamShared: 'exceljs streaming, shared formulas',
  sheetjs: 'SheetJS',
  xlsxwriter: 'XlsxWriter',
  openpyxl: 'openpyxl (no cached values)',
};
