import type { Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import { SHEETS } from '../../layout/sheets.ts';
import {
  SURFACE,
  SURFACE_DATA,
  SURFACE_PICTURE,
  type SurfaceLayout,
} from '../../layout/surface.ts';
import {
  boundsOfTargets,
  type ColourRange,
  classSteps,
  evenly,
  scaleOf,
} from '../../numeric/surface.ts';
import { endOfScale, onScale } from '../../symbolic/cells/surface.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { addRules, put, type Rule } from '../sheet.ts';
import { WHOLE } from '../theme/rules.ts';
import { STYLES } from '../theme/styles.ts';
import { type SurfaceColours, squareStyle, surfaceScale } from '../theme/surface.ts';
import { SAMPLE_COLUMNS, samplesRange, shadeRules, shownTargets } from './marks.ts';
import { panelCell } from './panel.ts';

const { firstColumn, firstRow, most } = SURFACE;
const { lastColumn, lastRow, scaleColumn, scaleLabelColumn } = SURFACE_PICTURE;

const SQUARES = `${cellAddress(firstColumn, firstRow)}:${cellAddress(lastColumn, lastRow)}`;

/**
 * The colours of the squares and, at their right, the scale that says what they mean. Where a
 * reader chooses what is shown the ends of the scale are formulas: 1 to the number of outputs, or
 * the bounds of one. The scale of values without bounds runs over the targets: whatever the network
 * has learned, its colours mean the same.
 */
export function addScale(
  sheet: Worksheet,
  plan: Plan,
  layout: SurfaceLayout,
  shown: readonly number[],
): ColourRange {
  const { network } = plan;
  const { choice } = layout;
  const { length } = network.targets;
  const { bounds } = network.layers.at(-1)!.activation;
  const scale = scaleOf(
    choice?.first === 0
      ? [1, length]
      : (bounds ?? boundsOfTargets(shownTargets(plan, choice), shown)),
  );
  const chosen = choice && panelCell(choice.row);
  const cell = (row: number) => cellAddress(scaleLabelColumn, row, { absolute: 'both' });
  const middleRow = (firstRow + lastRow) / 2;
  const [high, low] = [firstRow, lastRow].map(cell);

  const end = (row: number, value: number, ofClass: number, bound: number | undefined) => {
    const ofOutput = bound ?? endOfShown(plan, layout, row === firstRow ? 'MAX' : 'MIN');
    const formula = chosen ? onScale(chosen, ofClass, ofOutput) : ofOutput;
    const content = typeof formula === 'number' ? formula : { formula, result: value };
    put(sheet, row, scaleLabelColumn, content, STYLES.scaleNumber);
  };
  end(firstRow, scale.high, length, bounds?.[1]);
  end(lastRow, scale.low, 1, bounds?.[0]);
  const half = `(${low}+${high})/2`;
  // Between an even number of classes there is none.
  const noMiddle = choice && length % 2 === 0;
  put(
    sheet,
    middleRow,
    scaleLabelColumn,
    {
      formula: noMiddle && chosen ? onScale(chosen, '""', half) : half,
      result: noMiddle && choice.first === 0 ? '' : scale.middle,
    },
    STYLES.scaleNumber,
  );
  if (chosen) {
    const labels = [firstRow, middleRow, lastRow].map((row) => cellAddress(scaleLabelColumn, row));
    // Of classes their numbers.
    addRules(sheet, labels.join(' '), [
      { type: 'expression', formulae: [`${chosen}=0`], style: WHOLE },
    ]);
  }
  const classes = classSteps(most, length);
  for (const [index, value] of evenly(most, scale.low, scale.high).entries()) {
    const step = `${low}+(${high}-${low})*${index}/${most - 1}`;
    const content = {
      formula: chosen ? onScale(chosen, classes[index]!, step) : step,
      result: choice?.first === 0 ? classes[index]! : value,
    };
    const edges = { left: true, right: true, bottom: index === 0, top: index === most - 1 };
    put(sheet, lastRow - index, scaleColumn, content, squareStyle(edges));
  }
  const live = [low, half, high].map((value) => ({ type: 'formula', value }) as const);
  const fixed = [scale.low, scale.middle, scale.high].map(
    (value) => ({ type: 'num', value }) as const,
  );
  const colours = coloursOf(layout, bounds);
  const colourRule = {
    type: 'colorScale',
    color: surfaceScale(colours),
    cfvo: choice || !bounds ? live : fixed,
  } as unknown as Rule;
  addRules(sheet, SQUARES, [...shadeRules(plan, colours), colourRule]);
  const scaleArea = `${cellAddress(scaleColumn, firstRow)}:${cellAddress(scaleColumn, lastRow)}`;
  addRules(sheet, scaleArea, [colourRule]);
  return scale;
}

function endOfShown(plan: Plan, { targetsColumn }: SurfaceLayout, end: 'MAX' | 'MIN'): string {
  const target = (i: number) =>
    cellAddress(targetsColumn! + i, SURFACE_DATA.settingRow, {
      sheet: SHEETS.surfaceData,
      absolute: 'both',
    });
  // Where a mark stands the table of the samples has the value.
  const shown = `${SQUARES},${samplesRange(plan, SAMPLE_COLUMNS.answer)}`;
  return endOfScale(end, target(0), target(1), shown);
}

function coloursOf({ choice, marks }: SurfaceLayout, bounds: object | null): SurfaceColours {
  if (marks.kind === 'classes') return 'classes';
  return choice || bounds || marks.kind === 'sides' ? 'sides' : 'amount';
}
