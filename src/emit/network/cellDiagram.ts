import type { Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import type { Kind } from '../../ref.ts';
import type { Role } from '../../symbolic/quantities.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { type Selected, selectedValue } from '../selected.ts';
import { addRules, heading, put } from '../sheet.ts';
import {
  COLOUR_SCALES,
  diagramStyles,
  FORMAT_OF_LARGE,
  LARGE,
  NUMBER_FORMATS,
  type NumberKind,
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

export const numberKind = (kind: Kind): NumberKind =>
  kind === 'error' || kind === 'total' ? 'size' : 'signed';

/**
 * The network in cells: the same live values as in the drawing, in the same shape, for programs
 * that show the labels of a drawing frozen. The drawing's numbers are linked to these cells.
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
  const numbers: Record<NumberKind, string[]> = { signed: [], size: [] };
  for (const { ref } of cellDiagram.cells) {
    const { row, column } = networkSheet.cellOf(ref)!;
    const styles = diagramStyles(ROLES[ref.kind]!);
    const kind = numberKind(ref.kind);
    put(sheet, row - 1, column, names.of(ref), styles.name);
    const style = { ...styles.number, numFmt: NUMBER_FORMATS[kind] };
    put(sheet, row, column, selectedValue(plan, selected, ref), style);
    numbers[kind].push(cellAddress(column, row));
    const scale = ref.kind === 'weight' || ref.kind === 'bias' ? 'weight' : ref.kind;
    if (scale !== 'weight' && scale !== 'activation') continue;
    scales.set(scale, [...(scales.get(scale) ?? []), cellAddress(column, row)]);
  }
  for (const { row, column } of cellDiagram.gaps) {
    put(sheet, cellDiagramRow + 2 + row, 1 + column, '⋮', STYLES.caption);
  }
  for (const [kind, cells] of scales) {
    addRules(sheet, cells.join(' '), [{ type: 'colorScale', ...COLOUR_SCALES[kind] }]);
  }
  const style = { numFmt: FORMAT_OF_LARGE as unknown as string };
  for (const [kind, operator, limit] of [
    ['signed', 'lessThan', -LARGE],
    ['size', 'greaterThan', LARGE],
  ] as const) {
    addRules(sheet, numbers[kind].join(' '), [
      { type: 'cellIs', operator, formulae: [limit], style },
    ]);
  }
}
