import type { Workbook } from 'exceljs';
import { cellAddress } from '../../layout/address.ts';
import { CHECK } from '../../layout/gradientCheck.ts';
import type { Plan } from '../../layout/plan.ts';
import { NAMES, NETWORK, SHEETS } from '../../layout/sheets.ts';
import type { Run } from '../../numeric/value.ts';
import { addSheet, heading, put } from '../sheet.ts';
import { STYLES, TABS } from '../theme.ts';
import { addCellDiagram } from './cellDiagram.ts';
import { addDerivation } from './derivation.ts';
import { addDesk } from './desk.ts';
import { addNarrator } from './narrator.ts';

/** The control desk, the picture of the selected step, its story and the derivation. */
export function addNetwork(workbook: Workbook, plan: Plan, run: Run, proof: string): void {
  const { network, networkSheet, selectedStep } = plan;
  const { columns } = networkSheet;
  const sheet = addSheet(workbook, SHEETS.network, {
    tab: TABS.network,
    title: network.spec.name,
    purpose: 'The control desk: change a blue number and watch every sheet follow.',
    widths: [20, ...Array<number>(columns - 1).fill(networkSheet.columnWidth)],
  });
  addDesk(sheet, plan, run, proof);

  heading(sheet, networkSheet.diagramRow, null, columns);
  put(
    sheet,
    networkSheet.diagramRow,
    1,
    {
      formula: `"The network at step "&${NAMES.selectedStep}`,
      result: `The network at step ${selectedStep}`,
    },
    STYLES.heading,
  );
  addCellDiagram(sheet, plan, run);
  addNarrator(sheet, plan, run);
  addDerivation(sheet, plan);
  // A page on paper for each part.
  for (const row of [
    networkSheet.diagramRow,
    networkSheet.narrationRow,
    networkSheet.derivationRow,
  ]) {
    sheet.getRow(row - 1).addPageBreak();
  }

  const define = (name: string, sheetName: string, column: number, row: number) =>
    workbook.definedNames.add(
      cellAddress(column, row, { sheet: sheetName, absolute: 'both' }),
      name,
    );
  const { valueColumn } = NETWORK;
  define(NAMES.eta, SHEETS.network, valueColumn, NETWORK.etaRow);
  define(NAMES.tolerance, SHEETS.network, valueColumn, NETWORK.toleranceRow);
  define(NAMES.selectedStep, SHEETS.network, valueColumn, NETWORK.selectedStepRow);
  define(NAMES.verdict, SHEETS.network, valueColumn, NETWORK.verdictRow);
  define(NAMES.proof, SHEETS.gradientCheck, CHECK.settingColumn, CHECK.proofRow);
}
