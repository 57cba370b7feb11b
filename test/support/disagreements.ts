import { buildNetwork } from '../../src/network/network.ts';
import { diagnose } from '../../src/numeric/diagnose.ts';
import { train } from '../../src/numeric/train.ts';
import { columnOf } from '../../src/numeric/value.ts';
import type { Ref } from '../../src/ref.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { namesOf } from '../../src/symbolic/names.ts';
import { type Quantity, quantitiesOf } from '../../src/symbolic/quantities.ts';
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
    const averaged = averagedIn(quantity);
    return Array.from({ length: trace.rows }, (_, row) => {
      const expected = value(row);
      const got = valueAt(cells, sheet, row, LEADS.length + index);
      // What a batch comes to stands in its last row.
      if (got === undefined && quantity.only) return [];
      const scale = averaged ? largestIn(columnOf(run, averaged), trace.rows) : 0;
      const isSame =
        typeof got === 'number' ? isNear(got, expected, scale) : Number.isNaN(expected);
      return isSame
        ? []
        : [`${names.of(quantity.ref)}, row ${row}: ${expected}, got ${JSON.stringify(got)}`];
    }).flat();
  });
}

/** The column that a mean adds up. Where its numbers cancel, programs differ in what they round off. */
function averagedIn({ formula }: Quantity): Ref | undefined {
  const [opening, range] = formula.cell;
  return opening === 'AVERAGE(' && typeof range === 'object' ? range.ref : undefined;
}

function largestIn(value: (row: number) => number, rows: number): number {
  const sizes = Array.from({ length: rows }, (_, row) => Math.abs(value(row)));
  return Math.max(...sizes.filter(Number.isFinite));
}

const isNear = (got: number, expected: number, scale: number) =>
  Math.abs(got - expected) <= 1e-14 + 1e-12 * Math.abs(expected) + 1e-15 * scale;
