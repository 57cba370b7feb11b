import type { Style, Worksheet } from 'exceljs';
import { printAt } from '../../layout/place.ts';
import type { Plan } from '../../layout/plan.ts';
import { NAMES, NETWORK, SHEETS, WAYS } from '../../layout/sheets.ts';
import { rowOfStep } from '../../network/batches.ts';
import type { Run } from '../../numeric/run.ts';
import { columnOf } from '../../numeric/value.ts';
import { lossRef, type Ref, ref, refKey } from '../../ref.ts';
import { lossWords } from '../../symbolic/kinds.ts';
import { verdictFormula } from '../../symbolic/verdict.ts';
import { cellAddress, columnRange } from '../../xlsx/address.ts';
import { SCROLL_BAR_LIMIT, type ScrollBar } from '../../xlsx/writer/form-control.ts';
import type { Facts } from '../facts.ts';
import { followedNote } from '../followed.ts';
import { remarkOn } from '../remarks.ts';
import { type Selected, selectedValue } from '../selected.ts';
import { ifSample, ifStep } from '../selection.ts';
import {
  acceptListed,
  acceptNumber,
  acceptWholeNumber,
  type CellContent,
  heading,
  put,
} from '../sheet.ts';
import { STYLES } from '../theme/styles.ts';

const { labelColumn, valueColumn, noteColumn } = NETWORK;

/** The control desk: what may be changed, and what comes of it. */
export function addDesk(sheet: Worksheet, { plan, run, selected, proof }: Facts): void {
  const { network, desk } = plan;
  const loss = lossWords(network);
  const rule = `w ← ${ruleOf(plan)}`;
  input(sheet, NETWORK.etaRow, `Learning rate ${plan.names.of(ref('eta'))}`, network.learningRate, {
    note: `how far each step goes: ${rule}`,
    prompt: `How far each step goes: ${rule}. Any number.`,
  });
  input(sheet, NETWORK.toleranceRow, 'Tolerance', network.tolerance, {
    note: `converged once ${loss} stays at or below this`,
    prompt: `A run has converged once ${loss} stays at or below this.`,
  });
  selectedStep(sheet, plan);
  if (plan.data) selectedSample(sheet, plan);
  addFollow(sheet, plan);
  addOutcome(sheet, plan, { run, selected, proof });
  addGiven(sheet, plan, selected, 'Inputs', 'input', network.inputs);
  addGiven(sheet, plan, selected, 'Targets', 'target', network.targets);
  addSettings(sheet, plan);
  put(
    sheet,
    desk.endRow,
    labelColumn,
    { text: 'The starting weights are the blue row of Training', sheet: SHEETS.training },
    STYLES.link,
  );
}

/** The update of any weight, as the optimizer has it. */
function ruleOf({ network, names }: Plan): string {
  const { optimizer, settings } = network.descent;
  const words: Record<string, string> = {
    w: 'w',
    g: network.descent.penalties.length > 0 ? 'g' : `${network.hasData ? 'mean ' : ''}∂E/∂w`,
    eta: 'η',
    ...Object.fromEntries(optimizer.states.map(({ key, symbol }) => [key, symbol])),
    ...Object.fromEntries(settings.map(({ key }, i) => [key, names.of(ref('setting', 0, i))])),
  };
  return optimizer.update.text.replace(/\{(\w+)\}/g, (_, key) => words[key]);
}

function selectedStep(sheet: Worksheet, plan: Plan): void {
  const { network, selectedStep } = plan;
  const title = 'Selected step';
  put(sheet, NETWORK.selectedStepRow, labelColumn, title, STYLES.label);
  put(sheet, NETWORK.selectedStepRow, valueColumn, selectedStep, STYLES.input);
  acceptWholeNumber(sheet, NETWORK.selectedStepRow, valueColumn, {
    title,
    prompt: 'The step that the pictures and lines below show.',
    from: 0,
    to: network.steps,
  });
  const about = `0 to ${network.steps}`;
  const content = { formula: ifStep(plan, `"${about}"`), result: about };
  put(sheet, NETWORK.selectedStepRow, noteColumn, content, STYLES.note);
}

