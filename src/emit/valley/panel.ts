import type { Style, Worksheet } from 'exceljs';
import { nameOf } from '../../functions/choice.ts';
import type { Plan } from '../../layout/plan.ts';
import { NAMES, SHEETS } from '../../layout/sheets.ts';
import {
  VALLEY,
  VALLEY_COLUMNS,
  VALLEY_LIST,
  type ValleyLayout,
  valleyRows,
} from '../../layout/valley.ts';
import type { Valley } from '../../numeric/valley/valley.ts';
import { leastHeight, stepsOutside, turnsIn } from '../../symbolic/cells/valley.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { acceptNumber, type Computed, put } from '../sheet.ts';
import { ROLE_STYLES, STYLES, shownAs } from '../theme/styles.ts';

const { labelColumn, valueColumn } = VALLEY;

/** What was trained how, where it began and ended, and what may be changed about the picture. */
export function addValleyPanel(
  sheet: Worksheet,
  plan: Plan,
  layout: ValleyLayout,
  valley: Valley,
): void {
  const { names, network } = plan;
  const { stepRow, probeRow, squareRow, lastRow } = valleyRows(layout);
  const title = (row: number, text: string) =>
    put(sheet, row, labelColumn, text, STYLES.subheading);
  const line = (
    row: number,
    label: string,
    contents: readonly Computed[],
    style: Partial<Style> = STYLES.linked,
  ) => {
    put(sheet, row, labelColumn, label, STYLES.label);
    for (const [k, content] of contents.entries()) {
      put(sheet, row, valueColumn + k, content, style);
    }
  };
  const onData = (column: number, row: number) =>
    cellAddress(column, row, { sheet: SHEETS.valleyData });
  const ofSteps = (column: number) =>
    `${onData(column, stepRow)}:${cellAddress(column, probeRow - 1)}`;
  const axes = [0, 1] as const;

  title(VALLEY.nameRow - 1, runTitle(plan));
  for (const k of axes) {
    put(
      sheet,
      VALLEY.nameRow,
      valueColumn + k,
      names.of(layout.axes[k]),
      ROLE_STYLES.weight.header,
    );
  }
  for (const [row, end] of [
    [VALLEY.fromRow, 'from'],
    [VALLEY.toRow, 'to'],
  ] as const) {
    put(sheet, row, labelColumn, end === 'from' ? 'picture from' : 'to', STYLES.label);
    const listRow = end === 'from' ? VALLEY_LIST.offeredFromRow : VALLEY_LIST.offeredToRow;
    for (const k of axes) {
      const content = {
        formula: onData(VALLEY_LIST.valueColumn + k, listRow),
        result: valley.offered.axes[k][end],
      };
      put(sheet, row, valueColumn + k, content, shownAs(STYLES.offered, 'number'));
      const name = names.of(layout.axes[k]);
      acceptNumber(sheet, row, valueColumn + k, {
        title: `${name} ${end}`,
        prompt: `Where the axis of ${name} ${end === 'from' ? 'begins' : 'ends'}. It follows start and data; type any number to set it.`,
      });
    }
  }
  const last = valley.steps.length - 1;
  const at = (step: number) =>
    axes.map((k) => ({
      formula: onData(VALLEY_COLUMNS.point + k, stepRow + step),
      result: valley.steps[step]!.point[k],
    }));
  line(VALLEY.startRow, 'start ●', at(0));
  line(VALLEY.endRow, 'end ✓', at(last));
  line(
    VALLEY.turnsRow,
    'turned back',
    axes.map((k) => ({
      formula: turnsIn(ofSteps(VALLEY_COLUMNS.turn + k)),
      result: valley.turns.filter((turns) => turns[k]).length,
    })),
    shownAs(STYLES.linked, 'wholeBeside'),
  );
  title(VALLEY.lossTitleRow, 'Loss of all samples');
  const lossAt = (step: number) => ({
    formula: onData(layout.lossColumn, stepRow + step),
    result: valley.steps[step]!.loss,
  });
  line(VALLEY.startLossRow, 'at the start ●', [lossAt(0)]);
  line(VALLEY.endLossRow, 'at the end ✓', [lossAt(last)]);
  line(VALLEY.leastLossRow, 'least shown', [
    {
      formula: leastHeight(
        `${onData(VALLEY_COLUMNS.height, squareRow)}:${cellAddress(VALLEY_COLUMNS.height, lastRow)}`,
      ),
      result: valley.least,
    },
  ]);
  line(
    VALLEY.outsideRow,
    'steps outside',
    [
      {
        formula: stepsOutside(ofSteps(VALLEY_COLUMNS.square)),
        result: valley.squareOfStep.filter((square) => square === 0).length,
      },
    ],
    shownAs(STYLES.linked, 'wholeBeside'),
  );
  put(sheet, VALLEY.etaRow, labelColumn, 'learning rate η', STYLES.label);
  const eta = { formula: NAMES.eta, result: network.learningRate };
  put(sheet, VALLEY.etaRow, valueColumn, eta, shownAs(STYLES.copy, 'number'));
  addLegend(sheet);
}

/** `40 steps of momentum`, `40 steps of gradient descent, schedule cosine` */
function runTitle({ network }: Plan): string {
  const { steps, descent, spec } = network;
  const [optimizer] = descent.optimizer.about.split(',');
  const schedule = descent.schedule ? `, schedule ${nameOf(spec.training.schedule)}` : '';
  return `${steps} ${steps === 1 ? 'step' : 'steps'} of ${optimizer}${schedule}`;
}

function addLegend(sheet: Worksheet): void {
  const { legendRow, lastRow } = VALLEY;
  put(sheet, legendRow, labelColumn, 'How to read it', STYLES.subheading);
  sheet.mergeCells(legendRow + 1, labelColumn, lastRow, valueColumn + 1);
  put(
    sheet,
    legendRow + 1,
    labelColumn,
    'Every square is a loss: the darker, the lower. ● is the start, 1, 2, 3 … are the steps as they come to a new square, ✓ is the end. “Turned back” counts the steps at which a parameter turned sharply the other way.',
    STYLES.smallText,
  );
}
