import { buildNetwork } from '../../src/network/network.ts';
import { diagnose } from '../../src/numeric/diagnose.ts';
import { train } from '../../src/numeric/train.ts';
import { columnOf } from '../../src/numeric/value.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { namesOf } from '../../src/symbolic/names.ts';
import { quantitiesOf } from '../../src/symbolic/quantities.ts';
import { recompute } from '../engines/hyperformula.ts';
import { gridCells, valueAt } from './grid.ts';
import { LEADS, tableOf } from './table.ts';

/** Every cell in which the formulas of a network disagree with its engine. */
export function disagreements(spec: Spec, sheet: 'T' | 'F'): string[] {
  const network = buildNetwork(spec);
  const trace = train(network);
  const run = { trace, diagnosis: diagnose(trace) };
  const names = namesOf(network);
  const quantities = quantitiesOf(network);
  const { T, F, N, ...given } = tableOf(run, quantities);
  const cells = recompute(gridCells({ ...given, ...(sheet === 'T' ? { T } : { F, N }) }));
  return quantities.flatMap((quantity, index) => {
    const value = columnOf(run, quantity.ref);
    return Array.from({ length: trace.rows }, (_, row) => {
      const expected = value(row);
      const got = valueAt(cells, sheet, row, LEADS.length + index);
      const isSame = typeof got === 'number' ? isNear(got, expected) : Number.isNaN(expected);
      return isSame
        ? []
        : [`${names.of(quantity.ref)}, row ${row}: ${expected}, got ${JSON.stringify(got)}`];
    }).flat();
  });
}

const isNear = (got: number, expected: number) =>
  Math.abs(got - expected) <= 1e-14 + 1e-12 * Math.abs(expected);
