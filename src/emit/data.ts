import type { Worksheet } from 'exceljs';
import type { DataColumn, DataLayout } from '../layout/data.ts';
import type { Plan } from '../layout/plan.ts';
import { DATA } from '../layout/sheets.ts';
import { scalesOf } from '../network/samples.ts';
import {
  areOddShares,
  columnDeviation,
  columnMean,
  standardisedValue,
} from '../symbolic/cells/data.ts';
import { allNumbers } from '../symbolic/cells/remarks.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { TableRows, TemplateStyles } from '../xlsx/writer/package.ts';
import type { Block, BlockColumn } from '../xlsx/writer/rows.ts';
import { acceptNumber, addRules, type Open, put } from './sheet.ts';
import { ODD } from './theme/rules.ts';
import { ROLE_STYLES, STYLES } from './theme/styles.ts';

/** The skeleton of `Data`: titles and scales; the samples are streamed in. */
export function addData(open: Open, plan: Plan, layout: DataLayout): void {
  const { network, names } = plan;
  const { data } = network.spec;
  const { numberColumn, bandRow, nameRow, headerRow, firstRow } = DATA;
  const widths = [12, ...layout.columns.map(widthOf), 13];
  const named = layout.columns.some(({ name }) => name !== null);
  const sheet = open({
    title: 'Data',
    purpose: `The ${network.samples.length} samples that the network learns from, a row each. Change a blue number and watch every sheet follow.`,
    widths,
    frozen: { rows: headerRow, columns: numberColumn },
    printedRows: [bandRow, headerRow],
  });
  put(sheet, headerRow, numberColumn, 'sample', STYLES.stepHeader);
  for (const [index, each] of layout.columns.entries()) {
    const { ref, column, kind, name } = each;
    const role = ref.kind as 'input' | 'target';
    const styles = ROLE_STYLES[role];
    const title = bandOf(each);
    const opens = index === 0 || bandOf(layout.columns[index - 1]!) !== title;
    put(sheet, bandRow, column, opens ? title : null, styles.band);
    put(sheet, nameRow, column, named ? (name ?? '') : names.meaning(ref), styles.meaning);
    const isRaw = kind === 'given' && role === 'input' && data!.standardise;
    const header = isRaw ? `${names.of(ref)} as given` : names.of(ref);
    put(sheet, headerRow, column, header, styles.header);
    const style = kind === 'given' ? STYLES.input : styles.value;
    for (const row of [firstRow, firstRow + 1]) put(sheet, row, column, 0, style);
  }
  put(sheet, nameRow, layout.soundColumn, '1 if all are numbers', ROLE_STYLES.diagnosis.meaning);
  put(sheet, headerRow, layout.soundColumn, 'numbers', STYLES.stepHeader);
  sheet.getRow(nameRow).height = 26;
  for (const row of [firstRow, firstRow + 1]) {
    put(sheet, row, numberColumn, 0, STYLES.step);
    put(sheet, row, layout.soundColumn, 0, STYLES.step);
  }
  addScales(sheet, plan, layout);
  markOddTargets(sheet, plan, layout);
  acceptNumbers(sheet, layout, plan);
}

/** Mean and standard deviation of each standardised input, live. */
function addScales(sheet: Worksheet, plan: Plan, layout: DataLayout) {
  const { data } = plan.network.spec;
  if (!data?.standardise) return;
  put(sheet, DATA.meanRow, DATA.numberColumn, 'mean', STYLES.label);
  put(sheet, DATA.deviationRow, DATA.numberColumn, 'deviation', STYLES.label);
  for (const [k, { mean, deviation }] of scalesOf(data.inputs).entries()) {
    const { column } = layout.columns[k]!;
    const range = ownRange(layout, column);
    for (const [row, formula, result] of [
      [DATA.meanRow, columnMean(range), mean],
      [DATA.deviationRow, columnDeviation(range), deviation],
    ] as const) {
      put(sheet, row, column, { formula, result }, STYLES.value);
    }
  }
}

