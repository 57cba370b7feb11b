import { printAt } from '../../layout/place.ts';
import type { Plan } from '../../layout/plan.ts';
import { SURFACE_DATA, type SurfaceLayout } from '../../layout/surface.ts';
import type { Run } from '../../numeric/run.ts';
import { largestOutput } from '../../numeric/surface.ts';
import { columnOf } from '../../numeric/value.ts';
import { ref } from '../../ref.ts';
import { pointOf } from '../../symbolic/cells/points.ts';
import { chosenOf, largestOf, pointOnAxis } from '../../symbolic/cells/surface.ts';
import { cellAddress } from '../../xlsx/address.ts';
import type { BlockColumn } from '../../xlsx/writer/rows.ts';
import { pointValue } from '../chartBlock.ts';
import { ROLE_STYLES, STYLES } from '../theme/styles.ts';

const { settingRow, firstRow, placeColumn, resolutionColumn, firstAxisColumn } = SURFACE_DATA;

/** A column of the points on `Surface data`. */
export interface PointColumn {
  readonly column: number;
  readonly header: string;
  /** Title of the band that begins here; null inside one, empty for none. */
  readonly band: string | null;
  readonly style: { readonly [part in 'band' | 'header' | 'value']: object };
  readonly block: Omit<BlockColumn, 'styles'>;
}

/** Its place, its inputs, its forward pass, and what is drawn of it. */
export function columnsOfPoint(plan: Plan, layout: SurfaceLayout, run: Run): PointColumn[] {
  const { axes, most, quantities, table } = layout;
  const { names } = plan;
  const places = axes.map((_, k): PointColumn => {
    const header = axes.length === 1 ? 'point' : k === 0 ? 'column' : 'row';
    const value = (point: number) => (k === 0 ? point % most : Math.floor(point / most)) + 1;
    const style = { band: STYLES.label, header: STYLES.stepHeader, value: STYLES.step };
    const block = { rest: { kind: 'number' }, value } as const;
    return { column: placeColumn + k, header, band: '', style, block };
  });
  const inputs = axes.map((_, k): PointColumn => {
    const r = ref('input', 0, k);
    return {
      column: table.columnOf(r),
      header: names.of(r),
      band: k === 0 ? 'Point' : null,
      style: ROLE_STYLES.input,
      block: shared(inputFormula(k, most), columnOf(run, r)),
    };
  });
  const forward = quantities.map(
    ({ ref: r, formula, band }, i): PointColumn => ({
      column: table.columnOf(r),
      header: names.of(r),
      band: quantities[i - 1]?.band === band ? null : band,
      style: ROLE_STYLES.forward,
      block: shared(
        printAt(formula, table, { sheet: table.sheet, row: firstRow }),
        columnOf(run, r),
      ),
    }),
  );
  const drawn = axes.length === 1 ? curves(plan, layout, run) : choice(layout, run);
  return [...places, ...inputs, ...forward, ...drawn];
}

const shared = (formula: string, value: (row: number) => number) =>
  ({ rest: { kind: 'shared', formula }, value }) as const;

/** A setting as the formulas of the points name it. */
const setting = (column: number) => cellAddress(column, settingRow, { absolute: 'row' });

function inputFormula(k: number, most: number): string {
  const column = firstAxisColumn + 2 * k;
  const axis = { from: setting(column), to: setting(column + 1) };
  const place = cellAddress(placeColumn + k, firstRow);
  return pointOnAxis(axis, most, place, setting(resolutionColumn));
}

/** Of several outputs, the largest one's number and the one that is shown. */
function choice({ choice, quantities, table }: SurfaceLayout, run: Run): PointColumn[] {
  if (!choice) return [];
  const { trace } = run;
  const { length } = trace.network.targets;
  const outputs = quantities.slice(-length).map(({ ref: r }) => r);
  const range = [outputs[0]!, outputs.at(-1)!]
    .map((r) => cellAddress(table.columnOf(r), firstRow))
    .join(':');
  const chosen = setting(choice.settingColumn);
  const number = (row: number) => largestOutput(trace, row);
  const first = columnOf(run, outputs[Math.max(0, choice.first - 1)]!);
  const { classColumn, shownColumn } = choice;
  const kind = cellAddress(classColumn, firstRow);
  const common = { style: ROLE_STYLES.diagnosis } as const;
  return [
    {
      ...common,
      column: classColumn,
      header: 'largest',
      band: 'Drawn',
      block: shared(largestOf(range), number),
    },
    {
      ...common,
      column: shownColumn,
      header: 'shown',
      band: null,
      block: shared(chosenOf(range, chosen, kind), choice.first === 0 ? number : first),
    },
  ];
}

/** The outputs with gaps where there is nothing to plot: what the chart is bound to. */
function curves(
  { names }: Plan,
  { quantities, table, curveColumn }: SurfaceLayout,
  run: Run,
): PointColumn[] {
  const { length } = run.trace.network.targets;
  return quantities.slice(-length).map(({ ref: r }, j) => {
    const value = columnOf(run, r);
    const stretch = (row: number) => ({ from: row, to: row, pick: 'value' }) as const;
    return {
      column: curveColumn + j,
      header: `${names.of(r)} drawn`,
      band: j === 0 ? 'Drawn' : null,
      style: ROLE_STYLES.diagnosis,
      block: {
        ...shared(pointOf(cellAddress(table.columnOf(r), firstRow), 'value'), (row) =>
          pointValue(value, stretch(row), 'value'),
        ),
        error: '#N/A',
      },
    };
  });
}
