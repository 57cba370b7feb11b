import type { Position } from '../../address.ts';
import { tokenize } from '../../formula-text.ts';
import { parseArea } from './areas.ts';

/**
 * How long a chain a shared formula makes: where each of its cells reads the one above it in its own
 * column, as many links as its area has rows; else 0. Chains through several columns are not seen.
 */
export function chainOf(formula: string, { row, column }: Position, ref: string): number {
  const area = parseArea(ref);
  if (area === null) return 0;
  const reads = tokenize(formula).some(({ kind, text }) => {
    if (kind !== 'cell') return false;
    const cell = /\$\d/.test(text) ? null : parseArea(text);
    return cell !== null && cell.from.column === column && cell.from.row === row - 1;
  });
  return reads ? area.to.row - area.from.row + 1 : 0;
}