/** Targets that are shares of 1 turn red while they do not add up. */
function markOddTargets(sheet: Worksheet, { network }: Plan, { columns, lastRow }: DataLayout) {
  const { net, classes } = network.loss;
  if (!net || classes !== 'largest') return;
  const targets = columns.filter(({ ref: r }) => r.kind === 'target');
  const { column: first } = targets[0]!;
  const { column: last } = targets.at(-1)!;
  const fixed = (column: number) => cellAddress(column, DATA.firstRow, { absolute: 'column' });
  addRules(sheet, `${cellAddress(first, DATA.firstRow)}:${cellAddress(last, lastRow)}`, [
    {
      type: 'expression',
      formulae: [areOddShares(`${fixed(first)}:${fixed(last)}`)],
      style: ODD,
    },
  ]);
}

function acceptNumbers(sheet: Worksheet, layout: DataLayout, { network }: Plan): void {
  const { output, classes } = network.loss;
  for (const { column, kind, ref } of layout.columns) {
    if (kind !== 'given') continue;
    const share = ref.kind === 'target' && output !== null;
    const whole = classes === 'largest' ? ' Those of a sample add up to 1.' : '';
    acceptNumber(sheet, DATA.firstRow, column, {
      title: ref.kind === 'target' ? 'Target' : 'Input',
      prompt: share ? `What the output should be.${whole}` : 'Any number.',
      ...(share && { from: 0, to: 1 }),
      lastRow: layout.lastRow,
    });
  }
}

/** The rows of `Data`. */
export function dataRows(plan: Plan, layout: DataLayout): TableRows {
  return {
    firstTemplateRow: DATA.firstRow,
    lastRow: layout.lastRow,
    lastColumn: layout.columns.length + 1,
    blocks: (styles) => [dataBlock(plan, layout, styles)],
  };
}

function dataBlock(plan: Plan, layout: DataLayout, styles: TemplateStyles): Block {
  const { data } = plan.network.spec;
  const { samples } = plan.network;
  const given = layout.columns.filter(({ kind }) => kind === 'given');
  const rawColumn = (unit: number) => given.find(({ ref: r }) => r.unit === unit)!.column;
  const columns = layout.columns.map(({ ref, column, kind }): BlockColumn => {
    if (kind === 'given') {
      const rows = ref.kind === 'input' ? data!.inputs : data!.targets;
      return {
        styles: styles(column),
        rest: { kind: 'number' },
        value: (row) => rows[row]![ref.unit]!,
      };
    }
    const raw = rawColumn(ref.unit);
    return {
      styles: styles(column),
      rest: { kind: 'shared', formula: standardisedFormula(raw) },
      value: (row) => samples[row]!.inputs[ref.unit]!,
    };
  });
  return {
    firstRow: DATA.firstRow,
    rows: samples.length,
    firstColumn: DATA.numberColumn,
    columns: [
      { styles: styles(DATA.numberColumn), rest: { kind: 'number' }, value: (row) => row + 1 },
      ...columns,
      {
        styles: styles(layout.soundColumn),
        rest: { kind: 'shared', formula: soundSample(layout) },
        value: () => 1,
      },
    ],
  };
}

/** Whether the first sample is all numbers: what was given, which standardised inputs may part. */
function soundSample({ columns }: DataLayout): string {
  const given = columns.filter(({ kind }) => kind === 'given').map(({ column }) => column);
  const gap = given.findIndex((column, i) => i > 0 && column !== given[i - 1]! + 1);
  const parts = gap < 0 ? [given] : [given.slice(0, gap), given.slice(gap)];
  const cell = (column: number) => cellAddress(column, DATA.firstRow);
  const ranges = parts.map((part) => `${cell(part[0]!)}:${cell(part.at(-1)!)}`);
  return allNumbers(ranges.join(','), given.length);
}

function standardisedFormula(raw: number): string {
  const fixed = (row: number) => cellAddress(raw, row, { absolute: 'row' });
  const [mean, deviation] = [fixed(DATA.meanRow), fixed(DATA.deviationRow)];
  return standardisedValue(cellAddress(raw, DATA.firstRow), mean, deviation);
}

function bandOf({ ref, kind }: DataColumn): string {
  if (ref.kind === 'target') return 'Targets';
  return kind === 'given' ? 'Inputs' : 'Inputs, standardised';
}

function ownRange({ lastRow }: DataLayout, column: number): string {
  return `${cellAddress(column, DATA.firstRow)}:${cellAddress(column, lastRow)}`;
}

const widthOf = ({ name, kind }: DataColumn) =>
  Math.min(24, Math.max(kind === 'standardised' ? 17 : 13, (name?.length ?? 0) + 3));
