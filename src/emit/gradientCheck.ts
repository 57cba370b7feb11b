import type { Style, Workbook, Worksheet } from 'exceljs';
import { CHECK, type CheckLayout, type CheckRow } from '../layout/gradientCheck.ts';
import type { Plan } from '../layout/plan.ts';
import { NAMES, SHEETS } from '../layout/sheets.ts';
import { gradientOf } from '../network/parameters.ts';
import { ref } from '../network/ref.ts';
import {
  BEND,
  type CheckedGradient,
  proofOf,
  roundOff,
  sampleRemark,
  sizesIn,
} from '../numeric/check.ts';
import { columnOf, type Run } from '../numeric/value.ts';
import { cellAddress } from '../xlsx/address.ts';
import { atSelectedStep, type Selected } from './selected.ts';
import { acceptNumber, addSheet, put, refuseTyping } from './sheet.ts';
import { TABS } from './theme/colours.ts';
import { ROLE_STYLES, STYLES } from './theme/styles.ts';

/** By how much a parameter of size up to 1 is moved, unless the reader types another width. */
export const DEFAULT_WIDTH = 1e-5;

const COLUMNS: readonly (readonly [column: number, header: string, width: number])[] = [
  [CHECK.parameter, 'parameter', 14],
  [CHECK.value, 'value', 14],
  [CHECK.analytic, '∂E by chain rule', 17],
  [CHECK.estimate, '(E₊ − E₋) / 2Δ', 17],
  [CHECK.difference, 'difference', 15],
  [CHECK.allowed, 'allowed', 15],
  [CHECK.mark, 'proven', 10],
  [CHECK.reason, 'remark', 18],
  [CHECK.width, 'Δ', 12],
  [CHECK.kinks, 'kinks crossed', 14],
];

/** The proof of every gradient by the definition of a derivative, in live formulas. */
export function addGradientCheck(
  workbook: Workbook,
  plan: Plan,
  selected: Selected,
  checks: readonly CheckedGradient[],
): void {
  const { check, names } = plan;
  const sheet = addSheet(workbook, SHEETS.gradientCheck, {
    tab: TABS.gradientCheck,
    title: 'Gradient check',
    purpose:
      'Is the chain rule right? Each parameter is moved a little to both sides, the whole forward pass is computed again, and the slope of E_total is compared.',
    widths: widthsOf(check),
    frozen: { rows: CHECK.headerRow, columns: CHECK.parameter },
  });
  addSettings(sheet, plan, selected, checks);
  addValues(sheet, plan, selected);
  for (const [column, header] of COLUMNS) {
    put(sheet, CHECK.headerRow, column, header, STYLES.stepHeader);
  }
  for (const [side, sign] of [
    ['plus', '+'],
    ['minus', '−'],
  ] as const) {
    const title = `Forward pass at w ${sign} Δ`;
    for (const [i, { ref: r, column }] of check.rows[0].passes[side].entries()) {
      const styles = ROLE_STYLES[r.kind === 'total' || r.kind === 'error' ? 'error' : 'forward'];
      put(sheet, CHECK.bandRow, column, i === 0 ? title : null, styles.band);
      put(sheet, CHECK.headerRow, column, names.of(r), styles.header);
    }
  }
  for (const [index, row] of check.rows.entries()) addRow(sheet, plan, row, checks[index]);
}

