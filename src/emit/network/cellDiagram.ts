import type { Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import type { Kind } from '../../network/ref.ts';
import type { Role } from '../../symbolic/quantities.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { type Selected, selectedValue } from '../selected.ts';
import { heading, put } from '../sheet.ts';
import {
  COLOUR_SCALES,
  diagramStyle,
  LARGE,
  namedFormat,
  namedFormatOfLarge,
} from '../theme/diagram.ts';
import { STYLES } from '../theme/styles.ts';

const ROLES: Partial<Record<Kind, Role>> = {
  input: 'input',
  target: 'target',
  weight: 'weight',
  bias: 'weight',
  net: 'forward',
  activation: 'forward',
  error: 'error',
  total: 'error',
};

/** Errors are never negative, so that their format has room for small ones. */
export const numberKind = (kind: Kind) =>
  kind === 'error' || kind === 'total' ? 'size' : 'signed';

/**
 * The network in cells: the same live values as in the drawing, in the same shape, for programs
 * that show the labels of a drawing frozen. Each cell is a number whose format carries its name,
 * and the drawing's labels are linked to these cells.
 */
export function addCellDiagram(sheet: Worksheet, plan: Plan, selected: Selected): void {
  const { names, networkSheet } = plan;
  const { cellDiagram, cellDiagramRow } = networkSheet;
  heading(sheet, cellDiagramRow, 'The same network in cells', networkSheet.columns);
  put(
    sheet,
    cellDiagramRow,
    3,
    'weights: blue above 0, orange below; activations: the greener, the nearer to 1',
    STYLES.headingNote,
  );
  for (const { text, column } of cellDiagram.headers) {
    put(sheet, cellDiagramRow + 1, 1 + column, text, STYLES.caption);
  }
  const scales = new Map<keyof typeof COLOUR_SCALES, string[]>();
  for (const { ref } of cellDiagram.cells) {
    const { row, column } = networkSheet.cellOf(ref)!;
    const style = diagramStyle(ROLES[ref.kind]!);
    const name = names.of(ref);
    const numFmt = namedFormat(name, numberKind(ref.kind));
    put(sheet, row, column, selectedValue(plan, selected, ref), { ...style, numFmt });
    const beyond =
      numberKind(ref.kind) === 'size'
        ? { operator: 'greaterThan' as const, formulae: [LARGE] }
        : { operator: 'lessThan' as const, formulae: [-LARGE] };
    sheet.addConditionalFormatting({
      ref: cellAddress(column, row),
      rules: [
        {
          type: 'cellIs',
          ...beyond,
          priority: 2,
          style: { numFmt: namedFormatOfLarge(name) as never },
        },
      ],
    });
    const scale = ref.kind === 'weight' || ref.kind === 'bias' ? 'weight' : ref.kind;
    if (scale !== 'weight' && scale !== 'activation') continue;
    scales.set(scale, [...(scales.get(scale) ?? []), cellAddress(column, row)]);
  }
  for (const { row, column } of cellDiagram.gaps) {
    put(sheet, cellDiagramRow + 2 + row, 1 + column, '⋮', STYLES.caption);
  }
  for (const [kind, cells] of scales) {
    sheet.addConditionalFormatting({
      ref: cells.join(' '),
      rules: [{ type: 'colorScale', priority: 1, ...COLOUR_SCALES[kind] }],
    });
  }
}