function selectedSample(sheet: Worksheet, plan: Plan): void {
  const { network, selectedSample } = plan;
  const title = 'Selected sample';
  const row = NETWORK.selectedSampleRow;
  const { length } = network.samples;
  put(sheet, row, labelColumn, title, STYLES.label);
  put(sheet, row, valueColumn, selectedSample + 1, STYLES.input);
  acceptWholeNumber(sheet, row, valueColumn, {
    title,
    prompt: 'The sample on Data that the pictures and lines below show.',
    from: 1,
    to: length,
  });
  const about = `1 to ${length}, as numbered on Data`;
  const content = { formula: ifSample(plan, `"${about}"`), result: about };
  put(sheet, row, noteColumn, content, STYLES.note);
}

function addFollow(sheet: Worksheet, plan: Plan): void {
  const { names, desk, ways } = plan;
  const [row, title] = [desk.followRow, 'Follow'];
  put(sheet, row, labelColumn, title, STYLES.label);
  put(sheet, row, valueColumn, names.of(ways.all[0]), STYLES.input);
  put(sheet, row, noteColumn, followedNote(plan), STYLES.note);
  acceptListed(sheet, row, valueColumn, {
    title,
    prompt: 'The weight or bias whose chain rule is told.',
    range: columnRange(SHEETS.ways, WAYS.nameColumn, ways.firstRow, ways.lastParameterRow),
  });
}

/** The hyper-parameters of optimizer and schedule, each in a cell that formulas call by name. */
function addSettings(sheet: Worksheet, { network, desk }: Plan): void {
  const { settingTitleRow } = desk;
  if (settingTitleRow === null) return;
  const { settings } = network.descent;
  const titles = { optimizer: 'Optimizer', schedule: 'Schedule' };
  const title = [...new Set(settings.map((each) => titles[each.of]))].join(' and ');
  heading(sheet, settingTitleRow, title, NETWORK.chartColumn - 2);
  for (const [index, { parameter, value }] of settings.entries()) {
    const { row } = desk.placeOf(ref('setting', 0, index));
    const { cell, symbol, about, least, most, whole } = parameter;
    put(sheet, row, labelColumn, `${cell}, ${symbol}`, STYLES.label);
    put(sheet, row, valueColumn, value, STYLES.input);
    note(sheet, row, about);
    const accepted = { title: cell, prompt: `${symbol}: ${about}.`, from: least, to: most };
    if (whole) acceptWholeNumber(sheet, row, valueColumn, accepted);
    else acceptNumber(sheet, row, valueColumn, accepted);
  }
}

/** Where the scroll bar lies on `Network`: beside the selected step. */
const BESIDE_STEP = {
  from: { column: noteColumn + 1, row: NETWORK.selectedStepRow },
  to: { column: noteColumn + 2, row: NETWORK.selectedStepRow },
} as const;

/** A scroll bar that moves the selected step, for Excel; none if there are more steps than it counts. */
export function stepScrollBar(
  { network, selectedStep }: Plan,
  place: Pick<ScrollBar, 'from' | 'to'> = BESIDE_STEP,
): ScrollBar[] {
  if (network.steps > SCROLL_BAR_LIMIT) return [];
  const row = NETWORK.selectedStepRow;
  return [
    {
      name: 'Step',
      altText: 'Scroll bar that sets the selected step',
      ...place,
      link: cellAddress(valueColumn, row, { sheet: SHEETS.network, absolute: 'both' }),
      max: network.steps,
      value: selectedStep,
    },
  ];
}