function addSettings(
  sheet: Worksheet,
  plan: Plan,
  selected: Selected,
  checks: readonly CheckedGradient[],
): void {
  const { check, network, selectedStep } = plan;
  const { settingColumn } = CHECK;
  const setting = (row: number, text: string, note: string) => {
    put(sheet, row, 1, text, STYLES.label);
    put(sheet, row, settingColumn + 1, note, STYLES.note);
  };
  setting(CHECK.stepRow, 'Step', 'the selected step, chosen on Network');
  put(
    sheet,
    CHECK.stepRow,
    settingColumn,
    { formula: NAMES.selectedStep, result: selectedStep },
    STYLES.linked,
  );
  refuseTyping(sheet, CHECK.stepRow, settingColumn, 'Please change the step on the sheet Network.');

  setting(CHECK.widthRow, 'h', 'a parameter w is moved by Δ = h · max(1, |w|)');
  put(sheet, CHECK.widthRow, settingColumn, DEFAULT_WIDTH, STYLES.input);
  acceptNumber(sheet, CHECK.widthRow, settingColumn, {
    title: 'h',
    prompt: 'How far each parameter is moved, relative to its size: a small positive number.',
    from: 1e-300,
  });

  const which = network.batches ? ' and sample' : '';
  setting(CHECK.lossRow, 'E_total', `at the selected step${which}`);
  const total = selected(ref('total'));
  const { formula } = atSelectedStep(plan, ref('total'));
  put(sheet, CHECK.lossRow, settingColumn, { formula, result: total }, STYLES.linked);

  setting(CHECK.roundOffRow, 'Round-off of E', roundOffNote(network));
  const loss = cellAddress(settingColumn, CHECK.lossRow);
  const sizes = sizesIn(network).map((r) => `ABS(${atSelectedStep(plan, r).formula})`);
  const known = network.loss.net ? '1' : `SQRT(2*${loss})`;
  const scale = sizes.length === 0 ? '' : `*(1+${sizes.join('+')})`;
  put(
    sheet,
    CHECK.roundOffRow,
    settingColumn,
    { formula: `100/2^52*(${loss}+${known}${scale})`, result: roundOff(network, total, selected) },
    STYLES.value,
  );

  put(sheet, CHECK.proofRow, 1, 'Result', STYLES.label);
  const marks = columnRange(CHECK.mark, check);
  const sample = sampleRemark(check.rows.length, check.parameterCount);
  const wrong = `COUNTIF(${marks},"✗")`;
  const unclear = `COUNTIF(${marks},"–")`;
  put(
    sheet,
    CHECK.proofRow,
    settingColumn,
    {
      formula:
        `${targetsFirst(plan)}IF(${wrong}>0,${wrong}&" of ${check.rows.length} gradients are wrong",` +
        `IF(${unclear}=${check.rows.length},"no gradient can be checked at this step",` +
        `"all "&COUNTIF(${marks},"✓")&" gradients proven"&` +
        `IF(${unclear}>0,", "&${unclear}&" cannot be checked here","")${sample && `&"${sample}"`}))${targetsFirst(plan) && ')'}`,
      result: proofOf(checks, check.parameterCount),
    },
    STYLES.verdict,
  );
  const checked =
    check.parameterCount > check.rows.length
      ? `A sample of ${check.rows.length} of the ${check.parameterCount} parameters, drawn with seed 1.`
      : `All ${network.layers.some((l) => l.biases) ? 'weights and biases' : 'weights'} of the network.`;
  put(
    sheet,
    CHECK.sampleRow,
    1,
    `${checked} Allowed: 1e-4 of the gradient, or of its change within Δ if that is larger (the quotient’s own error is far below it), plus the round-off of E divided by Δ.`,
    STYLES.purpose,
  );
}

/**
 * Says so, before anything else, where the targets of a sample have been changed and no longer add up
 * to 1, as softmax with cross-entropy takes for granted.
 */
function targetsFirst({ network, check }: Plan): string {
  const { loss } = network;
  if (!loss.net || loss.classes !== 'largest') return '';
  const targets = check.values.filter(({ ref: r }) => r.kind === 'target');
  const cell = ({ column }: { column: number }) =>
    cellAddress(column, CHECK.valueRow, { absolute: 'both' });
  const sum = `SUM(${cell(targets[0])}:${cell(targets[targets.length - 1])})`;
  return `IF(ABS(${sum}-1)>0.000001,"the targets of this sample do not add up to 1",`;
}

function roundOffNote({ loss, batches }: Plan['network']): string {
  if (loss.net) return 'E is known to about 100 units in the last place (2⁻⁵²) of the net inputs';
  const a = batches ? ' times the sizes of t and of the net inputs' : '';
  return `E is known to about 100 units in its last place (2⁻⁵²), and so is t − a, whose size is √(2E)${a}`;
}

function addValues(sheet: Worksheet, plan: Plan, selected: Selected): void {
  const { check, names } = plan;
  put(sheet, CHECK.valueTitleRow, 1, 'Values at the selected step', STYLES.subheading);
  for (const { ref: r, column } of check.values) {
    const role = r.kind === 'input' || r.kind === 'target' ? r.kind : 'weight';
    const { formula } = atSelectedStep(plan, r);
    const result = selected(r);
    put(sheet, CHECK.valueNameRow, column, names.of(r), ROLE_STYLES[role].header);
    put(sheet, CHECK.valueRow, column, { formula, result }, ROLE_STYLES[role].linked);
  }
}

