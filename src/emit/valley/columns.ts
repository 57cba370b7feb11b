import type { Plan } from '../../layout/plan.ts';
import {
  PROBES,
  VALLEY_COLUMNS,
  VALLEY_LIST,
  type ValleyLayout,
  valleyColumn,
  valleyRows,
} from '../../layout/valley.ts';
import { rowOfStep } from '../../network/batches.ts';
import { valueIn } from '../../numeric/check/pass.ts';
import { heightOr, type Valley } from '../../numeric/valley/valley.ts';
import { printCell } from '../../ops/formula.ts';
import { type Ref, ref, refKey } from '../../ref.ts';
import { valleyPlaces } from '../../spec/limits.ts';
import { placeOnAxis, squareNumber } from '../../symbolic/cells/surface.ts';
import {
  beside,
  heightOrStart,
  keptValue,
  meanOfSamples,
  placeOrNone,
  turnOf,
  valueAtPlace,
  visitOf,
} from '../../symbolic/cells/valley.ts';
import { cellAddress } from '../../xlsx/address.ts';
import type { BlockColumn, OneSource } from '../../xlsx/writer/rows.ts';
import { ROLE_STYLES, STYLES } from '../theme/styles.ts';

/** A column of the table on `Valley data`. */
export interface ValleyColumn {
  readonly header: string;
  readonly style: { readonly [part in 'header' | 'value']: object };
  readonly block: Omit<BlockColumn, 'styles'>;
}

const { across, up } = valleyPlaces;
const PLACES = [across, up] as const;

/** A cell of the list above the table. */
export const listCell = (row: number, k = 0) =>
  cellAddress(VALLEY_LIST.valueColumn + k, row, { absolute: 'both' });

