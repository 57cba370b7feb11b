import type { Book } from '../../sheet/book.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import type { Template } from '../../sheet/templates.ts';
import { type Chain, chainsOf } from './chains.ts';
import { offsetIn } from './offset.ts';
import { alongOf, type Recurrence, recurrencesOf, type Stride } from './recurrence.ts';

/** A quantity of a training: its cell in each step, or `nowhere`. */
export interface Series {
  readonly index: number;
  readonly sheet: number;
  readonly cells: readonly CellId[];
}

/** Steps of a training, each with the same quantities, on one sheet or on several. */
export interface StepTable {
  readonly book: Book;
  /** The sheet on which the updates stand. */
  readonly sheet: number;
  readonly stride: Stride;
  readonly steps: number;
  readonly series: readonly Series[];
  readonly recurrences: readonly Recurrence[];
  seriesOf(id: CellId): Series | undefined;
  stepOf(id: CellId): number | undefined;
  /** The formula that most cells of a quantity have, if it is most of them. */
  usualOf(series: Series): Template | undefined;
}

/** Where a sheet's cells fall into steps. */
interface Frame {
  readonly stride: Stride;
  /** The first row (or column) of the first step. */
  readonly base: number;
}

/** Every table of steps in a workbook. A sheet may hold several, below each other. */
export function findTables(book: Book): StepTable[] {
  const bySheet = cellsBySheet(book);
  return book.sheets.flatMap((_, sheet) => {
    const recurrences = recurrencesOf(book, sheet, bySheet[sheet]!);
    return chainsOf(book, recurrences)
      .map((chains) => tableOf(book, sheet, chains, recurrences, bySheet))
      .filter((table) => !isOneBlock(table));
  });
}

/** Whether what was taken for two blocks has nothing that stands in both: a single pass. */
function isOneBlock({ book, steps, stride, series }: StepTable): boolean {
  if (steps !== 2 || Math.max(stride.down, stride.right) === 1) return false;
  return !series.some(({ cells: [one, other] }) => {
    const template = one === undefined ? undefined : book.templateOf(book.anchorOf(one));
    return (
      template !== undefined &&
      other !== undefined &&
      book.templateOf(book.anchorOf(other)) === template
    );
  });
}

/** Steps that hold updates and no other formula: the new weights under the last pass. */
export function updatesOnly({ book, steps, series, recurrences }: StepTable): Set<number> {
  const updates = new Set(recurrences.map(({ cell }) => cell));
  const counts = Array.from({ length: steps }, (_, step) => {
    const ids = series.map(({ cells }) => cells[step]!);
    return ids.filter((id) => book.templateOf(id) !== undefined && !updates.has(id)).length;
  });
  return new Set(counts.flatMap((count, step) => (count === 0 ? [step] : [])));
}

/** The cells of each sheet. */
export function cellsBySheet(book: Book): CellId[][] {
  const bySheet: CellId[][] = book.sheets.map(() => []);
  for (let id = 0; id < book.size; id++) bySheet[book.placeOf(id).sheet]!.push(id);
  return bySheet;
}

function tableOf(
  book: Book,
  sheet: number,
  chains: readonly Chain[],
  all: readonly Recurrence[],
  bySheet: readonly (readonly CellId[])[],
): StepTable {
  const { stride } = all[0]!;
  const size = Math.max(stride.down, stride.right);
  const along = alongOf(book, stride);
  const starts = chains.map(({ cells }) => along(cells[0]!));
  const ends = chains.map(({ cells }) => along(cells.at(-1)!));
  const first = Math.min(...starts);
  const base = first - offsetIn(book, bySheet[sheet]!, all, first);
  const steps = Math.floor((Math.max(...ends) - base) / size) + 1;
  const members = new Set(chains.flatMap(({ cells }) => cells));
  const recurrences = all.filter(({ cell }) => members.has(cell));
  return stepTable(book, { sheet, stride, base, steps, recurrences });
}

/** Where a table of steps lies. */
export interface Extent extends Frame {
  readonly sheet: number;
  readonly steps: number;
  readonly recurrences?: readonly Recurrence[];
  /** Whether all sheets belong to it, cell by cell: a single pass. */
  readonly everywhere?: boolean;
  /** How many rows (or columns) of each step belong to it; all by default. */
  readonly window?: number;
}

