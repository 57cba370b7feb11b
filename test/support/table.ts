import type { Run } from '../../src/numeric/run.ts';
import { columnOf } from '../../src/numeric/value.ts';
import { type Hole, printCell } from '../../src/ops/formula.ts';
import { type Ref, ref, refKey } from '../../src/ref.ts';
import type { Quantity } from '../../src/symbolic/quantities.ts';
import { cellAddress, columnRange } from '../../src/xlsx/address.ts';
import type { Content, Grid } from './grid.ts';

/**
 * The training table of a run as plain sheets, without layout and looks: on `T` a row a row of the
 * trace, a column a quantity behind those that say which row it is; on `S` η, the tolerance and the
 * hyper-parameters; on `D` the samples, inputs before targets. Initial weights stand as numbers, so
 * do the leads.
 *
 * `F` has every formula a second time, but reading the engine's numbers from `N` in place of other
 * formulas' results. There every formula is judged by itself: where training is chaotic, a last bit
 * in one does not show in all that follow.
 */
export function tableOf(run: Run, quantities: readonly Quantity[]): Record<string, Grid> {
  const { network, learningRate, rows } = run.trace;
  const { batches, samples, inputs, tolerance, descent } = network;
  const refs = [...LEADS, ...quantities.map((q) => q.ref)];
  const columns = new Map(refs.map((r, index) => [refKey(r), index + 1]));
  const ends = Array.from(batches.periodEnds);

  const address = (sheet: string, row: number, { ref: r, at }: Hole): string => {
    if (r.kind === 'problem') return '"none"';
    if (r.kind === 'eta') return 'S!$A$1';
    if (r.kind === 'tolerance') return 'S!$A$2';
    if (r.kind === 'setting') return `S!$A$${r.unit + 3}`;
    const column = columns.get(refKey(r));
    const dataColumn = 1 + r.unit + (r.kind === 'target' ? inputs.length : 0);
    if (at === 'given') return cellAddress(dataColumn, 1, { sheet: 'D', absolute: 'both' });
    if (at === 'data') {
      return samples.length === 1
        ? cellAddress(dataColumn, 1, { sheet: 'D', absolute: 'both' })
        : columnRange('D', dataColumn, 1, samples.length);
    }
    if (!column) throw new Error(`no column for ${refKey(r)}`);
    if (at === 'butLast') return columnRange(sheet, column, 1, rows - 1);
    if (at === 'butFirst') return columnRange(sheet, column, 2, rows);
    if (at === 'column') return columnRange(sheet, column, 1, rows);
    const last = ends.length - 1;
    const cell = (of: number) => cellAddress(column, of + 1, sheet === 'T' ? {} : { sheet });
    const range = (from: number, to: number) => `${cell(from)}:${cellAddress(column, to + 1)}`;
    /** The last row of the period before, if any. */
    const endBefore = ends.findLast((end) => end < row) ?? -1;
    const stepTop = batches.step.indexOf(batches.step[row]);
    const target = {
      row: () => cell(row),
      previous: () => cell(row - 1),
      top: () => cell(0),
      stepTop: () => cell(stepTop),
      stepRows: () => range(stepTop, row),
      periodRows: () => range(endBefore + 1, row),
      periodBefore: () => cell(endBefore),
      first: () => cell(ends[0]),
      last: () => cell(ends[last]),
      lastRows: () => range(last > 0 ? ends[last - 1] + 1 : 0, ends[last]),
      tenBeforeLast: () => cell(ends[Math.max(0, last - 10)]),
    }[at];
    return target();
  };
  /** What a cell holds; null where there is none. */
  const contentOf = (q: Quantity, row: number): Quantity['first'] => {
    const step = batches.step[row];
    const isStepTop = row === 0 || batches.step[row - 1] !== step;
    const isStepEnd = row === rows - 1 || batches.step[row + 1] !== step;
    if (q.only === 'ends of steps' && !isStepEnd) return null;
    if (q.only === 'ends of periods' && !ends.includes(row)) return null;
    const firstRow = q.only === 'ends of periods' ? ends[0] : 0;
    if (row === firstRow) return q.first ?? q.formula;
    return isStepTop ? q.formula : (q.stays ?? q.formula);
  };
  const content = (sheet: string, q: Quantity, row: number): Content => {
    const of = contentOf(q, row);
    if (of === null) return null;
    if (of === 'typed') return columnOf(run, q.ref)(0);
    if (of === 'zero') return 0;
    return { formula: printCell(of, (hole) => address(sheet, row, hole)) };
  };
  const value = (r: Ref, row: number): Content => {
    const number = columnOf(run, r)(row);
    return Number.isNaN(number) ? OVERFLOW : number;
  };
  const grid = (make: (q: Quantity, row: number) => Content): Grid =>
    Array.from({ length: rows }, (_, row) => [
      ...LEADS.map((r) => value(r, row)),
      ...quantities.map((q) => make(q, row)),
    ]);
  return {
    T: grid((q, row) => content('T', q, row)),
    N: grid((q, row) => (contentOf(q, row) === null ? null : value(q.ref, row))),
    F: grid((q, row) => content('N', q, row)),
    S: [learningRate, tolerance, ...descent.settings.map(({ value }) => value)].map((x) => [x]),
    D: samples.map((sample) => [...sample.inputs, ...sample.targets]),
  };
}

/** What an overflow looks like: #NUM!. */
const OVERFLOW: Content = { formula: '10^308*10' };

/** What stands before the quantities. */
export const LEADS = [ref('step'), ref('epoch'), ref('sample'), ref('place')];
