import { CHECK } from '../../layout/check/layout.ts';
import { NAMES, NETWORK, SELECTED, SHEETS, TRAINING } from '../../layout/sheets.ts';
import { ref } from '../../ref.ts';
import { cellAddress } from '../../xlsx/address.ts';
import type { Facts } from '../facts.ts';
import { firstSentence } from '../lesson.ts';
import { ifSelected, selectedWords } from '../selection.ts';
import { heading, type Open, put } from '../sheet.ts';
import { STYLES } from '../theme/styles.ts';
import { addCellDiagram } from './cellDiagram.ts';
import { addDerivation } from './derivation.ts';
import { addDesk } from './desk.ts';
import { addNarrator } from './narrator.ts';
import { addWaysBlock } from './ways.ts';

/** The control desk, the picture of the selected step, its story and the derivation. */
export function addNetwork(open: Open, facts: Facts): void {
  const { plan, selected } = facts;
  const { network, networkSheet, desk } = plan;
  const { columns } = networkSheet;
  const sheet = open({
    title: network.spec.name,
    purpose:
      firstSentence(network.spec.lesson) ??
      'The control desk: change a blue number and watch every sheet follow.',
    widths: [20, ...Array<number>(columns - 1).fill(networkSheet.columnWidth)],
  });
  addDesk(sheet, facts);

  heading(sheet, networkSheet.diagramRow, null, columns);
  const title = selectedWords(plan, 'The network at step ');
  const content = { formula: ifSelected(plan, title.formula), result: title.text };
  put(sheet, networkSheet.diagramRow, 1, content, STYLES.heading);
  put(
    sheet,
    networkSheet.diagramRow,
    4,
    'the numbers in the drawing follow in Excel; in other programs read the cells below it',
    STYLES.headingNote,
  );
  addCellDiagram(sheet, plan, selected);
  addWaysBlock(sheet, plan, selected);
  addNarrator(sheet, plan, selected);
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
    sheet.workbook.definedNames.add(
      cellAddress(column, row, { sheet: sheetName, absolute: 'both' }),
      name,
    );
  const { valueColumn } = NETWORK;
  define(NAMES.eta, SHEETS.network, valueColumn, NETWORK.etaRow);
  define(NAMES.tolerance, SHEETS.network, valueColumn, NETWORK.toleranceRow);
  define(NAMES.selectedStep, SHEETS.network, valueColumn, NETWORK.selectedStepRow);
  define(NAMES.follow, SHEETS.network, valueColumn, desk.followRow);
  if (plan.data) {
    define(NAMES.selectedSample, SHEETS.network, valueColumn, NETWORK.selectedSampleRow);
    define(NAMES.selectedRow, SHEETS.selected, SELECTED.settingColumn, SELECTED.trainingRow);
  } else {
    define(NAMES.selectedRow, SHEETS.gradientCheck, CHECK.settingColumn, CHECK.trainingRow);
  }
  for (const [index, { parameter }] of network.descent.settings.entries()) {
    define(parameter.cell, SHEETS.network, valueColumn, desk.placeOf(ref('setting', 0, index)).row);
  }
  define(NAMES.verdict, SHEETS.network, valueColumn, desk.verdictRow);
  define(NAMES.problem, SHEETS.training, TRAINING.problemColumn, TRAINING.settingRow);
  define(NAMES.proof, SHEETS.gradientCheck, CHECK.settingColumn, CHECK.proofRow);
}
