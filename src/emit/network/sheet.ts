import { CHECK } from '../../layout/check/layout.ts';
import { HEIGHTS, TOP_ROWS } from '../../layout/network/picture/page.ts';
import {
  NAMES,
  PICTURE_DATA,
  type Place,
  SELECTED,
  SHEETS,
  TRAINING,
} from '../../layout/sheets.ts';
import { ref } from '../../ref.ts';
import { cellAddress } from '../../xlsx/address.ts';
import type { Facts } from '../facts.ts';
import { firstSentence } from '../lesson.ts';
import { printNetwork } from '../paper/network.ts';
import { ifSelected, selectedWords } from '../selection.ts';
import { heading, type Open, put } from '../sheet.ts';
import { STYLES } from '../theme/styles.ts';
import { FOLLOWED_ROWS } from './data.ts';
import { addDerivation } from './derivation.ts';
import { addNarrator } from './narrator.ts';
import { addNetworkPicture } from './picture/cells.ts';
import { points } from './picture/page.ts';
import { addSettings } from './settings.ts';
import { addStrip } from './strip.ts';
import { addWaysBlock } from './ways.ts';

/** The picture of the selected step with what may be changed, its story and the derivation. */
export function addNetwork(open: Open, facts: Facts): void {
  const { plan, selected } = facts;
  const { network, networkSheet, desk } = plan;
  const { picture, columns } = networkSheet;
  const sheet = open({
    title: network.spec.name,
    purpose:
      firstSentence(network.spec.lesson) ?? 'Change a blue number and watch every sheet follow.',
    widths: picture.widths.map((pixels) => pixels / 7),
  });
  sheet.getRow(1).height = points(HEIGHTS.title);
  sheet.getRow(2).height = points(HEIGHTS.purpose);
  // The loss chart stands beside it.
  sheet.mergeCells(2, 1, 2, desk.chart.column - 1);
  sheet.getCell(2, 1).style = STYLES.lesson;
  heading(sheet, TOP_ROWS.heading, null, columns);
  sheet.getRow(TOP_ROWS.heading).height = points(HEIGHTS.heading);
  const title = selectedWords(plan, 'The network at step ');
  const content = { formula: ifSelected(plan, title.formula), result: title.text };
  put(sheet, TOP_ROWS.heading, 1, content, STYLES.heading);
  addStrip(sheet, facts);
  addNetworkPicture(sheet, plan, selected);
  put(sheet, picture.lastRow + 1, 2, LEGEND, STYLES.smallNote);
  addWaysBlock(sheet, plan, selected);
  addSettings(sheet, facts);
  addNarrator(sheet, plan, selected);
  addDerivation(sheet, plan);
  printNetwork(sheet, plan);

  const define = (name: string, { sheet: sheetName, column, row }: Place) =>
    sheet.workbook.definedNames.add(
      cellAddress(column, row, { sheet: sheetName, absolute: 'both' }),
      name,
    );
  define(NAMES.eta, desk.eta);
  define(NAMES.tolerance, desk.tolerance);
  define(NAMES.selectedStep, desk.selectedStep);
  if (desk.selectedSample) {
    define(NAMES.selectedSample, desk.selectedSample);
    const row = SELECTED.trainingRow;
    define(NAMES.selectedRow, { sheet: SHEETS.selected, column: SELECTED.settingColumn, row });
  } else {
    const row = CHECK.trainingRow;
    define(NAMES.selectedRow, { sheet: SHEETS.gradientCheck, column: CHECK.settingColumn, row });
  }
  define(NAMES.wiresShow, desk.wiresShow);
  define(NAMES.follow, desk.follow);
  for (const [what, name] of [
    ['layer', NAMES.followedLayer],
    ['unit', NAMES.followedUnit],
    ['input', NAMES.followedInput],
  ] as const) {
    const place = { sheet: SHEETS.pictureData, column: PICTURE_DATA.followedColumn };
    define(name, { ...place, row: FOLLOWED_ROWS[what] });
  }
  for (const [index, { parameter }] of network.descent.settings.entries()) {
    define(parameter.cell, desk.placeOf(ref('setting', 0, index)));
  }
  define(NAMES.verdict, desk.verdict);
  define(NAMES.problem, {
    sheet: SHEETS.training,
    column: TRAINING.problemColumn,
    row: TRAINING.settingRow,
  });
  define(NAMES.proof, {
    sheet: SHEETS.gradientCheck,
    column: CHECK.settingColumn,
    row: CHECK.proofRow,
  });
}

/** What the lines of the picture and its ∂ mean. */
const LEGEND =
  'forward → each number is computed from those on its left; backward ← each ∂, which is ∂E/∂ of what stands above or beside it, from the ∂ on its right. Wires: above 0 solid, below 0 dashed; the thicker, the larger.';
