import type { Plan } from '../layout/plan.ts';
import { WAYS } from '../layout/sheets.ts';
import { parametersOf } from '../network/parameters.ts';
import { followedRowFormula } from './followed.ts';
import { type Open, put } from './sheet.ts';
import { STYLES } from './theme/styles.ts';

/** `Ways`: what may be followed, and the ways from the loss back to it. `Network` looks them up here. */
export function addWays(open: Open, plan: Plan): void {
  const { names, network, ways } = plan;
  const sheet = open({
    title: 'Ways',
    purpose:
      'The weights and biases that can be followed on Network. Nothing to change here: choose one on Network.',
    widths: [14, 40],
  });
  const row = { formula: followedRowFormula(plan), result: ways.followedRow };
  put(sheet, WAYS.followedRow, 1, 'followed', STYLES.label);
  put(sheet, WAYS.followedRow, WAYS.settingColumn, row, STYLES.linked);
  const about =
    'the row of what is followed, counted from the first; 0: there is none of that name';
  put(sheet, WAYS.followedRow, WAYS.settingColumn + 1, about, STYLES.note);
  put(sheet, WAYS.headerRow, WAYS.nameColumn, 'name', STYLES.stepHeader);
  put(sheet, WAYS.headerRow, WAYS.meaningColumn, 'what it is', STYLES.stepHeader);
  for (const [i, r] of parametersOf(network).entries()) {
    put(sheet, WAYS.firstRow + i, WAYS.nameColumn, names.of(r), STYLES.label);
    put(sheet, WAYS.firstRow + i, WAYS.meaningColumn, names.meaning(r), STYLES.note);
  }
}
