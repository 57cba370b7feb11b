import { printAt, type Table } from '../layout/place.ts';
import type { Plan } from '../layout/plan.ts';
import { LEARNING_RATES, RUNS, TRAINING } from '../layout/sheets.ts';
import { periodsOf, rowOfPeriod, rowsOf } from '../network/batches.ts';
import type { Run } from '../numeric/run.ts';

import { columnOf } from '../numeric/value.ts';
import { at, f } from '../ops/formula.ts';
import type { Ref } from '../ref.ts';
import { judgedLoss } from '../symbolic/diagnostics.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { TableRows, TemplateStyles } from '../xlsx/writer/package.ts';
import type { Block, BlockColumn, CellSource, OneSource } from '../xlsx/writer/rows.ts';
import type { ComparedRate } from './facts.ts';
import { ownFormula, sourcesOf } from './tableCells.ts';

/** The rows of `Training`. */
export function trainingRows(plan: Plan, run: Run): TableRows {
  const { training, leads, quantities, rowChecks } = plan;
  return {
    firstTemplateRow: training.firstRow,
    lastRow: training.lastRow,
    lastColumn: TRAINING.firstColumn + leads.length + quantities.length + rowChecks.length - 1,
    blocks: (styles) => [trainingBlock(plan, run, styles)],
  };
}

function trainingBlock(plan: Plan, run: Run, styles: TemplateStyles): Block {
  return {
    firstRow: TRAINING.firstRow,
    rows: rowsOf(plan.network),
    firstColumn: TRAINING.firstColumn,
    columns: [...tableColumns(plan, plan.training, run, styles), ...checkColumns(plan, styles)],
  };
}

/** What behind the table checks its rows. */
function checkColumns({ rowChecks }: Plan, styles: TemplateStyles): BlockColumn[] {
  return rowChecks.map(({ column, formulaOf }): BlockColumn => {
    const sources = new Map<string, OneSource>();
    const source = (row: number): OneSource => {
      const formula = formulaOf(row);
      // The first row reads other sheets, and so cannot share its formula.
      if (row === 0) return ownFormula(formula);
      const known = sources.get(formula) ?? ({ kind: 'shared', formula } as const);
      sources.set(formula, known);
      return known;
    };
    // A workbook that is as it was made breaks no rule.
    return { styles: styles(column), rest: { kind: 'by row', source }, value: () => 0 };
  });
}

/** The rows of `Runs`, a block a compared rate. */
export function runRows(plan: Plan, compared: readonly ComparedRate[]): TableRows {
  const { network, runs, leads, quantities } = plan;
  return {
    firstTemplateRow: RUNS.firstRow,
    lastRow: RUNS.firstRow + runs.length * rowsOf(network) - 1,
    lastColumn: RUNS.firstColumn + leads.length + quantities.length - 1,
    *blocks(styles) {
      for (const [index, { run }] of compared.entries()) {
        yield runBlock(plan, index, run(), styles);
      }
    },
  };
}

/** The rows of one compared rate. */
function runBlock(plan: Plan, index: number, run: Run, styles: TemplateStyles): Block {
  const table = plan.runs[index]!;
  const { sheet, row, column } = plan.rates.placeOf(index);
  const rate = cellAddress(column, row, { sheet, absolute: 'both' });
  const rateColumn: BlockColumn = {
    styles: styles(RUNS.rateColumn),
    first: ownFormula(rate),
    rest: {
      kind: 'shared',
      formula: cellAddress(RUNS.rateColumn, table.firstRow, { absolute: 'row' }),
    },
    value: () => run.trace.learningRate,
  };
  return {
    firstRow: table.firstRow,
    rows: rowsOf(plan.network),
    firstColumn: RUNS.rateColumn,
    columns: [rateColumn, ...tableColumns(plan, table, run, styles)],
  };
}

/** The losses on `Learning rates`, step by step or epoch by epoch: one column a rate, each cell a link to its run. */
export function lossRows(plan: Plan, losses: readonly Float64Array[]): TableRows {
  const { periodColumn } = LEARNING_RATES;
  const { firstRow } = plan.rates;
  return {
    firstTemplateRow: firstRow,
    lastRow: firstRow + periodsOf(plan.network) - 1,
    lastColumn: periodColumn + plan.runs.length,
    blocks: (styles) => [lossBlock(plan, losses, styles)],
  };
}

function lossBlock(plan: Plan, losses: readonly Float64Array[], styles: TemplateStyles): Block {
  const { network } = plan;
  const columns = plan.runs.map((table, index): BlockColumn => {
    const column = table.columnOf(judgedLoss(network));
    return {
      styles: styles(LEARNING_RATES.firstColumn + index),
      rest: {
        kind: 'each',
        formula: (period) => {
          const row = table.firstRow + rowOfPeriod(network, period);
          return cellAddress(column, row, { sheet: table.sheet });
        },
      },
      value: (row) => losses[index]![row]!,
    };
  });
  return {
    firstRow: plan.rates.firstRow,
    rows: periodsOf(network),
    firstColumn: LEARNING_RATES.periodColumn,
    columns: [
      {
        styles: styles(LEARNING_RATES.periodColumn),
        rest: { kind: 'number' },
        value: (period) => period,
      },
      ...columns,
    ],
  };
}

function tableColumns(plan: Plan, table: Table, run: Run, styles: TemplateStyles): BlockColumn[] {
  const leads = plan.leads.map(
    (lead): BlockColumn => ({
      styles: styles(table.columnOf(lead)),
      rest: { kind: 'number' },
      value: columnOf(run, lead),
    }),
  );
  const quantities = plan.quantities.map(
    (quantity): BlockColumn => ({
      styles: styles(table.columnOf(quantity.ref)),
      ...sourcesOf(table, quantity, initial(plan, table, quantity.ref)),
      value: columnOf(run, quantity.ref),
    }),
  );
  return [...leads, ...quantities];
}

/** What the first row holds of a parameter: on `Training` a number to type over, on `Runs` that one. */
function initial(plan: Plan, table: Table, r: Ref): OneSource {
  if (table === plan.training) return { kind: 'number' };
  return ownFormula(
    printAt(f`${at(r, 'given')}`, table, { sheet: table.sheet, row: table.firstRow }),
  );
}

/** How many of its cells hold a formula. */
export function formulasIn({ rows, columns }: Block): number {
  const count = (source: CellSource, first: number, last: number): number => {
    if (source.kind !== 'by row') return source.kind === 'number' ? 0 : last - first;
    let formulas = 0;
    for (let row = first; row < last; row++) {
      const kind = source.source(row)?.kind ?? 'number';
      if (kind !== 'number') formulas++;
    }
    return formulas;
  };
  return columns.reduce((sum, { first, rest, rows: own = rows }) => {
    if (own === 0) return sum;
    const start = first ? 1 : 0;
    return sum + (first ? count(first, 0, 1) : 0) + count(rest, start, own);
  }, 0);
}
