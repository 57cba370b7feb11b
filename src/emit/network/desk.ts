import type { Style, Worksheet } from 'exceljs';
import { cellAddress } from '../../layout/address.ts';
import { printAt } from '../../layout/place.ts';
import type { Plan } from '../../layout/plan.ts';
import { NAMES, NETWORK, SHEETS } from '../../layout/sheets.ts';
import { type Ref, ref } from '../../network/ref.ts';
import type { Run } from '../../numeric/value.ts';
import { at, f } from '../../symbolic/formula.ts';
import { verdictFormula } from '../../symbolic/verdict.ts';
import { SCROLL_BAR_LIMIT, type ScrollBar } from '../parts/form-control.ts';
import { selectedValue } from '../selected.ts';
import { acceptNumber, acceptWholeNumber, type Content, heading, put } from '../sheet.ts';
import { STYLES } from '../theme.ts';

const { labelColumn, valueColumn, noteColumn } = NETWORK;

/** The control desk: what may be changed, and what comes of it. */
export function addDesk(sheet: Worksheet, plan: Plan, run: Run, proof: string): void {
  const { network, deskEndRow } = plan;
  input(sheet, NETWORK.etaRow, 'Learning rate η', network.learningRate, {
    note: 'how far each step goes: w ← w − η·∂E/∂w',
    prompt: 'How far each step goes: w ← w − η·∂E/∂w. Any number.',
  });
  input(sheet, NETWORK.toleranceRow, 'Tolerance', network.tolerance, {
    note: 'converged once E_total stays at or below this',
    prompt: 'A run has converged once E_total stays at or below this.',
  });
  selectedStep(sheet, plan);
  addOutcome(sheet, plan, run, proof);
  addGiven(sheet, plan, 'Inputs', 'input', network.inputs);
  addGiven(sheet, plan, 'Targets', 'target', network.targets);
  put(
    sheet,
    deskEndRow,
    labelColumn,
    { text: 'The starting weights are the blue row of Training', sheet: SHEETS.training },
    STYLES.link,
  );
}

function selectedStep(sheet: Worksheet, { network, selectedStep }: Plan): void {
  const title = 'Selected step';
  put(sheet, NETWORK.selectedStepRow, labelColumn, title, STYLES.label);
  put(sheet, NETWORK.selectedStepRow, valueColumn, selectedStep, STYLES.input);
  acceptWholeNumber(sheet, NETWORK.selectedStepRow, valueColumn, {
    title,
    prompt: `The step that the pictures and lines below show: 0 to ${network.steps}.`,
    from: 0,
    to: network.steps,
  });
  put(sheet, NETWORK.selectedStepRow, noteColumn, `0 to ${network.steps}`, STYLES.note);
}

/** A scroll bar beside the selected step, for Excel; none if there are more steps than it counts. */
export function stepScrollBar({ network, selectedStep }: Plan): ScrollBar[] {
  if (network.steps > SCROLL_BAR_LIMIT) return [];
  const row = NETWORK.selectedStepRow;
  return [
    {
      name: 'Step',
      altText: 'Scroll bar that sets the selected step',
      from: { column: noteColumn + 1, row },
      to: { column: noteColumn + 2, row },
      link: cellAddress(valueColumn, row, { sheet: SHEETS.network, absolute: 'both' }),
      max: network.steps,
      value: selectedStep,
    },
  ];
}

function addOutcome(sheet: Worksheet, plan: Plan, run: Run, proof: string): void {
  const { network, training } = plan;
  const { trace, diagnosis } = run;
  const outcome = (
    row: number,
    text: string,
    content: Content,
    style: Partial<Style> = STYLES.linked,
  ) => {
    put(sheet, row, labelColumn, text, STYLES.label);
    put(sheet, row, valueColumn, content, style);
  };
  const verdict = printAt(verdictFormula(), training, { sheet: SHEETS.network });
  outcome(
    NETWORK.verdictRow,
    'Verdict',
    { formula: verdict, result: diagnosis.verdict },
    STYLES.verdict,
  );
  outcome(
    NETWORK.proofRow,
    'Gradient check',
    { formula: NAMES.proof, result: proof },
    STYLES.verdict,
  );
  for (const [row, step, where] of [
    [NETWORK.firstLossRow, 0, 'first'],
    [NETWORK.lastLossRow, network.steps, 'last'],
  ] as const) {
    const formula = printAt(f`${at(ref('total'), where)}`, training, { sheet: SHEETS.network });
    outcome(row, `E_total at step ${step}`, { formula, result: trace.totals[step] });
  }
  outcome(NETWORK.selectedLossRow, 'E_total, selected', selectedValue(plan, run, ref('total')));
}

function addGiven(
  sheet: Worksheet,
  plan: Plan,
  title: string,
  kind: 'input' | 'target',
  values: Float64Array,
): void {
  const refs = Array.from(values, (_, j): Ref => ref(kind, 0, j));
  heading(sheet, plan.inputPlace(refs[0]).row - 1, title, NETWORK.chartColumn - 2);
  for (const [j, r] of refs.entries()) {
    const note = plan.names.meaning(r);
    input(sheet, plan.inputPlace(r).row, plan.names.of(r), values[j], {
      note,
      prompt: `${note}: any number.`,
    });
  }
}

function input(
  sheet: Worksheet,
  row: number,
  title: string,
  value: number,
  { note, prompt }: { note: string; prompt: string },
): void {
  put(sheet, row, labelColumn, title, STYLES.label);
  put(sheet, row, valueColumn, value, STYLES.input);
  put(sheet, row, noteColumn, note, STYLES.note);
  acceptNumber(sheet, row, valueColumn, { title, prompt });
}