function addRow(sheet: Worksheet, plan: Plan, layout: CheckRow, checked: CheckedGradient): void {
  const { check, names, network } = plan;
  const { row, parameter, passes } = layout;
  const cell = (column: number) => cellAddress(column, row);
  const setting = (at: number) => cellAddress(CHECK.settingColumn, at, { absolute: 'both' });
  const [value, analytic, estimate] = [CHECK.value, CHECK.analytic, CHECK.estimate].map(cell);
  const [difference, allowed, kinks] = [CHECK.difference, CHECK.allowed, CHECK.kinks].map(cell);
  const width = cell(CHECK.width);
  const total = (side: 'plus' | 'minus') => cell(passes[side][passes[side].length - 1].column);
  const [above, below] = [total('plus'), total('minus')];
  const curvature = `ABS(${above}-2*${setting(CHECK.lossRow)}+${below})/${width}`;
  const known = `COUNTIF(${difference}:${allowed},"<"&10^300)`;
  const computed = (
    column: number,
    formula: string,
    result: number | string,
    style: Partial<Style> = STYLES.value,
  ) => put(sheet, row, column, { formula, result }, style);

  put(sheet, row, CHECK.parameter, names.of(parameter), STYLES.stepHeader);
  const place = check.values.find(({ ref: r }) => names.of(r) === names.of(parameter))!;
  computed(
    CHECK.value,
    cellAddress(place.column, CHECK.valueRow, { absolute: 'row' }),
    checked.value,
  );
  computed(
    CHECK.analytic,
    atSelectedStep(plan, gradientOf(parameter)).formula,
    checked.analytic,
    STYLES.linked,
  );
  computed(CHECK.estimate, `(${above}-${below})/(2*${width})`, checked.estimate);
  computed(CHECK.difference, `ABS(${analytic}-${estimate})`, checked.difference);
  computed(
    CHECK.allowed,
    `0.0001*MAX(ABS(${analytic}),${curvature})+${setting(CHECK.roundOffRow)}/${width}`,
    checked.allowed,
  );
  const bends = `${curvature}>${BEND}*MAX(ABS(${analytic}),ABS(${estimate}))`;
  computed(
    CHECK.mark,
    `IF(${known}<2,"–",IF(${kinks}>0,"–",IF(${difference}<=${allowed},"✓",IF(${bends},"–","✗"))))`,
    checked.mark,
    STYLES.mark,
  );
  computed(
    CHECK.reason,
    `IF(${known}<2,"not finite",IF(${kinks}>0,"crosses a kink",IF(${difference}<=${allowed},"",IF(${bends},"bends within Δ",""))))`,
    reasonOf(checked),
    STYLES.note,
  );
  computed(CHECK.width, `${setting(CHECK.widthRow)}*MAX(1,ABS(${value}))`, checked.width);
  computed(CHECK.kinks, kinksFormula(layout, network, cell), checked.kinks);
  for (const side of ['plus', 'minus'] as const) {
    const run = { trace: checked[side] } as Run;
    for (const { ref: r, column, formula } of passes[side]) {
      const role = r.kind === 'total' || r.kind === 'error' ? 'error' : 'forward';
      computed(column, formula, columnOf(run, r)(0), ROLE_STYLES[role].value);
    }
  }
}

function reasonOf({ difference, allowed, kinks, mark }: CheckedGradient): string {
  if (!(difference < 1e300 && allowed < 1e300)) return 'not finite';
  if (kinks > 0) return 'crosses a kink';
  return mark === '–' ? 'bends within Δ' : '';
}

/** Counts the units whose net input lies on different sides of a kink in the two passes. */
function kinksFormula(
  { passes }: CheckRow,
  { layers }: Plan['network'],
  cell: (column: number) => string,
): string {
  const tests = passes.plus.flatMap(({ ref: r, column }, i) => {
    if (r.kind !== 'net') return [];
    const [above, below] = [cell(column), cell(passes.minus[i].column)];
    return layers[r.layer].activation.kinks.map(
      (kink) =>
        `(${above}<>${below})*(MIN(${above},${below})<=${kink})*(MAX(${above},${below})>=${kink})`,
    );
  });
  return tests.length === 0 ? '0' : tests.join('+');
}

function columnRange(column: number, { lastRow }: CheckLayout): string {
  const first = cellAddress(column, CHECK.firstRow, { absolute: 'both' });
  return `${first}:${cellAddress(column, lastRow, { absolute: 'both' })}`;
}

function widthsOf({ lastColumn, values }: CheckLayout): number[] {
  const widths = Array<number>(Math.max(lastColumn, values.length)).fill(14);
  for (const [column, , width] of COLUMNS) widths[column - 1] = width;
  return widths;
}
