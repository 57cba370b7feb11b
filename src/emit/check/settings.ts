import type { Worksheet } from 'exceljs';
import { ALLOWED, DEFAULT_MOVE } from '../../functions/gradient-check.ts';
import { CHECK, settingCell } from '../../layout/check/layout.ts';
import type { Plan } from '../../layout/plan.ts';
import { NAMES } from '../../layout/sheets.ts';
import type { Checked } from '../../numeric/check/check.ts';
import { move, small } from '../../symbolic/cells/check.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { acceptNumber, put, refuseTyping } from '../sheet.ts';
import type { NumberFormat } from '../theme/formats.ts';
import { STYLES, shownAs } from '../theme/styles.ts';
import { rowOnTraining, trainingRowFormula } from './sources.ts';
import { forwardClause, gradientsClause, proofClause, rowsClause } from './words.ts';

/** What stands above the table: what is checked, how far parameters are moved, and the result. */
export function addCheckSettings(sheet: Worksheet, plan: Plan, checked: Checked): void {
  const { check, network, selectedStep } = plan;
  const { settingColumn } = CHECK;
  const setting = (
    row: number,
    text: string,
    content: { formula: string; result: number | string },
    note: string,
    format: NumberFormat = 'number',
  ) => {
    put(sheet, row, 1, text, STYLES.label);
    put(
      sheet,
      row,
      settingColumn,
      content,
      typeof content.result === 'string' ? STYLES.remark : shownAs(STYLES.value, format),
    );
    put(sheet, row, settingColumn + 1, note || null, STYLES.note);
  };
  const samples = plan.data ? ' and sample' : '';
  setting(
    CHECK.stepRow,
    'Step',
    { formula: NAMES.selectedStep, result: selectedStep },
    `the selected step${samples}, chosen on Network`,
    'whole',
  );
  refuseTyping(sheet, CHECK.stepRow, settingColumn, 'Please change the step on the sheet Network.');
  setting(
    CHECK.trainingRow,
    'Row of Training',
    { formula: trainingRowFormula(plan), result: rowOnTraining(plan) },
    plan.data
      ? 'counted from its first; 0: the sample is not in the batch of this step'
      : 'counted from its first',
    'whole',
  );
  put(sheet, CHECK.hRow, 1, 'h', STYLES.label);
  put(sheet, CHECK.hRow, settingColumn, DEFAULT_MOVE, STYLES.input);
  put(
    sheet,
    CHECK.hRow,
    settingColumn + 1,
    'how far net inputs are moved at most; try less where E bends within Δ, more where round-off hides the slope',
    STYLES.note,
  );
  acceptNumber(sheet, CHECK.hRow, settingColumn, {
    title: 'h',
    prompt: 'How far net inputs are moved at most: a small number.',
    from: 1e-300,
  });
  const firstError = check.forward.findIndex(({ ref }) => ref.kind === 'error');
  const slopeAt = (output: number) =>
    cellAddress(check.passColumns.plus + firstError + output, CHECK.reachRow);
  const slopes = `${slopeAt(0)}:${slopeAt(network.targets.length - 1)}`;
  setting(
    CHECK.moveRow,
    'Move',
    {
      formula: move(settingCell(CHECK.hRow), slopes, network.loss),
      result: checked.bounds.move,
    },
    'h, less where the errors are small; Δ moves the net input that moves most by this much',
  );
  const column = `${cellAddress(CHECK.narrow, CHECK.firstRow)}:${cellAddress(CHECK.narrow, check.lastRow)}`;
  setting(
    CHECK.smallRow,
    'Counts as 0',
    {
      formula: small(column),
      result: checked.small,
    },
    'a millionth of the largest slope, or of 1',
  );
  setting(CHECK.gradientsRow, 'Gradients', gradientsClause(plan, checked), '');
  setting(CHECK.forwardRow, 'Forward pass', forwardClause(plan), '');
  setting(CHECK.rowsRow, 'Every row', rowsClause(plan, checked), '');
  put(sheet, CHECK.proofRow, 1, 'Result', STYLES.label);
  put(sheet, CHECK.proofRow, settingColumn, proofClause(plan, checked), STYLES.verdictBeside);
  const which =
    check.parameterCount > check.rows.length
      ? `A sample of ${check.rows.length} of the ${check.parameterCount} parameters, drawn with seed 1.`
      : `All ${network.layers.some((l) => l.biases) ? 'weights and biases' : 'weights'} of the network.`;
  const about = `${which} Allowed: ${ALLOWED.words} of the slope, twice what the slopes at Δ and 2Δ differ by, and the round-off of E divided by Δ. Where the last two are more than a hundredth of the slope, it proves nothing: –.`;
  // Over two lines, so that it is not cut where a laptop's screen ends.
  sheet.mergeCells(CHECK.aboutRow, 1, CHECK.aboutRow, CHECK.width);
  sheet.getRow(CHECK.aboutRow).height = 28;
  put(sheet, CHECK.aboutRow, 1, about, STYLES.smallText);
}
