import type { Table } from '../table.ts';

/** Writes the table to a file. */
export type Writer = (table: Table, path: string) => Promise<void>;

interface Contender {
  /** What it is called in the tables. */
  readonly title: string;
  /** Its library is loaded only when asked for. */
  readonly load: () => Promise<Writer>;
}

/** Contenders that run on Node. */
export const nodeWriters = {
  gradsheet: {
    title: '**gradsheet**',
    load: async () => (await import('./gradsheet.ts')).write,
  },
  floor: {
    title: 'the floor',
    load: async () => (await import('./floor.ts')).write,
  },
  exceljs: {
    title: 'exceljs',
    load: async () => (await import('./exceljs.ts')).writeCells,
  },
  exceljsShared: {
    title: 'exceljs, shared formulas',
    load: async () => (await import('./exceljs.ts')).writeShared,
  },
  exceljsStream: {
    title: 'exceljs streaming',
    load: async () => (await import('./exceljs.ts')).streamCells,
  },
  exceljsStreamShared: {
    title: 'exceljs streaming, shared formulas',
    load: async () => (await import('./exceljs.ts')).streamShared,
  },
  sheetjs: {
    title: 'SheetJS',
    load: async () => (await import('./sheetjs.ts')).write,
  },
} as const satisfies Record<string, Contender>;

export type NodeWriter = keyof typeof nodeWriters;

export const isNodeWriter = (name: string): name is NodeWriter => Object.hasOwn(nodeWriters, name);
