import type { Workbook } from 'exceljs';
import type { HuntPlan } from '../../layout/hunt.ts';
import { SHEETS, TRAINING } from '../../layout/sheets.ts';
import { rowsOf } from '../../network/batches.ts';
import type { Quantity } from '../../symbolic/quantity.ts';
import type { TemplateStyles } from '../../xlsx/writer/package.ts';
import type { Block, BlockColumn, OneSource } from '../../xlsx/writer/rows.ts';
import { addSheet, put } from '../sheet.ts';
import { sourcesOf } from '../tableCells.ts';
import { TABS } from '../theme/colours.ts';
import { ROLE_STYLES, STYLES, stylesOf } from '../theme/styles.ts';
import { addHeader, foldMeanings, LEAD_WIDTH, widthsOf } from '../training.ts';
import type { ValueAt } from './value.ts';

/** The skeleton of `Training`, with η and the other settings above it and no formulas in symbols. */
export function addHuntTraining(workbook: Workbook, plan: HuntPlan): void {
  const { leads, quantities, names, training, settings } = plan;
  const sheet = addSheet(workbook, SHEETS.training, {
    tab: TABS.training,
    title: 'Training',
    purpose:
      'Every value of every step: forward, errors, the chain rule factor by factor, gradients. Blue on yellow may be typed over.',
    widths: [...leads.map(() => LEAD_WIDTH), ...widthsOf(plan)],
    frozen: { rows: TRAINING.headerRow, columns: leads.length },
    printedRows: [TRAINING.bandRow, TRAINING.headerRow],
    low: true,
  });
  for (const { ref, value, place } of settings) {
    put(sheet, place.row, place.column - 1, names.of(ref), STYLES.labelBefore);
    put(sheet, place.row, place.column, value, STYLES.input);
  }
  addHeader(sheet, plan, TRAINING);
  sheet.properties.outlineLevelRow = 1;
  sheet.properties.outlineProperties = { summaryBelow: false, summaryRight: false };
  for (const lead of leads) {
    const column = training.columnOf(lead);
    const meaning = lead.kind === 'step' ? 'updates so far' : names.meaning(lead);
    put(sheet, TRAINING.meaningRow, column, meaning, ROLE_STYLES.diagnosis.meaning);
    for (const row of [training.firstRow, training.firstRow + 1])
      put(sheet, row, column, 0, STYLES.step);
  }
  for (const quantity of quantities) {
    const column = training.columnOf(quantity.ref);
    const styles = stylesOf(quantity.ref.kind, quantity.role);
    put(sheet, TRAINING.meaningRow, column, names.meaning(quantity.ref), styles.meaning);
    const typed = quantity.first === 'typed' || isGiven(quantity);
    put(sheet, training.firstRow, column, 0, typed ? STYLES.input : styles.value);
    const below = isGiven(quantity) && plan.network.hasData ? STYLES.input : styles.value;
    put(sheet, training.firstRow + 1, column, 0, below);
  }
  foldMeanings(sheet);
}

/** Inputs and targets are typed here: there is no other sheet to take them from. */
const isGiven = ({ role }: Quantity): boolean => role === 'input' || role === 'target';

/** The rows of the table, formulas with their mistakes. */
export function huntRows(plan: HuntPlan, valueAt: ValueAt, styles: TemplateStyles): Block {
  const { training, leads, quantities, network } = plan;
  const { sheet, firstRow, columnOf } = training;
  const column = (at: number, cells: Pick<BlockColumn, 'first' | 'rest'>): BlockColumn => ({
    styles: styles(at),
    ...cells,
    value: (row) => valueAt(sheet, firstRow + row, at),
  });
  const number: OneSource = { kind: 'number' };
  return {
    firstRow,
    rows: rowsOf(network),
    firstColumn: TRAINING.firstColumn,
    columns: [
      ...leads.map((lead) => column(columnOf(lead), { rest: number })),
      ...quantities.map((quantity) => {
        if (isGiven(quantity) && network.hasData)
          return column(columnOf(quantity.ref), { rest: number });
        // Given numbers are typed, like the weights; formulas with their mistakes follow.
        const typed = isGiven(quantity) ? { ...quantity, first: 'typed' as const } : quantity;
        return column(columnOf(quantity.ref), sourcesOf(training, typed, number));
      }),
    ],
  };
}
