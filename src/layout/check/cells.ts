import type { PassSide } from '../../functions/gradient-check.ts';
import type { Network } from '../../network/network.ts';
import { type Formula, printCell } from '../../ops/formula.ts';
import type { Node } from '../../ops/node.ts';
import { type Ref, refKey } from '../../ref.ts';
import { CHECK, type CheckLayout, columnsByKey } from './layout.ts';
import { address, rangeOf, type Spot } from './spots.ts';

/** From so many terms on a sum of products is written as SUMPRODUCT, and its size as a norm. */
const FEWEST_TOGETHER = 4;

/** A node that reads a quantity, and as which of its arguments. */
export interface Reader {
  readonly by: Node;
  readonly k: number;
}

/** Where the quantities of the check stand, and what is written of several of them. */
export class CheckedCells {
  private readonly valueColumns: ReadonlyMap<string, number>;
  private readonly passColumns: Readonly<Record<PassSide, ReadonlyMap<string, number>>>;
  private readonly readers: ReadonlyMap<string, readonly Reader[]>;

  constructor(
    readonly network: Network,
    readonly layout: CheckLayout,
  ) {
    this.valueColumns = columnsByKey(
      layout.values.map((each) => each.ref),
      layout.values[0]!.column,
    );
    const refs = layout.forward.map((n) => n.ref);
    const columns = (side: PassSide) => columnsByKey(refs, layout.passColumns[side]);
    this.passColumns = {
      plus: columns('plus'),
      minus: columns('minus'),
      plus2: columns('plus2'),
      minus2: columns('minus2'),
    };
    const readers = new Map<string, Reader[]>();
    for (const by of layout.forward) {
      for (const [k, arg] of by.args.entries()) {
        const key = refKey(arg.ref);
        const found = readers.get(key);
        if (found) found.push({ by, k });
        else readers.set(key, [{ by, k }]);
      }
    }
    this.readers = readers;
  }

  spot(r: Ref, side: PassSide, row: number): Spot {
    const own = this.passColumns[side].get(refKey(r));
    if (own !== undefined) return { column: own, row, fixed: row < CHECK.firstRow };
    return { column: this.valueColumns.get(refKey(r))!, row: CHECK.valueRow, fixed: true };
  }

  /** The value of a quantity at w itself. */
  at(r: Ref): string {
    return address(this.spot(r, 'plus', CHECK.baseRow));
  }

  offCell(r: Ref): string {
    return address(this.spot(r, 'plus', CHECK.offRow));
  }

  reachCell(r: Ref): string {
    return address(this.spot(r, 'plus', CHECK.reachRow));
  }

  readersOf(r: Ref): readonly Reader[] {
    return this.readers.get(refKey(r)) ?? [];
  }

  isForward(r: Ref): boolean {
    return this.passColumns.plus.has(refKey(r));
  }

  /** Cells of a row, as a range where they stand side by side. */
  list(refs: readonly Ref[], row: number): string {
    const spots = refs.map((r) => this.spot(r, 'plus', row));
    return rangeOf(spots) ?? spots.map(address).join(',');
  }

  sum(cells: readonly string[]): string {
    return cells.length > 3 ? `SUM(${cells[0]}:${cells[cells.length - 1]})` : cells.join('+');
  }

  print(formula: Formula): string {
    return printCell(formula, ({ ref: r }) => this.at(r));
  }

  /** a₁·b₁ + a₂·b₂ + …, or the same of their sizes. */
  products(
    pairs: readonly (readonly [Node, Node])[],
    spot: (r: Ref) => Spot,
    what: 'values' | 'sizes',
  ): string {
    if (pairs.length >= FEWEST_TOGETHER) {
      const sides = [0, 1].map((side) => pairs.map((pair) => spot(pair[side]!.ref)));
      if (what === 'sizes') {
        // Σ|aᵢbᵢ| is at most ‖a‖·‖b‖, and not every program takes the sizes of a whole range.
        // Wherever the factors stand: the engine knows nothing of that.
        const cells = sides.map((side) => rangeOf(side) ?? side.map(address).join(','));
        return cells.map((each) => `SQRT(SUMSQ(${each}))`).join('*');
      }
      const [a, b] = sides.map(rangeOf);
      if (a && b) return `SUMPRODUCT(${a},${b})`;
    }
    const wrapped = (text: string) => (what === 'sizes' ? `ABS(${text})` : text);
    return pairs
      .map(([a, b]) => `${wrapped(address(spot(a.ref)))}*${wrapped(address(spot(b.ref)))}`)
      .join('+');
  }
}