/** The quantities of a table, on its own sheet and on those whose rows go with it. */
export function stepTable(book: Book, extent: Extent): StepTable {
  const { sheet, stride, base, steps, recurrences = [], everywhere = false } = extent;
  const size = Math.max(stride.down, stride.right);
  const { window = size } = extent;
  const bySheet = cellsBySheet(book);
  const frames = new Map<number, Frame>([[sheet, { stride, base }]]);
  for (const other of otherSheets(sheet, bySheet)) {
    const shifted = everywhere ? extent : frameOf(book, bySheet[other]!, { sheet, stride, base });
    if (shifted !== undefined) frames.set(other, shifted);
  }

  const place = (id: CellId) => {
    const { sheet: on, row, column } = book.placeOf(id);
    const frame = frames.get(on);
    if (frame === undefined) return undefined;
    const [at, across] = stride.down > 0 ? [row, column] : [column, row];
    const step = Math.floor((at - frame.base) / size);
    if (step < 0 || step >= steps || at - frame.base - step * size >= window) return undefined;
    return { step, line: `${on} ${across} ${at - frame.base - step * size}` };
  };
  const lines = new Map<string, { sheet: number; index: number; cells: CellId[] }>();
  // Asked for millions of times: by the cells' numbers.
  const [lineOf, stepAt] = [new Int32Array(book.size).fill(-1), new Int32Array(book.size)];
  for (const on of frames.keys()) {
    for (const id of bySheet[on]!) {
      const found = place(id);
      if (found === undefined) continue;
      const empty = { sheet: on, index: lines.size, cells: new Array(steps).fill(nowhere) };
      const line = lines.get(found.line) ?? empty;
      line.cells[found.step] = id;
      lines.set(found.line, line);
      lineOf[id] = line.index;
      stepAt[id] = found.step;
    }
  }
  const all: Series[] = [...lines.values()];
  // A number beside the first step, with nothing below it, belongs to all steps: a weight, a rate.
  const isBeside = ({ cells }: Series) => {
    const held = cells.filter((id) => id !== nowhere);
    return steps > 2 && held.length === 1 && isTypedNumber(book, held[0]!);
  };
  for (const { cells } of all.filter(isBeside)) {
    for (const id of cells) if (id !== nowhere) lineOf[id] = -1;
  }
  const series = all.filter((each) => !isBeside(each));
  const usual = new Map<Series, Template | undefined>();
  return {
    book,
    sheet,
    stride,
    steps,
    series,
    usualOf(each) {
      if (!usual.has(each)) usual.set(each, usualTemplate(book, steps, each));
      return usual.get(each);
    },
    recurrences,
    seriesOf: (id) => all[lineOf[id] ?? -1],
    stepOf: (id) => ((lineOf[id] ?? -1) < 0 ? undefined : stepAt[id]),
  };
}

const isTypedNumber = (book: Book, id: CellId) =>
  book.templateOf(id) === undefined && typeof book.value(id) === 'number';

function usualTemplate(book: Book, steps: number, { cells }: Series): Template | undefined {
  const votes = new Map<Template, number>();
  let held = 0;
  for (const id of cells) {
    if (id === nowhere) continue;
    held += 1;
    const template = book.templateOf(book.anchorOf(id));
    if (template !== undefined) votes.set(template, (votes.get(template) ?? 0) + 1);
  }
  const [top] = [...votes].sort((a, b) => b[1] - a[1]);
  if (top === undefined || top[1] * 2 < held) return undefined;
  return top[1] >= Math.min(2, steps - 1) ? top[0] : undefined;
}

/** Sheets that read the table's sheet or are read by it, and so may hold a part of the steps. */
function otherSheets(sheet: number, bySheet: readonly (readonly CellId[])[]): number[] {
  return bySheet.flatMap((cells, other) => (other === sheet || cells.length === 0 ? [] : [other]));
}

/**
 * How another sheet's rows go with the table's steps, from its formulas that read the table by
 * relative references; undefined if none do, step by step.
 */
function frameOf(
  book: Book,
  cells: readonly CellId[],
  main: Frame & { readonly sheet: number },
): Frame | undefined {
  const votes = new Map<number, number>();
  const down = main.stride.down > 0;
  let readers = 0;
  for (const id of cells) {
    const template = book.templateOf(id);
    if (template === undefined) continue;
    for (const operation of template.program.operations) {
      if (operation.kind !== 'cell') continue;
      const { node } = operation;
      if (node.sheet?.toLowerCase() !== book.sheets[main.sheet]!.toLowerCase()) continue;
      const axis = down ? node.row : node.column;
      if (axis.fixed) continue;
      readers += 1;
      votes.set(axis.by, (votes.get(axis.by) ?? 0) + 1);
    }
  }
  const [winner] = [...votes].sort((a, b) => b[1] - a[1]);
  if (winner === undefined || winner[1] * 3 < readers) return undefined;
  return { stride: main.stride, base: main.base - winner[0] };
}
