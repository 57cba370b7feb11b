import type { Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import { SHEETS } from '../../layout/sheets.ts';
import { VALLEY_COLUMNS, type ValleyLayout, valleyRows } from '../../layout/valley.ts';
import type { Valley } from '../../numeric/valley/valley.ts';
import { numberOrText } from '../../symbolic/cells/selection.ts';
import { cellAddress } from '../../xlsx/address.ts';
import type { TableRows } from '../../xlsx/writer/package.ts';
import { type Open, put } from '../sheet.ts';
import { ROLE_STYLES, STYLES } from '../theme/styles.ts';
import { columnsOfValley } from './columns.ts';
import { addValleyList } from './list.ts';

/** The skeleton of `Valley data`: the list, the samples and the headers; the table is streamed in. */
export function addValleyData(open: Open, plan: Plan, layout: ValleyLayout, valley: Valley): void {
  const columns = columnsOfValley(plan, layout, valley);
  const sheet = open({
    title: 'Valley data',
    purpose: `What ${SHEETS.valley} is drawn from: the loss at every step, at a few points that the axes are found by, and at every square. Nothing to change here.`,
    widths: [24, ...Array<number>(columns.length - 1).fill(14)],
  });
  addValleyList(sheet, plan, layout, valley);
  addSamples(sheet, plan, layout);
  const { stepRow } = valleyRows(layout);
  for (const [i, { header, style }] of columns.entries()) {
    put(sheet, layout.headerRow, 1 + i, header, style.header);
    for (const row of [stepRow, stepRow + 1]) put(sheet, row, 1 + i, 0, style.value);
  }
}

/** The rows of `Valley data`. */
export function valleyDataRows(plan: Plan, layout: ValleyLayout, valley: Valley): TableRows {
  const { stepRow, lastRow } = valleyRows(layout);
  return {
    firstTemplateRow: stepRow,
    lastRow,
    lastColumn: layout.lossColumn,
    blocks: (styles) => [
      {
        firstRow: stepRow,
        rows: lastRow - stepRow + 1,
        firstColumn: 1,
        columns: columnsOfValley(plan, layout, valley).map(({ block }, i) => ({
          ...block,
          styles: styles(1 + i),
        })),
      },
    ],
  };
}

/** Inputs and targets above the forward pass of their sample. */
function addSamples(sheet: Worksheet, plan: Plan, layout: ValleyLayout): void {
  const { firstPass } = VALLEY_COLUMNS;
  const { data, desk, names, network } = plan;
  for (const { ref: r, row } of layout.given) {
    put(sheet, row, firstPass - 1, names.of(r), STYLES.stepHeader);
    for (const [s, sample] of network.samples.entries()) {
      const given = data ? data.placeOf(r) : null;
      const place = given ? { ...given, row: given.firstRow + s } : desk.placeOf(r);
      const cell = cellAddress(place.column, place.row, { sheet: place.sheet });
      const result = (r.kind === 'input' ? sample.inputs : sample.targets)[r.unit]!;
      const content = { formula: numberOrText(cell), result };
      const role = r.kind === 'input' ? 'input' : 'target';
      put(sheet, row, firstPass + s * layout.nodes.length, content, ROLE_STYLES[role].linked);
    }
  }
}
