import type { Worksheet } from 'exceljs';
import type { WideCell } from '../../layout/network/desk.ts';
import { HEIGHTS, spanWidth, TOP_ROWS } from '../../layout/network/picture/page.ts';
import { printAt } from '../../layout/place.ts';
import type { Plan } from '../../layout/plan.ts';
import { NAMES, SHEETS, WAYS } from '../../layout/sheets.ts';
import { ref } from '../../ref.ts';
import { shownSentence, shownText, showsFault } from '../../symbolic/cells/proof.ts';
import { verdictFormula } from '../../symbolic/verdict.ts';
import { cellAddress, columnRange } from '../../xlsx/address.ts';
import { SCROLL_BAR_LIMIT, type ScrollBar } from '../../xlsx/writer/form-control.ts';
import type { Facts } from '../facts.ts';
import { followedNote } from '../followed.ts';
import { remarkOn } from '../remarks.ts';
import {
  acceptListed,
  acceptNumber,
  acceptWholeNumber,
  addRules,
  type CellContent,
  put,
} from '../sheet.ts';
import { ALARM } from '../theme/rules.ts';
import { STYLES } from '../theme/styles.ts';
import { putField } from './fields.ts';
import { points } from './picture/page.ts';

/** What the wires may show. */
export const WIRES_SHOW = ['forward', 'backward'] as const;

/** The strip above the picture: what is chosen, and what came of it. */
export function addStrip(sheet: Worksheet, { plan, run, proof }: Facts): void {
  const { network, desk, training, names } = plan;
  for (const part of ['caption', 'field', 'remark'] as const) {
    sheet.getRow(TOP_ROWS[part]).height = points(HEIGHTS[part]);
  }
  const rule = `How far each step goes: w ← ${ruleOf(plan)}. Any number.`;
  const eta = `learning rate ${names.of(ref('eta'))}`;
  input(sheet, desk.eta, eta, network.learningRate);
  acceptNumber(sheet, desk.eta.row, desk.eta.column, { title: eta, prompt: rule });
  const remark = remarkOn(cellAddress(desk.eta.column, desk.eta.row));
  put(sheet, TOP_ROWS.remark, desk.eta.column, remark, STYLES.smallNote);
  addSelection(sheet, plan);
  addChoices(sheet, plan);
  caption(sheet, desk.verdict, 'verdict');
  const verdict = printAt(verdictFormula(network), training, { sheet: SHEETS.network });
  putField(
    sheet,
    desk.verdict,
    { formula: verdict, result: run.diagnosis.verdict },
    STYLES.verdictField,
  );
  const { row, column, lastColumn } = desk.proof;
  const most = mostSigns(
    spanWidth(plan.networkSheet.picture.widths, { first: column, last: lastColumn }),
  );
  const content = { formula: shownSentence(NAMES.proof, most), result: shownText(proof, most) };
  put(sheet, row, column, content, STYLES.proseOverRule);
  const cell = cellAddress(column, row, { absolute: 'both' });
  addRules(sheet, cellAddress(column, row), [
    { type: 'expression', formulae: [showsFault(cell)], style: ALARM },
  ]);
  sheet.mergeCells(row, column, TOP_ROWS.heading, lastColumn);
}

/** Of small print on two lines; an average letter takes half its size, and a line ends with a word. */
const PROOF = { lines: 2, sign: 5.8, word: 6 } as const;

function mostSigns(pixels: number): number {
  return Math.floor((PROOF.lines * pixels) / PROOF.sign) - PROOF.lines * PROOF.word;
}

function addSelection(sheet: Worksheet, { network, desk, selectedStep, selectedSample }: Plan) {
  const { row, column } = desk.selectedStep;
  input(sheet, desk.selectedStep, 'step', selectedStep);
  acceptWholeNumber(sheet, row, column, {
    title: 'Selected step',
    prompt: 'The step that the picture and the lines below it show.',
    from: 0,
    to: network.steps,
  });
  if (!desk.selectedSample) return;
  input(sheet, desk.selectedSample, 'sample', selectedSample + 1);
  acceptWholeNumber(sheet, row, desk.selectedSample.column, {
    title: 'Selected sample',
    prompt: 'The sample on Data that the picture and the lines below it show.',
    from: 1,
    to: network.samples.length,
  });
}

function addChoices(sheet: Worksheet, plan: Plan): void {
  const { desk, names, ways } = plan;
  input(sheet, desk.wiresShow, 'wires show', WIRES_SHOW[0]);
  acceptListed(sheet, desk.wiresShow.row, desk.wiresShow.column, {
    title: 'Wires show',
    prompt: 'forward: the weights; backward: their gradients ∂E/∂w. The thicker, the larger.',
    list: `"${WIRES_SHOW.join(',')}"`,
  });
  input(sheet, desk.follow, 'follow', names.of(ways.all[0]!));
  acceptListed(sheet, desk.follow.row, desk.follow.column, {
    title: 'Follow',
    prompt:
      'The weight or bias whose way to the error is lit up in the picture, and whose chain rule is told below it.',
    list: columnRange(SHEETS.ways, WAYS.nameColumn, ways.firstRow, ways.lastParameterRow),
  });
  put(sheet, TOP_ROWS.remark, desk.wiresShow.column, followedNote(plan), STYLES.smallNote);
}

function input(sheet: Worksheet, field: WideCell, text: string, content: CellContent): void {
  caption(sheet, field, text);
  putField(sheet, field, content, STYLES.bigInput);
}

function caption(sheet: Worksheet, { column }: WideCell, text: string): void {
  put(sheet, TOP_ROWS.caption, column, text, STYLES.smallNote);
}

/** The update of any weight, as the optimizer has it. */
export function ruleOf({ network, names }: Plan): string {
  const { optimizer, settings } = network.descent;
  const words: Record<string, string> = {
    w: 'w',
    g: network.descent.penalties.length > 0 ? 'g' : `${network.hasData ? 'mean ' : ''}∂E/∂w`,
    eta: 'η',
    ...Object.fromEntries(optimizer.states.map(({ key, symbol }) => [key, symbol])),
    ...Object.fromEntries(settings.map(({ key }, i) => [key, names.of(ref('setting', 0, i))])),
  };
  return optimizer.update.text.replace(/\{(\w+)\}/g, (_, key) => words[key]!);
}

/** A scroll bar that moves the selected step, for Excel; none if there are more steps than it counts. */
export function stepScrollBar(
  { network, selectedStep, desk }: Plan,
  place: Pick<ScrollBar, 'from' | 'to'> = belowStep(desk.selectedStep),
): ScrollBar[] {
  if (network.steps > SCROLL_BAR_LIMIT) return [];
  const { row, column } = desk.selectedStep;
  return [
    {
      name: 'Step',
      altText: 'Scroll bar that sets the selected step',
      ...place,
      link: cellAddress(column, row, { sheet: SHEETS.network, absolute: 'both' }),
      max: network.steps,
      value: selectedStep,
    },
  ];
}

const belowStep = ({ column, lastColumn }: WideCell) => ({
  from: { column, row: TOP_ROWS.remark },
  to: { column: lastColumn, row: TOP_ROWS.remark },
});
