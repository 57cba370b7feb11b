import type { Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import { NAMES } from '../../layout/sheets.ts';
import { SURFACE, type SurfaceLayout } from '../../layout/surface.ts';
import { ref } from '../../ref.ts';
import { cellAddress } from '../../xlsx/address.ts';
import type { ScrollBar } from '../../xlsx/writer/form-control.ts';
import { stepScrollBar } from '../network/strip.ts';
import { acceptNumber, acceptWholeNumber, put, refuseTyping } from '../sheet.ts';
import { STYLES, shownAs } from '../theme/styles.ts';
import { inputTitle, outputTitle } from './words.ts';

const { labelColumn, valueColumn } = SURFACE;
/** The most classes whose names the panel lists. */
const MOST_LISTED = 8;

/** What may be changed about the picture, at its left. */
export function addPanel(sheet: Worksheet, plan: Plan, layout: SurfaceLayout): void {
  const { axes, choice, most } = layout;
  const { stepRow, barRow, resolutionRow, firstAxisRow } = SURFACE;
  const title = (row: number, text: string) => {
    put(sheet, row, labelColumn, text, STYLES.subheading);
  };
  title(stepRow - 1, 'What is drawn');
  put(sheet, stepRow, labelColumn, 'Step', STYLES.label);
  const step = { formula: NAMES.selectedStep, result: plan.selectedStep };
  put(sheet, stepRow, valueColumn, step, shownAs(STYLES.linked, 'whole'));
  refuseTyping(sheet, stepRow, valueColumn, 'Please choose the step on the sheet Network.');
  // The scroll bar covers it, where there is one.
  put(sheet, barRow, labelColumn, 'selected on Network', STYLES.note);

  input(sheet, resolutionRow, 'Resolution', most);
  acceptWholeNumber(sheet, resolutionRow, valueColumn, {
    title: 'Resolution',
    prompt: 'How many values along each axis are computed: the fewer, the coarser the picture.',
    from: 2,
    to: most,
  });
  for (const [k, axis] of axes.entries()) {
    const name = plan.names.of(ref('input', 0, k));
    for (const [offset, end] of (['from', 'to'] as const).entries()) {
      const row = firstAxisRow + 2 * k + offset;
      input(sheet, row, `${name} ${end}`, axis[end]);
      acceptNumber(sheet, row, valueColumn, {
        title: `${name} ${end}`,
        prompt: `Where the axis of ${inputTitle(plan, k)} ${end === 'from' ? 'begins' : 'ends'}: any number.`,
      });
    }
  }
  if (axes.length === 1) paragraph(sheet, firstAxisRow + 3, FIXED_AXES, 4);
  if (!choice) return;
  const { length } = plan.network.targets;
  input(sheet, choice.row, 'Shown output', choice.first);
  acceptWholeNumber(sheet, choice.row, valueColumn, {
    title: 'Shown output',
    prompt: `The value of the output with that number. 0: which output is the largest.`,
    from: 0,
    to: length,
  });
}

/** The axes are set by the samples that the workbook was made with. */
const FIXED_AXES =
  'When samples change, the axes stay as they are. Type other numbers above to see all samples.';

/** Text over both columns of the panel and so many rows. */
function paragraph(sheet: Worksheet, row: number, text: string, rows: number): void {
  sheet.mergeCells(row, labelColumn, row + rows - 1, valueColumn);
  put(sheet, row, labelColumn, text, STYLES.smallText);
}

function input(sheet: Worksheet, row: number, label: string, value: number): void {
  put(sheet, row, labelColumn, label, STYLES.label);
  put(sheet, row, valueColumn, value, STYLES.input);
}

/** What colours and marks mean, below the inputs. */
export function addLegend(
  sheet: Worksheet,
  plan: Plan,
  { axes, choice, marks, targetsColumn }: SurfaceLayout,
) {
  const { network } = plan;
  let row = SURFACE.firstAxisRow + 2 * axes.length + 2;
  put(sheet, row++, labelColumn, 'How to read it', STYLES.subheading);
  const say = (text: string, rows: number) => {
    paragraph(sheet, row, text, rows);
    row += rows;
  };
  if (choice) {
    say(
      'Colour: with 0 as the shown output, the number of the largest one; else the value of the shown one.',
      3,
    );
  } else {
    say(`Colour: the value of ${outputTitle(plan, 0)}, as the scale at the right says.`, 2);
  }
  if (targetsColumn !== null) {
    say(
      'The scale runs from the least to the greatest target; a value beyond has the colour of that end.',
      3,
    );
  }
  const where = 'the samples, each on the square nearest to it';
  if (marks.kind === 'classes') say(`Numbers: ${where}, by their classes.`, 2);
  else if (marks.kind === 'alike') say(`◆ ${where}.`, 2);
  else {
    const side = marks.threshold === 0.5 ? '½' : '0';
    const which = choice ? ' of the shown output' : '';
    say(`● target${which} at least ${side}, ○ below: ${where}.`, 3);
  }
  say(FIXED_AXES, 4);
  if (!choice) return;
  const { length } = network.targets;
  const listed = length > MOST_LISTED ? MOST_LISTED - 1 : length;
  for (let j = 0; j < listed; j++) {
    put(sheet, row++, labelColumn, `${j + 1}  ${outputTitle(plan, j)}`, STYLES.label);
  }
  if (listed < length) put(sheet, row, labelColumn, `… ${length}`, STYLES.label);
}

/** Moves the selected step from here, in Excel and LibreOffice. */
export function surfaceScrollBar(plan: Plan): ScrollBar[] {
  const { barRow } = SURFACE;
  return stepScrollBar(plan, {
    from: { column: labelColumn, row: barRow },
    to: { column: valueColumn, row: barRow },
  });
}

/** An input of the panel, in the formulas of its sheet. */
export const panelCell = (row: number) => cellAddress(valueColumn, row, { absolute: 'both' });
