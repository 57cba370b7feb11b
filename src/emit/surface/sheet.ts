import type { Plan } from '../../layout/plan.ts';
import { SURFACE, SURFACE_PICTURE, type SurfaceLayout } from '../../layout/surface.ts';
import type { Run } from '../../numeric/run.ts';
import type { Open } from '../sheet.ts';
import { SQUARE } from '../theme/surface.ts';
import { addLegend, addPanel } from './panel.ts';
import { addPicture } from './picture.ts';

const PANEL_WIDTHS = [19, 12];

/** `Decision surface`: what the network answers to every input, at the selected step. */
export function addSurface(open: Open, plan: Plan, layout: SurfaceLayout, run: Run): void {
  if (layout.axes.length === 1) {
    const sheet = open({
      title: 'Fitted function',
      purpose:
        'What the network answers to every input at the selected step: each point of the curve is a live forward pass.',
      widths: [...PANEL_WIDTHS, 4],
      onePage: true,
    });
    addPanel(sheet, plan, layout);
    return;
  }
  const { most, firstRow } = SURFACE;
  const { axisTitleRow, scaleLabelColumn } = SURFACE_PICTURE;
  const sheet = open({
    title: 'Decision surface',
    purpose:
      'What the network answers to every pair of inputs at the selected step: each square is a live forward pass.',
    widths: [
      ...PANEL_WIDTHS,
      5,
      6,
      ...Array<number>(most).fill(SQUARE.width),
      2,
      SQUARE.width,
      9,
      1,
      ...Array<number>(9).fill(9),
    ],
    low: true,
    onePage: true,
  });
  sheet.getRow(3).height = 6;
  for (let row = firstRow; row < firstRow + most; row++) sheet.getRow(row).height = SQUARE.height;
  addPanel(sheet, plan, layout);
  addLegend(sheet, plan, layout);
  addPicture(sheet, plan, layout, run);
  // The samples at the right need not be on paper.
  const last = sheet.getCell(axisTitleRow, scaleLabelColumn).address;
  sheet.pageSetup.printArea = `A1:${last}`;
}
