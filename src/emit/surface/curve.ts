import type { Plan } from '../../layout/plan.ts';
import { SHEETS } from '../../layout/sheets.ts';
import { SURFACE, SURFACE_DATA, type SurfaceLayout } from '../../layout/surface.ts';
import type { Run } from '../../numeric/run.ts';
import { columnOf } from '../../numeric/value.ts';
import { type Ref, ref } from '../../ref.ts';
import { columnRange } from '../../xlsx/address.ts';
import { EMU } from '../../xlsx/writer/drawingml.ts';
import type { ChartAddition } from '../../xlsx/writer/package.ts';
import type { NumberRange, Series } from '../../xlsx/writer/series.ts';
import { pointValue } from '../chartBlock.ts';
import { CHART_STYLE, seriesColour, seriesDash } from '../theme/charts.ts';
import { FORMATS } from '../theme/formats.ts';
import { inputTitle, outputTitle } from './words.ts';

/** A curve for each output, and the samples as points. */
export function curveChart(plan: Plan, layout: SurfaceLayout, run: Run): ChartAddition {
  const { network, names } = plan;
  const outputs = Array.from(network.targets, (_, j) => j);
  const x = drawn(layout, layout.table.columnOf(ref('input')), run, ref('input'));
  const last = network.layers.length - 1;
  const curves = outputs.map((j): Series => {
    const values = drawn(layout, layout.curveColumn + j, run, ref('activation', last, j));
    return {
      name: { kind: 'text', text: outputTitle(plan, j) },
      x,
      y: values,
      line: { color: seriesColour(j), width: 2.25, dash: seriesDash(j) },
    };
  });
  const samples = outputs.map((j): Series => {
    const text = outputs.length === 1 ? 'samples' : `samples, ${names.of(ref('target', 0, j))}`;
    return {
      name: { kind: 'text', text },
      x: given(plan, ref('input')),
      y: given(plan, ref('target', 0, j)),
      marker: { symbol: MARKERS[j % MARKERS.length]!, size: 8, color: sampleColour(j, outputs) },
    };
  });
  return {
    name: 'Fitted function',
    altText: `Line chart of the outputs against ${inputTitle(plan, 0)} at the selected step, with the samples as points`,
    anchor: {
      column: SURFACE.pictureColumn + 1,
      row: SURFACE.pictureRow,
      width: 820 * EMU.pixel,
      height: 470 * EMU.pixel,
    },
    chart: {
      title: 'Fitted function',
      x: { title: inputTitle(plan, 0), numberFormat: FORMATS.axis.number },
      y: {
        title: outputs.length === 1 ? outputTitle(plan, 0) : 'outputs',
        numberFormat: FORMATS.axis.number,
      },
      legend: 'bottom',
      series: [...curves, ...samples],
      style: CHART_STYLE,
    },
  };
}

const MARKERS = ['circle', 'diamond', 'square', 'triangle'] as const;

/** One curve and its samples differ in colour; of several each has the samples in its own. */
const sampleColour = (j: number, outputs: readonly number[]) =>
  seriesColour(outputs.length === 1 ? j + 1 : j);

/** A column of `Surface data`. */
function drawn({ points }: SurfaceLayout, column: number, run: Run, r: Ref): NumberRange {
  const { firstRow } = SURFACE_DATA;
  const value = columnOf(run, r);
  return {
    ref: columnRange(SHEETS.surfaceData, column, firstRow, firstRow + points - 1),
    values: Float64Array.from({ length: points }, (_, row) =>
      pointValue(value, { from: row, to: row, pick: 'value' }, 'value'),
    ),
  };
}

/** A column of `Data`, as the network sees it. */
function given({ data, network }: Plan, r: Ref): NumberRange {
  const { sheet, column, firstRow, lastRow } = data!.placeOf(r);
  const values = network.samples.map(({ inputs, targets }) =>
    r.kind === 'input' ? inputs[r.unit]! : targets[r.unit]!,
  );
  return { ref: columnRange(sheet, column, firstRow, lastRow), values };
}
