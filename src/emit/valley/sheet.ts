import type { Plan } from '../../layout/plan.ts';
import { VALLEY, type ValleyLayout } from '../../layout/valley.ts';
import type { Valley } from '../../numeric/valley/valley.ts';
import { valleyPlaces } from '../../spec/limits.ts';
import type { Open } from '../sheet.ts';
import { VALLEY_SQUARE } from '../theme/valley.ts';
import { addValleyPanel } from './panel.ts';
import { addValleyPicture } from './picture.ts';

/** `Valley`: the loss over both trained parameters, and the way of the run over it. */
export function addValley(open: Open, plan: Plan, layout: ValleyLayout, valley: Valley): void {
  const [first, second] = layout.axes.map((axis) => plan.names.of(axis));
  const sheet = open({
    title: `The valley: the loss over ${first} and ${second}, and the way of the training`,
    purpose: `The darker, the lower the loss if ${first} and ${second} stood there. ● is the start, 1, 2, 3 … are the steps, ✓ is the end.`,
    widths: [
      14,
      11,
      11,
      2.5,
      4.5,
      ...Array<number>(valleyPlaces.across).fill(VALLEY_SQUARE.width),
      1,
      VALLEY_SQUARE.width,
      11,
    ],
    onePage: true,
  });
  const { firstRow, lastRow, axisTitleRow, scaleLabelColumn } = VALLEY;
  for (let row = firstRow; row <= lastRow; row++) sheet.getRow(row).height = VALLEY_SQUARE.height;
  addValleyPanel(sheet, plan, layout, valley);
  addValleyPicture(sheet, plan, layout, valley);
  const end = sheet.getCell(axisTitleRow, scaleLabelColumn).address;
  sheet.pageSetup.printArea = `A1:${end}`;
}
