import { type PassSide, SIDES } from '../../functions/gradient-check.ts';
import { printCell } from '../../ops/formula.ts';
import type { Node } from '../../ops/node.ts';
import { products } from '../../ops/products.ts';
import type { Ref } from '../../ref.ts';
import { cellAddress } from '../../xlsx/address.ts';
import type { CheckedCells } from './cells.ts';
import { CHECK } from './layout.ts';
import { factorOf, layerCrosses, pairsOf } from './products.ts';
import { address, rangeOf, type Spot } from './spots.ts';

/** So many kinks are looked at one by one. */
const MOST_KINKS = 50;

/** Prints the formulas of the forward passes of the check: at w itself, and with a parameter moved. */
export class PassFormulas {
  constructor(private readonly cells: CheckedCells) {}

  /** A quantity of the pass at w itself. */
  base(n: Node): string {
    return this.value(n, (r) => this.cells.spot(r, 'plus', CHECK.baseRow), null);
  }

  /** A quantity of a pass in which the parameter of the row is moved. */
  moved(n: Node, side: PassSide, { parameter, row }: { parameter: Ref; row: number }): string {
    return this.value(n, (r) => this.cells.spot(r, side, row), { parameter, side, row });
  }

  /** Counts the units whose net input lies on different sides of a kink in the two wide passes. */
  kinks(row: number): string {
    const nets = this.cells.layout.forward.filter(({ ref: r }) => r.kind === 'net');
    const kinksOf = ({ ref: r }: Node) => this.cells.network.layers[r.layer]!.activation.kinks;
    const spot = (n: Node, side: PassSide) => this.cells.spot(n.ref, side, row);
    const count = nets.reduce((sum, n) => sum + kinksOf(n).length, 0);
    if (count > MOST_KINKS) {
      const tests = this.cells.network.layers.flatMap((_, l) => {
        const ofLayer = nets.filter(({ ref: r }) => r.layer === l);
        const range = (side: PassSide) => rangeOf(ofLayer.map((n) => spot(n, side)))!;
        return kinksOf(ofLayer[0]!).map((kink) =>
          layerCrosses(range('plus2'), range('minus2'), kink),
        );
      });
      return tests.join('+');
    }
    const tests = nets.flatMap((n) => {
      const [above, below] = (['plus2', 'minus2'] as const).map((side) => address(spot(n, side)));
      return kinksOf(n).map(
        (kink) =>
          `(${above}<>${below})*(MIN(${above},${below})<=${kink})*(MAX(${above},${below})>=${kink})`,
      );
    });
    return tests.length === 0 ? '0' : tests.join('+');
  }

  /** The cells of E_total in the passes of a row. */
  total(side: PassSide, row: number): string {
    return cellAddress(
      this.cells.layout.passColumns[side] + this.cells.layout.forward.length - 1,
      row,
    );
  }

  private value(
    n: Node,
    spot: (r: Ref) => Spot,
    moved: { parameter: Ref; side: PassSide; row: number } | null,
  ): string {
    const shifts = moved
      ? this.cells.readersOf(moved.parameter).flatMap(({ by, k }) => {
          if (by !== n) return [];
          const width = cellAddress(CHECK.width, moved.row, { absolute: 'column' });
          const weighed = factorOf(by, k);
          const factor = weighed ? `*${address(spot(weighed.ref))}` : '';
          return [`${times(moved.side)}${width}${factor}`];
        })
      : [];
    const print = () => {
      if (n.op !== products) return printCell(n.op.text(n), ({ ref: r }) => address(spot(r)));
      const { pairs, rest } = pairsOf(n);
      const alone = rest ? `+${address(spot(rest.ref))}` : '';
      return `${this.cells.products(pairs, spot, 'values')}${alone}`;
    };
    return `${print()}${shifts.join('')}`;
  }
}

function times(side: PassSide): string {
  const by = SIDES[side];
  const sign = by > 0 ? '+' : '-';
  return Math.abs(by) === 1 ? sign : `${sign}${Math.abs(by)}*`;
}
