import type { Worksheet } from 'exceljs';
import { HEIGHTS, TOP_ROWS } from '../../../layout/network/picture/page.ts';
import type { PictureNumber, Stack } from '../../../layout/network/picture/parts.ts';
import type { Plan } from '../../../layout/plan.ts';
import { refKey } from '../../../ref.ts';
import { type Selected, selectedValue } from '../../selected.ts';
import { acceptNumber, put } from '../../sheet.ts';
import {
  ASIDE,
  CAPTIONS,
  nameStyle,
  numberStyle,
  STACK_BORDER,
  TYPED,
} from '../../theme/picture.ts';
import { addMarks } from './marks.ts';
import { isTyped, points } from './page.ts';
import { addPictureRules } from './rules.ts';

/**
 * The network at the selected step in cells: every number is live in every program. Inputs and targets
 * of a single sample are typed here.
 */
export function addNetworkPicture(sheet: Worksheet, plan: Plan, selected: Selected): void {
  const { names, networkSheet, quantities } = plan;
  const { picture } = networkSheet;
  sheet.getRow(TOP_ROWS.stage).height = points(HEIGHTS.stage);
  for (let row = picture.firstRow; row <= picture.lastRow; row++) {
    sheet.getRow(row).height = points(HEIGHTS.row);
  }
  for (const { text, column, of } of picture.captions) {
    put(sheet, TOP_ROWS.stage, column, text, CAPTIONS[of]);
  }
  for (const { ref, row, column, look } of picture.names) {
    put(sheet, row, column, names.of(ref), nameStyle(look));
  }
  const known = new Set(quantities.map((each) => refKey(each.ref)));
  for (const number of picture.numbers) {
    if (isTyped(plan, number)) addTyped(sheet, plan, number);
    else {
      const { ref, row, column, look } = number;
      const content = known.has(refKey(ref)) ? selectedValue(plan, selected, ref) : null;
      put(sheet, row, column, content, numberStyle(look));
    }
  }
  for (const { text, row, column } of picture.gaps) put(sheet, row, column, text, ASIDE);
  for (const stack of picture.stacks) addFrame(sheet, stack);
  addMarks(sheet, plan, selected);
  addPictureRules(sheet, plan, picture);
}

function addTyped(sheet: Worksheet, { network, names }: Plan, { ref, row, column }: PictureNumber) {
  const of = ref.kind === 'input' ? network.inputs : network.targets;
  put(sheet, row, column, of[ref.unit]!, TYPED);
  const prompt = `${names.meaning(ref)}: any number.`;
  acceptNumber(sheet, row, column, { title: names.of(ref), prompt });
}

/** Borders, not a shape: some programs paint a shape white, or drop it. */
function addFrame(sheet: Worksheet, { top, bottom, left, right }: Stack): void {
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const cell = sheet.getCell(row, column);
      const sides = {
        ...(row === top && { top: STACK_BORDER }),
        ...(row === bottom && { bottom: STACK_BORDER }),
        ...(column === left && { left: STACK_BORDER }),
        ...(column === right && { right: STACK_BORDER }),
      };
      cell.style = { ...cell.style, border: sides };
    }
  }
}