/** All columns, from the first on. */
export function columnsOfValley(plan: Plan, layout: ValleyLayout, valley: Valley): ValleyColumn[] {
  const { names, network } = plan;
  const { axes, rows, nodes } = layout;
  const { stepRow, probeRow, squareRow } = valleyRows(layout);
  const heights = [...valley.steps, ...valley.probes, ...valley.squares];
  const startLoss = valley.steps[0]!.loss;
  const plain = { header: STYLES.stepHeader, value: STYLES.step };
  const isStep = (row: number) => row < rows.steps;
  const squareOf = (row: number) => row - rows.steps - rows.probes;
  const column = (
    header: string,
    style: ValleyColumn['style'],
    block: ValleyColumn['block'],
  ): ValleyColumn => ({ header, style, block });

  /** What steps and squares hold; nothing for the points between them. */
  const parts = (ofStep: OneSource | null, ofSquare: OneSource | null) =>
    ({
      kind: 'by row',
      source: (row: number) => (isStep(row) ? ofStep : squareOf(row) >= 0 ? ofSquare : null),
    }) as const;

  const pointColumns = axes.map((axis, k) => {
    const inSquares = shared(
      valueAtPlace(
        listCell(VALLEY_LIST.fromRow, k),
        listCell(VALLEY_LIST.toRow, k),
        cellAddress(VALLEY_COLUMNS.place + k, squareRow),
        PLACES[k]!,
      ),
    );
    const source = (row: number): OneSource => {
      if (squareOf(row) >= 0) return inSquares;
      return each(isStep(row) ? stepValue(plan, axis, row) : probeValue(k, row - rows.steps));
    };
    return column(names.of(axis), ROLE_STYLES.weight, {
      rest: { kind: 'by row', source },
      value: (row) => heights[row]!.point[k]!,
    });
  });

  const placeColumns = axes.map((_, k) => {
    const [from, to] = [VALLEY_LIST.fromRow, VALLEY_LIST.toRow].map((row) => listCell(row, k));
    const value = cellAddress(VALLEY_COLUMNS.point + k, stepRow);
    const ofStep = shared(placeOrNone(placeOnAxis({ from: from!, to: to! }, PLACES[k]!, value)));
    return column(k === 0 ? 'column' : 'row', plain, {
      rest: parts(ofStep, { kind: 'number' }),
      value: (row) =>
        isStep(row)
          ? valley.places[row]![k]!
          : (k === 0 ? squareOf(row) % across : Math.floor(squareOf(row) / across)) + 1,
    });
  });

  const numberAt = (row: number) => {
    const [x, y] = [0, 1].map((k) => cellAddress(VALLEY_COLUMNS.place + k, row));
    return shared(squareNumber(x!, y!, across));
  };
  const squares = column('square', plain, {
    rest: parts(numberAt(stepRow), numberAt(squareRow)),
    value: (row) => (isStep(row) ? valley.squareOfStep[row]! : squareOf(row) + 1),
  });

  const turns = axes.map((axis, k) => {
    const around = [0, 1, 2].map((i) => cellAddress(VALLEY_COLUMNS.point + k, stepRow + i));
    const inner = shared(
      turnOf(
        around[0]!,
        around[1]!,
        around[2]!,
        listCell(VALLEY_LIST.fromRow, k),
        listCell(VALLEY_LIST.toRow, k),
      ),
    );
    const isEnd = (row: number) => row === 0 || row === rows.steps - 1;
    return column(`${names.of(axis)} turns`, plain, {
      rows: rows.steps,
      rest: { kind: 'by row', source: (row) => (isEnd(row) ? { kind: 'number' } : inner) },
      value: (row) => Number(valley.turns[row]![k]),
    });
  });

  const steps = `${cellAddress(VALLEY_COLUMNS.square, stepRow, { absolute: 'both' })}:${cellAddress(VALLEY_COLUMNS.square, probeRow - 1, { absolute: 'both' })}`;
  const visits = column('visit', plain, {
    rest: parts(
      null,
      shared(
        visitOf(
          cellAddress(VALLEY_COLUMNS.square, squareRow),
          listCell(VALLEY_LIST.endSquareRow),
          steps,
        ),
      ),
    ),
    value: (row) => valley.visits[squareOf(row)]!,
  });

  const heightAt = (row: number) =>
    shared(heightOrStart(cellAddress(layout.lossColumn, row), listCell(VALLEY_LIST.startLossRow)));
  const height = column('height', ROLE_STYLES.error, {
    rest: parts(heightAt(stepRow), heightAt(squareRow)),
    value: (row) => heightOr(heights[row]!.loss, startLoss),
  });

  const keptColumns = axes.map((axis, k) =>
    column(`${names.of(axis)} kept`, plain, {
      rows: rows.steps,
      rest: shared(
        keptValue(
          cellAddress(VALLEY_COLUMNS.point + k, stepRow),
          cellAddress(layout.lossColumn, stepRow),
          listCell(VALLEY_LIST.startRow, k),
          listCell(VALLEY_LIST.startLossRow),
        ),
      ),
      value: (row) => valley.kept[row]![k]!,
    }),
  );

  const passes = network.samples.flatMap((_, sample) =>
    nodes.map((n) =>
      column(
        names.of(n.ref),
        n.ref.kind === 'error' || n.ref.kind === 'total' ? ROLE_STYLES.error : ROLE_STYLES.forward,
        {
          rest: shared(
            printCell(n.op.text(n), ({ ref: r }) => addressOf(layout, sample, r, stepRow)),
          ),
          value: (row) => valueIn(heights[row]!.passes[sample]!, n.ref),
        },
      ),
    ),
  );
  const totals = network.samples.map((_, sample) =>
    addressOf(layout, sample, ref('total'), stepRow),
  );
  const loss = column('loss', ROLE_STYLES.error, {
    rest: shared(meanOfSamples(totals)),
    value: (row) => heights[row]!.loss,
  });
  const step = column('step', plain, {
    rows: rows.steps,
    rest: { kind: 'number' },
    value: (row) => row,
  });
  return [
    step,
    ...pointColumns,
    ...placeColumns,
    squares,
    ...turns,
    visits,
    height,
    ...keptColumns,
    ...passes,
    loss,
  ];
}

const shared = (formula: string) => ({ kind: 'shared', formula }) as const;
const each = (formula: string) => ({ kind: 'each', formula: () => formula }) as const;

function stepValue({ training, network }: Plan, axis: Ref, step: number): string {
  const row = training.firstRow + rowOfStep(network, step);
  return cellAddress(training.columnOf(axis), row, { sheet: training.sheet });
}

function probeValue(k: number, probe: number): string {
  const at = PROBES[probe];
  if (!at) return listCell(VALLEY_LIST.floorRow, k);
  return beside(listCell(VALLEY_LIST.startRow, k), at[k]!);
}

/** What a formula of a forward pass reads. */
function addressOf(layout: ValleyLayout, sample: number, r: Ref, row: number): string {
  const { axes, kept, given, sameAs } = layout;
  const own = sameAs.get(refKey(r)) ?? r;
  const is = (other: Ref) => refKey(other) === refKey(own);
  const axis = axes.findIndex(is);
  if (axis >= 0) return cellAddress(VALLEY_COLUMNS.point + axis, row, { absolute: 'column' });
  const constant = kept.find((each) => is(each.ref));
  if (constant) return listCell(constant.row);
  const above = given.find((each) => is(each.ref));
  if (above) {
    const column = VALLEY_COLUMNS.firstPass + sample * layout.nodes.length;
    return cellAddress(column, above.row, { absolute: 'row' });
  }
  return cellAddress(valleyColumn(layout, sample, own), row);
}
