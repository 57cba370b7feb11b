import type { Plan } from '../layout/plan.ts';
import { SUMMARY } from '../layout/sheets.ts';
import { type EpochColumns, lastColumnOf, type SummaryLayout } from '../layout/summary.ts';
import { rowOfStep } from '../network/batches.ts';
import { epochAccuracies } from '../numeric/diagnose.ts';
import type { Run } from '../numeric/run.ts';
import { columnOf } from '../numeric/value.ts';
import { type Kind, ref } from '../ref.ts';
import { columnMean } from '../symbolic/cells/data.ts';
import { cellAddress, columnRange } from '../xlsx/address.ts';
import type { TableRows, TemplateStyles } from '../xlsx/writer/package.ts';
import type { Block, BlockColumn } from '../xlsx/writer/rows.ts';
import { type Open, put } from './sheet.ts';
import { numberFormatOf } from './theme/formats.ts';
import { ROLE_STYLES, STYLES, shownAs } from './theme/styles.ts';

/** Between the tables, and before the chart: it begins on the first screen of a laptop. */
const GAP = 3;
/** What lies under the chart. */
const UNDER_CHART = Array<number>(9).fill(9);

/** The skeleton of `Summary`; what the steps and epochs came to is streamed in. */
export function addSummary(open: Open, plan: Plan, { steps, epochs }: SummaryLayout): void {
  const { bandRow, headerRow, firstRow, stepColumn } = SUMMARY;
  const sheet = open({
    title: 'Summary',
    purpose: epochs
      ? 'What each step came to, and each epoch: the cost is the mean of E_total. Charts and verdict follow.'
      : 'What each step came to: the cost is the mean of E_total over the samples. Charts and verdict follow.',
    widths: [
      ...steps.map(({ ref: r }) => (isNumber(r.kind) ? 8 : 12.5)),
      ...(epochs ? [GAP, 8, 10, 12.5, ...(epochs.accuracy ? [14] : [])] : []),
      GAP,
      ...UNDER_CHART,
    ],
    frozen: { rows: headerRow, columns: stepColumn },
  });
  const header = (column: number, text: string, kind: Kind) => {
    const style = isNumber(kind) ? STYLES.stepHeader : ROLE_STYLES.error.header;
    put(sheet, headerRow, column, text, style);
    for (const row of [firstRow, firstRow + 1]) {
      put(sheet, row, column, 0, kind === 'step' ? STYLES.step : shown(kind));
    }
  };
  put(sheet, bandRow, stepColumn, 'Steps', STYLES.subheading);
  for (const { ref: r, column } of steps) header(column, plan.names.of(r), r.kind);
  if (!epochs) return;
  put(sheet, bandRow, epochs.epoch, 'Epochs', STYLES.subheading);
  header(epochs.epoch, 'epoch', 'step');
  header(epochs.step, 'last step', 'epoch');
  header(epochs.cost, 'mean cost', 'cost');
  if (epochs.accuracy) header(epochs.accuracy, 'mean accuracy', 'accuracy');
}

const shown = (kind: Kind) => shownAs(STYLES.linked, numberFormatOf(kind, 'error'));

const isNumber = (kind: Kind) => kind === 'step' || kind === 'epoch';

/** The rows of `Summary`: every cell but the numbers of steps and epochs is taken from `Training`. */
export function summaryRows(plan: Plan, layout: SummaryLayout, run: Run): TableRows {
  return {
    firstTemplateRow: SUMMARY.firstRow,
    lastRow: layout.lastRow,
    lastColumn: lastColumnOf(layout),
    blocks: (styles) => [summaryBlock(plan, layout, run, styles)],
  };
}

function summaryBlock(
  plan: Plan,
  { steps, epochs }: SummaryLayout,
  run: Run,
  styles: TemplateStyles,
): Block {
  const { network, training } = plan;
  const ofSteps = steps.map(({ ref: r, column }): BlockColumn => {
    const value = columnOf(run, r);
    const at = (step: number) => value(rowOfStep(network, step));
    if (r.kind === 'step') return { styles: styles(column), rest: { kind: 'number' }, value: at };
    return {
      styles: styles(column),
      rest: {
        kind: 'each',
        formula: (step) => {
          const row = training.firstRow + rowOfStep(network, step);
          return cellAddress(training.columnOf(r), row, { sheet: training.sheet });
        },
      },
      value: at,
    };
  });
  const gap: BlockColumn = { styles: [0, 0], rest: { kind: 'number' }, rows: 0, value: () => 0 };
  return {
    firstRow: SUMMARY.firstRow,
    rows: Math.max(network.steps + 1, epochs ? network.batches.periodEnds.length : 0),
    firstColumn: SUMMARY.stepColumn,
    columns: [...ofSteps, ...(epochs ? [gap, ...epochBlock(plan, epochs, run, styles)] : [])],
  };
}

function epochBlock(
  { network, training }: Plan,
  epochs: EpochColumns,
  run: Run,
  styles: TemplateStyles,
): BlockColumn[] {
  const { periodEnds, samples } = network.batches;
  const rows = periodEnds.length;
  const linked = (column: number, kind: Kind): BlockColumn => ({
    styles: styles(column),
    rows,
    rest: {
      kind: 'each',
      formula: (epoch) =>
        cellAddress(training.columnOf(ref(kind)), training.firstRow + periodEnds[epoch]!, {
          sheet: training.sheet,
        }),
    },
    value: (epoch) => columnOf(run, ref(kind))(periodEnds[epoch]!),
  });
  const accuracy = (column: number): BlockColumn => {
    const values = epochAccuracies(run.trace);
    return {
      styles: styles(column),
      rows,
      rest: {
        kind: 'each',
        formula: (epoch) => {
          const last = training.firstRow + periodEnds[epoch]!;
          const hit = training.columnOf(ref('hit'));
          return columnMean(columnRange(training.sheet, hit, last - samples + 1, last));
        },
      },
      value: (epoch) => values[epoch]!,
    };
  };
  return [
    { styles: styles(epochs.epoch), rows, rest: { kind: 'number' }, value: (epoch) => epoch },
    linked(epochs.step, 'step'),
    linked(epochs.cost, 'epochCost'),
    ...(epochs.accuracy ? [accuracy(epochs.accuracy)] : []),
  ];
}