function addOutcome(
  sheet: Worksheet,
  plan: Plan,
  { run, selected, proof }: { run: Run; selected: Selected; proof: string },
): void {
  const { network, training, desk } = plan;
  const { diagnosis } = run;
  const loss = lossRef(network);
  const name = lossTitle(plan);
  const outcome = (
    row: number,
    text: string,
    content: CellContent,
    style: Partial<Style> = STYLES.linked,
  ) => {
    put(sheet, row, labelColumn, text, STYLES.label);
    put(sheet, row, valueColumn, content, style);
  };
  const verdict = printAt(verdictFormula(network), training, { sheet: SHEETS.network });
  outcome(
    desk.verdictRow,
    'Verdict',
    { formula: verdict, result: diagnosis.verdict },
    STYLES.verdict,
  );
  outcome(desk.proofRow, 'Gradient check', { formula: NAMES.proof, result: proof }, STYLES.verdict);
  for (const { row, label, kind, at } of judgedLosses(plan)) {
    const formula = cellAddress(training.columnOf(ref(kind)), training.firstRow + at, {
      sheet: training.sheet,
      absolute: 'both',
    });
    outcome(row, label, { formula, result: columnOf(run, ref(kind))(at) });
  }
  outcome(desk.selectedLossRow, `${name}, selected`, selectedValue(plan, selected, loss));
  if (desk.accuracyRow === null) return;
  const accuracy = selectedValue(plan, selected, ref('accuracy'));
  outcome(desk.accuracyRow, 'Accuracy, selected', accuracy);
}

const lossTitle = ({ network, names }: Plan) =>
  network.hasData ? 'Cost' : names.of(lossRef(network));

/** The first and the last loss that the verdict judges, and their rows in the table. */
function judgedLosses(plan: Plan) {
  const { network, desk } = plan;
  const { batches, steps } = network;
  const [first, last] = [desk.firstLossRow, desk.lastLossRow];
  if (!batches.periodIsStep) {
    const { periodEnds } = batches;
    const end = periodEnds.length - 1;
    const of = (row: number, epoch: number) => ({
      row,
      label: `Cost of epoch ${epoch}`,
      kind: 'epochCost' as const,
      at: periodEnds[epoch],
    });
    return [of(first, 0), of(last, end)];
  }
  const loss = lossRef(network);
  const of = (row: number, step: number) => ({
    row,
    label: `${lossTitle(plan)} at step ${step}`,
    kind: loss.kind,
    at: rowOfStep(network, step),
  });
  return [of(first, 0), of(last, steps)];
}

function addGiven(
  sheet: Worksheet,
  plan: Plan,
  selected: Selected,
  title: string,
  kind: 'input' | 'target',
  values: Float64Array,
): void {
  const refs = Array.from(values, (_, j): Ref => ref(kind, 0, j));
  const { placeOf } = plan.desk;
  const whose = plan.data ? `${title} of the selected sample` : title;
  heading(sheet, placeOf(refs[0]).row - 1, whose, NETWORK.chartColumn - 2);
  for (const [j, r] of refs.entries()) {
    const about = `${columnName(plan, r) ?? plan.names.meaning(r)}${standardisedNote(plan, r)}`;
    const { row } = placeOf(r);
    if (plan.data) {
      put(sheet, row, labelColumn, plan.names.of(r), STYLES.label);
      put(sheet, row, valueColumn, selectedValue(plan, selected, r), STYLES.linked);
      put(sheet, row, noteColumn, `${about}, set on Data`, STYLES.note);
      continue;
    }
    input(sheet, row, plan.names.of(r), values[j], {
      note: about,
      prompt: `${about}: any number.`,
    });
  }
}

/** What the data set calls an input or target. */
function columnName({ data }: Plan, r: Ref): string | null {
  const column = data?.columns.find((each) => refKey(each.ref) === refKey(r));
  return column?.name ?? null;
}

function standardisedNote({ network }: Plan, { kind }: Ref): string {
  return kind === 'input' && network.spec.data?.standardise ? ', standardised' : '';
}

function input(
  sheet: Worksheet,
  row: number,
  title: string,
  value: number,
  { note: about, prompt }: { note: string; prompt: string },
): void {
  put(sheet, row, labelColumn, title, STYLES.label);
  put(sheet, row, valueColumn, value, STYLES.input);
  note(sheet, row, about);
  acceptNumber(sheet, row, valueColumn, { title, prompt });
}

/** What an input is for; or, while it holds no number, that it does not. */
function note(sheet: Worksheet, row: number, about: string): void {
  put(sheet, row, noteColumn, remarkOn(cellAddress(valueColumn, row), about), STYLES.note);
}
