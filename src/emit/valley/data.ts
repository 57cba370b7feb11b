import type { Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import { SHEETS } from '../../layout/sheets.ts';
import {
  VALLEY,
  VALLEY_COLUMNS,
  VALLEY_LIST,
  type ValleyLayout,
  valleyRows,
} from '../../layout/valley.ts';
import { niceDecimals } from '../../numeric/valley/axes.ts';
import { heightOr, type Valley } from '../../numeric/valley/valley.ts';
import { numberOrText } from '../../symbolic/cells/selection.ts';
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
import type { TableRows } from '../../xlsx/writer/package.ts';
import { type Open, put } from '../sheet.ts';
import { ROLE_STYLES, STYLES } from '../theme/styles.ts';
import { columnsOfValley, listCell } from './columns.ts';

/** The skeleton of `Valley data`: the list, the samples and the headers; the table is streamed in. */
export function addValleyData(open: Open, plan: Plan, layout: ValleyLayout, valley: Valley): void {
  const columns = columnsOfValley(plan, layout, valley);
  const sheet = open({
    title: 'Valley data',
    purpose: `What ${SHEETS.valley} is drawn from: the loss at every step, at a few points that the axes are found by, and at every square. Nothing to change here.`,
    widths: [24, ...Array<number>(columns.length - 1).fill(14)],
  });
  addList(sheet, plan, layout, valley);
  addSamples(sheet, plan, layout);
  const { stepRow } = valleyRows(layout);
  for (const [i, { header, style }] of columns.entries()) {
    put(sheet, layout.headerRow, 1 + i, header, style.header);
    for (const row of [stepRow, stepRow + 1]) put(sheet, row, 1 + i, 0, style.value);
  }
}

/** The rows of `Valley data`. */
export function valleyDataRows(plan: Plan, layout: ValleyLayout, valley: Valley): TableRows {
  const { stepRow, lastRow } = valleyRows(layout);
  return {
    firstTemplateRow: stepRow,
    lastRow,
    lastColumn: layout.lossColumn,
    blocks: (styles) => [
      {
        firstRow: stepRow,
        rows: lastRow - stepRow + 1,
        firstColumn: 1,
        columns: columnsOfValley(plan, layout, valley).map(({ block }, i) => ({
          ...block,
          styles: styles(1 + i),
        })),
      },
    ],
  };
}

/** Inputs and targets above the forward pass of their sample. */
function addSamples(sheet: Worksheet, plan: Plan, layout: ValleyLayout): void {
  const { firstPass } = VALLEY_COLUMNS;
  const { data, desk, names, network } = plan;
  for (const { ref: r, row } of layout.given) {
    put(sheet, row, firstPass - 1, names.of(r), STYLES.stepHeader);
    for (const [s, sample] of network.samples.entries()) {
      const given = data ? data.placeOf(r) : null;
      const place = given ? { ...given, row: given.firstRow + s } : desk.placeOf(r);
      const cell = cellAddress(place.column, place.row, { sheet: place.sheet });
      const result = (r.kind === 'input' ? sample.inputs : sample.targets)[r.unit]!;
      const content = { formula: numberOrText(cell), result };
      const role = r.kind === 'input' ? 'input' : 'target';
      put(sheet, row, firstPass + s * layout.nodes.length, content, ROLE_STYLES[role].linked);
    }
  }
}

/** What the axes and tints follow from, a line each. */
function addList(sheet: Worksheet, plan: Plan, layout: ValleyLayout, valley: Valley): void {
  const { offered, steps, squareOfStep, squares } = valley;
  const { names, training } = plan;
  const { axes, lossColumn } = layout;
  const rows = VALLEY_LIST;
  const { stepRow, probeRow, squareRow, lastRow } = valleyRows(layout);
  const both = <Each>(of: (k: 0 | 1) => Each) => [of(0), of(1)] as const;
  const line = (
    row: number,
    label: string,
    contents: readonly { formula: string; result: number }[],
  ) => {
    put(sheet, row, rows.labelColumn, label, STYLES.label);
    for (const [k, content] of contents.entries()) {
      put(sheet, row, rows.valueColumn + k, content, STYLES.value);
    }
  };
  const pairLine = (
    row: number,
    label: string,
    formula: (k: 0 | 1) => string,
    result: (k: 0 | 1) => number,
  ) =>
    line(
      row,
      label,
      both((k) => ({ formula: formula(k), result: result(k) })),
    );
  const oneLine = (row: number, label: string, formula: string, result: number) =>
    line(row, label, [{ formula, result }]);
  const other = (k: 0 | 1) => (1 - k) as 0 | 1;
  const probe = (i: number) => cellAddress(lossColumn, probeRow + i, { absolute: 'both' });
  const range = (column: number, first: number, last: number) =>
    [first, last].map((row) => cellAddress(column, row, { absolute: 'both' })).join(':');

  put(sheet, rows.nameRow, rows.labelColumn, 'parameter', STYLES.stepHeader);
  for (const [k, axis] of axes.entries()) {
    put(sheet, rows.nameRow, rows.valueColumn + k, names.of(axis), ROLE_STYLES.weight.header);
  }
  const onPicture = (row: number, k: number) =>
    cellAddress(VALLEY.valueColumn + k, row, { sheet: SHEETS.valley, absolute: 'both' });
  pairLine(
    rows.fromRow,
    'shown from',
    (k) => onPicture(VALLEY.fromRow, k),
    (k) => offered.axes[k].from,
  );
  pairLine(
    rows.toRow,
    'to',
    (k) => onPicture(VALLEY.toRow, k),
    (k) => offered.axes[k].to,
  );
  pairLine(
    rows.decimalsRow,
    'decimals of the axis',
    (k) => decimalsOfNice(listCell(rows.fromRow, k), listCell(rows.toRow, k)),
    (k) => niceDecimals(offered.axes[k]),
  );
  pairLine(
    rows.startRow,
    'start',
    (k) => cellAddress(training.columnOf(axes[k]), training.firstRow, { sheet: training.sheet }),
    (k) => steps[0]!.point[k],
  );
  const startLoss = steps[0]!.loss;
  oneLine(rows.startLossRow, 'loss there', probe(0), startLoss);
  pairLine(
    rows.slopeRow,
    'slope there',
    (k) => slopeAt(probe(1 + 2 * k), probe(2 + 2 * k)),
    (k) => offered.slope[k],
  );
  pairLine(
    rows.curvatureRow,
    'curvature there',
    (k) => curvatureAt(probe(1 + 2 * k), probe(0), probe(2 + 2 * k)),
    (k) => offered.curvature[k],
  );
  oneLine(
    rows.mixedRow,
    'mixed curvature',
    mixedAt(probe(5), probe(1), probe(3), probe(0)),
    offered.mixed,
  );
  const [slope, curvature, start, floor, width, least, greatest, tick, offeredFrom] = [
    rows.slopeRow,
    rows.curvatureRow,
    rows.startRow,
    rows.floorRow,
    rows.widthRow,
    rows.leastRow,
    rows.greatestRow,
    rows.tickRow,
    rows.offeredFromRow,
  ].map((row) => (k: number) => listCell(row, k)) as ((k: number) => string)[] as [
    (k: number) => string,
    (k: number) => string,
    (k: number) => string,
    (k: number) => string,
    (k: number) => string,
    (k: number) => string,
    (k: number) => string,
    (k: number) => string,
    (k: number) => string,
  ];
  const [mixed, det, fall, parabola, loss] = [
    rows.mixedRow,
    rows.determinantRow,
    rows.fallRow,
    rows.parabolaRow,
    rows.startLossRow,
  ].map((row) => listCell(row)) as [string, string, string, string, string];
  oneLine(
    rows.determinantRow,
    'determinant',
    determinant(curvature(0), curvature(1), mixed),
    offered.determinant,
  );
  pairLine(
    rows.floorRow,
    'floor of a parabola',
    (k) =>
      floorOf({
        start: start(k),
        slope: slope(k),
        curvature: curvature(k),
        otherSlope: slope(other(k)),
        otherCurvature: curvature(other(k)),
        mixed,
        determinant: det,
      }),
    (k) => offered.floor[k],
  );
  oneLine(
    rows.fallRow,
    'how far below the start',
    foretoldFall(both((k) => ({ slope: slope(k), floor: floor(k), start: start(k) }))),
    offered.fall,
  );
  oneLine(
    rows.parabolaRow,
    'is it one?',
    isParabola({
      first: curvature(0),
      second: curvature(1),
      determinant: det,
      fall,
      floorLoss: probe(6),
      startLoss: loss,
    }),
    Number(offered.isParabola),
  );
  pairLine(
    rows.widthRow,
    'from start to floor',
    (k) =>
      widthOf({
        start: start(k),
        floor: floor(k),
        fall,
        curvature: curvature(k),
        otherCurvature: curvature(other(k)),
        determinant: det,
      }),
    (k) => offered.width[k],
  );
  for (const end of ['least', 'greatest'] as const) {
    pairLine(
      end === 'least' ? rows.leastRow : rows.greatestRow,
      end === 'least' ? 'to be shown from' : 'to',
      (k) =>
        endOf(end, {
          parabola,
          floor: floor(k),
          width: width(k),
          start: start(k),
          curvature: curvature(k),
          otherCurvature: curvature(other(k)),
          steps: range(VALLEY_COLUMNS.kept + k, stepRow, probeRow - 1),
        }),
      (k) => offered[end][k],
    );
  }
  pairLine(
    rows.tickRow,
    'between two numbers',
    (k) => tickOf(least(k), greatest(k)),
    (k) => offered.tick[k],
  );
  pairLine(
    rows.offeredFromRow,
    'offered from',
    (k) => axisFrom(least(k), tick(k)),
    (k) => offered.axes[k].from,
  );
  pairLine(
    rows.offeredToRow,
    'to',
    (k) => axisTo(offeredFrom(k), tick(k)),
    (k) => offered.axes[k].to,
  );
  const heights = squares.map((each) => heightOr(each.loss, startLoss));
  const ofSquares = range(VALLEY_COLUMNS.height, squareRow, lastRow);
  oneLine(
    rows.lowRow,
    'lowest loss shown',
    lowestOf(ofSquares, listCell(rows.highRow)),
    valley.tints[0]!,
  );
  oneLine(rows.highRow, 'highest', highestOf(ofSquares), Math.max(...heights));
  oneLine(
    rows.endSquareRow,
    'square of the last step',
    cellAddress(VALLEY_COLUMNS.square, probeRow - 1),
    squareOfStep.at(-1)!,
  );
  for (const { ref: r, row } of layout.kept) {
    const cell = cellAddress(training.columnOf(r), training.firstRow, { sheet: training.sheet });
    oneLine(row, names.of(r), cell, keptNow(plan, r));
  }
}

/** A parameter that training does not move, or what a sequence begins with. */
function keptNow({ network }: Plan, { kind, layer, unit }: ValleyLayout['kept'][number]['ref']) {
  const { biases, constants } = network.layers[layer]!;
  return kind === 'bias' ? biases![unit]! : constants[unit]!;
}
