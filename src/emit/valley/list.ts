import type { Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import { SHEETS } from '../../layout/sheets.ts';
import {
  VALLEY_LIST as ROWS,
  VALLEY,
  VALLEY_COLUMNS,
  type ValleyLayout,
  valleyRows,
} from '../../layout/valley.ts';
import { niceDecimals } from '../../numeric/valley/axes.ts';
import type { Valley } from '../../numeric/valley/valley.ts';
import {
  axisFrom,
  axisTo,
  curvatureAt,
  decimalsOfNice,
  determinant,
  endOf,
  floorOf,
  foretoldFall,
  highestOf,
  isParabola,
  lowestOf,
  mixedAt,
  slopeAt,
  tickOf,
  widthOf,
} from '../../symbolic/cells/valley.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { put } from '../sheet.ts';
import { ROLE_STYLES, STYLES } from '../theme/styles.ts';
import { listCell } from './columns.ts';

/** Of both axes: the first, the second. */
type K = 0 | 1;
const both = <Each>(of: (k: K) => Each) => [of(0), of(1)] as const;
const other = (k: K) => (1 - k) as K;

/** Writes lines of the list: what they say, and a formula with its value, or one for each axis. */
interface Lines {
  one(row: number, label: string, formula: string, result: number): void;
  pair(row: number, label: string, formula: (k: K) => string, result: (k: K) => number): void;
}

function linesOf(sheet: Worksheet): Lines {
  const line = (row: number, label: string, contents: readonly (readonly [string, number])[]) => {
    put(sheet, row, ROWS.labelColumn, label, STYLES.label);
    for (const [k, [formula, result]] of contents.entries()) {
      put(sheet, row, ROWS.valueColumn + k, { formula, result }, STYLES.value);
    }
  };
  return {
    one: (row, label, formula, result) => line(row, label, [[formula, result]]),
    pair: (row, label, formula, result) =>
      line(
        row,
        label,
        both((k) => [formula(k), result(k)] as const),
      ),
  };
}

/** What the axes and tints of `Valley` follow from, a line each. */
export function addValleyList(
  sheet: Worksheet,
  plan: Plan,
  layout: ValleyLayout,
  valley: Valley,
): void {
  const { names } = plan;
  put(sheet, ROWS.nameRow, ROWS.labelColumn, 'parameter', STYLES.stepHeader);
  for (const [k, axis] of layout.axes.entries()) {
    put(sheet, ROWS.nameRow, ROWS.valueColumn + k, names.of(axis), ROLE_STYLES.weight.header);
  }
  const lines = linesOf(sheet);
  addShown(lines, valley);
  addFloor(lines, plan, layout, valley);
  addOffered(lines, layout, valley);
  addTints(lines, layout, valley);
  addKept(lines, plan, layout);
}

/** The axes as they are on the picture, which may be typed over there. */
function addShown({ pair }: Lines, { offered }: Valley): void {
  const onPicture = (row: number, k: K) =>
    cellAddress(VALLEY.valueColumn + k, row, { sheet: SHEETS.valley, absolute: 'both' });
  pair(
    ROWS.fromRow,
    'shown from',
    (k) => onPicture(VALLEY.fromRow, k),
    (k) => offered.axes[k].from,
  );
  pair(
    ROWS.toRow,
    'to',
    (k) => onPicture(VALLEY.toRow, k),
    (k) => offered.axes[k].to,
  );
  pair(
    ROWS.decimalsRow,
    'decimals of the axis',
    (k) => decimalsOfNice(listCell(ROWS.fromRow, k), listCell(ROWS.toRow, k)),
    (k) => niceDecimals(offered.axes[k]),
  );
}

const slope = (k: K) => listCell(ROWS.slopeRow, k);
const curvature = (k: K) => listCell(ROWS.curvatureRow, k);
const start = (k: K) => listCell(ROWS.startRow, k);
const floor = (k: K) => listCell(ROWS.floorRow, k);

/** Where the floor lies if the loss is a parabola, by the losses beside the start, and whether it is one. */
function addFloor(
  { one, pair }: Lines,
  { training }: Plan,
  layout: ValleyLayout,
  { offered, steps }: Valley,
): void {
  const { probeRow } = valleyRows(layout);
  const probe = (i: number) => cellAddress(layout.lossColumn, probeRow + i, { absolute: 'both' });
  pair(
    ROWS.startRow,
    'start',
    (k) =>
      cellAddress(training.columnOf(layout.axes[k]), training.firstRow, { sheet: training.sheet }),
    (k) => steps[0]!.point[k],
  );
  one(ROWS.startLossRow, 'loss there', probe(0), steps[0]!.loss);
  pair(
    ROWS.slopeRow,
    'slope there',
    (k) => slopeAt(probe(1 + 2 * k), probe(2 + 2 * k)),
    (k) => offered.slope[k],
  );
  pair(
    ROWS.curvatureRow,
    'curvature there',
    (k) => curvatureAt(probe(1 + 2 * k), probe(0), probe(2 + 2 * k)),
    (k) => offered.curvature[k],
  );
  one(
    ROWS.mixedRow,
    'mixed curvature',
    mixedAt(probe(5), probe(1), probe(3), probe(0)),
    offered.mixed,
  );
  const mixed = listCell(ROWS.mixedRow);
  one(
    ROWS.determinantRow,
    'determinant',
    determinant(curvature(0), curvature(1), mixed),
    offered.determinant,
  );
  pair(
    ROWS.floorRow,
    'floor of a parabola',
    (k) =>
      floorOf({
        start: start(k),
        slope: slope(k),
        curvature: curvature(k),
        otherSlope: slope(other(k)),
        otherCurvature: curvature(other(k)),
        mixed,
        determinant: listCell(ROWS.determinantRow),
      }),
    (k) => offered.floor[k],
  );
  one(
    ROWS.fallRow,
    'how far below the start',
    foretoldFall(both((k) => ({ slope: slope(k), floor: floor(k), start: start(k) }))),
    offered.fall,
  );
  one(
    ROWS.parabolaRow,
    'is it one?',
    isParabola({
      first: curvature(0),
      second: curvature(1),
      determinant: listCell(ROWS.determinantRow),
      fall: listCell(ROWS.fallRow),
      floorLoss: probe(6),
      startLoss: listCell(ROWS.startLossRow),
    }),
    Number(offered.isParabola),
  );
}

/** The axes that are offered: they show start and floor, or the steps. */
function addOffered({ pair }: Lines, layout: ValleyLayout, { offered }: Valley): void {
  const { stepRow, probeRow } = valleyRows(layout);
  const least = (k: K) => listCell(ROWS.leastRow, k);
  const tick = (k: K) => listCell(ROWS.tickRow, k);
  pair(
    ROWS.widthRow,
    'from start to floor',
    (k) =>
      widthOf({
        start: start(k),
        floor: floor(k),
        fall: listCell(ROWS.fallRow),
        curvature: curvature(k),
        otherCurvature: curvature(other(k)),
        determinant: listCell(ROWS.determinantRow),
      }),
    (k) => offered.width[k],
  );
  for (const [end, row, label] of [
    ['least', ROWS.leastRow, 'to be shown from'],
    ['greatest', ROWS.greatestRow, 'to'],
  ] as const) {
    pair(
      row,
      label,
      (k) =>
        endOf(end, {
          parabola: listCell(ROWS.parabolaRow),
          floor: floor(k),
          width: listCell(ROWS.widthRow, k),
          start: start(k),
          curvature: curvature(k),
          otherCurvature: curvature(other(k)),
          steps: tableRange(VALLEY_COLUMNS.kept + k, stepRow, probeRow - 1),
        }),
      (k) => offered[end][k],
    );
  }
  pair(
    ROWS.tickRow,
    'between two numbers',
    (k) => tickOf(least(k), listCell(ROWS.greatestRow, k)),
    (k) => offered.tick[k],
  );
  pair(
    ROWS.offeredFromRow,
    'offered from',
    (k) => axisFrom(least(k), tick(k)),
    (k) => offered.axes[k].from,
  );
  pair(
    ROWS.offeredToRow,
    'to',
    (k) => axisTo(listCell(ROWS.offeredFromRow, k), tick(k)),
    (k) => offered.axes[k].to,
  );
}

/** What the tints run over, and where the run ends. */
function addTints({ one }: Lines, layout: ValleyLayout, valley: Valley): void {
  const { squareOfStep, tints, greatest } = valley;
  const { probeRow, squareRow, lastRow } = valleyRows(layout);
  const ofSquares = tableRange(VALLEY_COLUMNS.height, squareRow, lastRow);
  one(ROWS.lowRow, 'lowest loss shown', lowestOf(ofSquares, listCell(ROWS.highRow)), tints[0]!);
  one(ROWS.highRow, 'highest', highestOf(ofSquares), greatest);
  one(
    ROWS.endSquareRow,
    'square of the last step',
    cellAddress(VALLEY_COLUMNS.square, probeRow - 1),
    squareOfStep.at(-1)!,
  );
}

/** Parameters that training does not move, and what sequences begin with. */
function addKept({ one }: Lines, plan: Plan, layout: ValleyLayout): void {
  const { names, training } = plan;
  for (const { ref: r, row } of layout.kept) {
    const cell = cellAddress(training.columnOf(r), training.firstRow, { sheet: training.sheet });
    one(row, names.of(r), cell, keptNow(plan, r));
  }
}

function keptNow({ network }: Plan, { kind, layer, unit }: ValleyLayout['kept'][number]['ref']) {
  const { biases, constants } = network.layers[layer]!;
  return kind === 'bias' ? biases![unit]! : constants[unit]!;
}

const tableRange = (column: number, first: number, last: number) =>
  [first, last].map((row) => cellAddress(column, row, { absolute: 'both' })).join(':');
