import type { Workbook } from 'exceljs';
import { cellAddress } from '../layout/address.ts';
import { printAt } from '../layout/place.ts';
import type { Plan } from '../layout/plan.ts';
import { NAMES, NETWORK, SHEETS } from '../layout/sheets.ts';
import { type Ref, ref } from '../network/ref.ts';
import type { Run } from '../numeric/value.ts';
import { at, f } from '../symbolic/formula.ts';
import { verdictFormula } from '../symbolic/verdict.ts';
import { acceptNumber, addSheet, put } from './sheet.ts';
import { STYLES, TABS } from './theme.ts';

/** The control desk: what may be changed, and what comes of it. */
export function addNetwork(workbook: Workbook, plan: Plan, { trace, diagnosis }: Run): void {
  const { network, training, names } = plan;
  const { labelColumn, valueColumn, noteColumn } = NETWORK;
  const sheet = addSheet(workbook, SHEETS.network, {
    tab: TABS.network,
    title: network.spec.name,
    purpose: 'The control desk: change a blue number and watch every sheet follow.',
    widths: [20, 14, 46, 4],
  });
  const label = (row: number, text: string) => put(sheet, row, labelColumn, text, STYLES.label);
  const note = (row: number, text: string) => put(sheet, row, noteColumn, text, STYLES.note);
  const input = (row: number, text: string, value: number, prompt: string) => {
    label(row, text);
    put(sheet, row, valueColumn, value, STYLES.input);
    acceptNumber(sheet, row, valueColumn, { title: text, prompt });
  };

  input(
    NETWORK.etaRow,
    'Learning rate η',
    network.learningRate,
    'How far each step goes: w ← w − η·∂E/∂w. Any number.',
  );
  note(NETWORK.etaRow, 'how far each step goes: w ← w − η·∂E/∂w');
  input(
    NETWORK.toleranceRow,
    'Tolerance',
    network.tolerance,
    'A run has converged once E_total stays at or below this.',
  );
  note(NETWORK.toleranceRow, 'converged once E_total stays at or below this');

  label(NETWORK.verdictRow, 'Verdict');
  const verdict = printAt(verdictFormula(), training, { sheet: SHEETS.network });
  put(
    sheet,
    NETWORK.verdictRow,
    valueColumn,
    { formula: verdict, result: diagnosis.verdict },
    STYLES.verdict,
  );
  for (const [row, step, where] of [
    [NETWORK.firstLossRow, 0, 'first'],
    [NETWORK.lastLossRow, network.steps, 'last'],
  ] as const) {
    label(row, `E_total at step ${step}`);
    const formula = printAt(f`${at(ref('total'), where)}`, training, { sheet: SHEETS.network });
    put(sheet, row, valueColumn, { formula, result: trace.totals[step] }, STYLES.linked);
  }

  const list = (title: string, kind: 'input' | 'target', values: Float64Array) => {
    const refs = Array.from(values, (_, j): Ref => ref(kind, 0, j));
    const first = plan.inputPlace(refs[0]).row;
    for (let column = labelColumn; column <= noteColumn; column++) {
      put(sheet, first - 1, column, column === labelColumn ? title : null, STYLES.heading);
    }
    for (const [j, r] of refs.entries()) {
      const { row } = plan.inputPlace(r);
      input(row, names.of(r), values[j], `${names.meaning(r)}: any number.`);
      note(row, names.meaning(r));
    }
  };
  list('Inputs', 'input', network.inputs);
  list('Targets', 'target', network.targets);
  put(
    sheet,
    plan.networkEndRow,
    labelColumn,
    { text: 'The starting weights are the blue row of Training', sheet: SHEETS.training },
    STYLES.link,
  );

  for (const [name, row] of [
    [NAMES.eta, NETWORK.etaRow],
    [NAMES.tolerance, NETWORK.toleranceRow],
    [NAMES.verdict, NETWORK.verdictRow],
  ] as const) {
    workbook.definedNames.add(
      cellAddress(valueColumn, row, { sheet: SHEETS.network, absolute: 'both' }),
      name,
    );
  }
}
