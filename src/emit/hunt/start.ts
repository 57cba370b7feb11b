import type { Workbook } from 'exceljs';
import type { HuntPlan } from '../../layout/hunt.ts';
import { SHEETS } from '../../layout/sheets.ts';
import { specToYaml } from '../../spec/print.ts';
import { addSheet, heading, put } from '../sheet.ts';
import { shapeLines } from '../startParameters.ts';
import { TABS } from '../theme/colours.ts';
import { STYLES } from '../theme/styles.ts';

/** What `Start` says besides the plan. */
export interface HuntFacts {
  /** How many mistakes there are to find. */
  readonly mistakes: number;
  readonly version: string;
}

/** The first sheet: what is to be found, and where to look. */
export function addHuntStart(workbook: Workbook, plan: HuntPlan, facts: HuntFacts): void {
  const { network } = plan;
  const { mistakes } = facts;
  const what = mistakes === 1 ? 'a mistake' : `${mistakes} mistakes`;
  const sheet = addSheet(workbook, SHEETS.start, {
    tab: TABS.start,
    title: `${network.spec.name}: find the mistake`,
    purpose: `This workbook trains a neural network with live formulas, and ${what} of the kind that people make ${mistakes === 1 ? 'is' : 'are'} in them.`,
    widths: [20, 26, 78],
    landscape: false,
  });
  let row = 4;
  const section = (title: string) => heading(sheet, row++, title, 3);
  section('What to do');
  const lines = [
    mistakes === 1
      ? 'Some column of Training does not compute what its header says. Which one, and what should it compute?'
      : `${mistakes} columns or pairs of columns of Training do not compute what their headers say. Which ones, and what should they compute?`,
    'Write down each formula by hand: the forward pass, the errors, the chain rule, the gradients, the updates.',
    'Compare with the formulas of the cells. A slip may stand in the first row already, or from the second row on.',
    'The loss may fall all the same. To measure a gradient, change a weight of the first row a little and see how the loss moves.',
  ];
  for (const [i, line] of lines.entries()) put(sheet, row++, 1, `${i + 1}.  ${line}`, STYLES.label);
  row++;
  section('Contents');
  for (const [name, about] of [
    [SHEETS.training, 'every value of every step, with its formula'],
    [SHEETS.charts, 'the loss, the weights and the gradients'],
  ] as const) {
    put(sheet, row, 1, { text: name, sheet: name }, STYLES.link);
    put(sheet, row++, 2, about, STYLES.remark);
  }
  row++;
  section('The network');
  for (const [name, value, note] of shapeLines(plan)) {
    put(sheet, row, 1, name, STYLES.label);
    put(sheet, row, 2, value, STYLES.fact);
    put(sheet, row++, 3, note || null, STYLES.note);
  }
  row++;
  section('Its description');
  put(
    sheet,
    row++,
    1,
    `What a workbook without mistakes is made from by gradsheet ${facts.version}.`,
    STYLES.note,
  );
  for (const line of specToYaml(network.spec, { rows: 'one' }).trimEnd().split('\n')) {
    put(sheet, row++, 1, line, STYLES.code);
  }
}
