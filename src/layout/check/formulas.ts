import { LAST_PLACES, type PassSide, SIDES } from '../../functions/gradient-check.ts';
import { MOST_TERMS } from '../../functions/long-sums.ts';
import type { Network } from '../../network/network.ts';
import { addition } from '../../ops/addition.ts';
import { type Formula, printCell, worded } from '../../ops/formula.ts';
import { isFormula, type Node } from '../../ops/node.ts';
import { products } from '../../ops/products.ts';
import { isSumPart, type Ref, refKey } from '../../ref.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { CHECK, type CheckLayout, columnsByKey } from './layout.ts';
import { factorOf, layerCrosses, netOf, pairsOf } from './products.ts';
import { address, hullOf, rangeOf, type Spot } from './spots.ts';

/** From so many terms on a sum of products is written as SUMPRODUCT. */
const FEWEST_IN_SUMPRODUCT = 4;
/** Of so many single factors the sizes are taken together, or a formula would be too long. */
const MOST_SIZES = 100;
/** So many kinks are looked at one by one. */
const MOST_KINKS = 50;

/** Prints the formulas of the forward passes of the check, and of the two bounds beside them. */
export class CheckFormulas {
  private readonly valueColumns: ReadonlyMap<string, number>;
  private readonly passColumns: Readonly<Record<PassSide, ReadonlyMap<string, number>>>;
  private readonly readers: ReadonlyMap<string, readonly { by: Node; k: number }[]>;

  constructor(
    private readonly network: Network,
    private readonly layout: CheckLayout,
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
    const readers = new Map<string, { by: Node; k: number }[]>();
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

  /** A quantity of the pass at w itself. */
  base(n: Node): string {
    return this.value(n, (r) => this.spot(r, 'plus', CHECK.baseRow), null);
  }

  /** A quantity of a pass in which the parameter of the row is moved. */
  moved(n: Node, side: PassSide, { parameter, row }: { parameter: Ref; row: number }): string {
    return this.value(n, (r) => this.spot(r, side, row), { parameter, side, row });
  }

  /** How far round-off may have carried a quantity of the base pass; null where it is not followed. */
  off(n: Node): string | null {
    const { loss } = this.network;
    const { kind } = n.ref;
    const size = (r: Ref) => `ABS(${this.at(r)})`;
    const off = (r: Ref) => this.offCell(r);
    if (kind === 'shared') return null;
    if (n.op === addition && kind === 'net') {
      const parts = n.args.filter((each) => isSumPart(each.ref));
      const sizes = n.args.map((each) => size(each.ref)).join('+');
      return `(${sizes})/${LAST_PLACES.cell}+${this.sum(parts.map((each) => off(each.ref)))}`;
    }
    if (n.op === addition)
      return `${this.sum(n.args.map((e) => off(e.ref)))}+${size(n.ref)}/${LAST_PLACES.cell}`;
    if (kind === 'error') {
      const a = n.args[0]!;
      const t = n.aside.t!;
      const x = n.aside.x!;
      if (!loss.net) {
        const difference = `(${off(a.ref)}+(${size(t.ref)}+${size(a.ref)})/${LAST_PLACES.cell})`;
        return `(${this.reachCell(n.ref)}+2*${this.setting(CHECK.moveRow)})*${difference}+${size(n.ref)}/${LAST_PLACES.cell}`;
      }
      if (loss.classes !== 'largest') {
        return `(1+${size(t.ref)})*(${off(x.ref)}+(1+${size(x.ref)})/${LAST_PLACES.cell})`;
      }
      const shared = Object.entries(n.aside).flatMap(([key, each]) =>
        key === 't' || key === 'x' ? [] : [size(each.ref)],
      );
      const nets = this.list(
        a.args.map((each) => each.ref),
        CHECK.offRow,
      );
      return `${size(t.ref)}*(2*MAX(${nets})+(${['1', size(x.ref), ...shared].join('+')})/${LAST_PLACES.cell})`;
    }
    if (n.op === products) {
      const { pairs, rest } = pairsOf(n);
      const sizes = this.products(pairs, (r) => this.spot(r, 'plus', CHECK.baseRow), 'sizes');
      const alone = rest ? `+${size(rest.ref)}` : '';
      const carried = pairs.filter(([, x]) => this.isForward(x.ref));
      const offs =
        carried.length === 0
          ? ''
          : `+${this.products(
              carried,
              (r) => this.spot(r, 'plus', this.isForward(r) ? CHECK.offRow : CHECK.baseRow),
              'sizes',
            )}`;
      return `(${sizes}${alone})/${LAST_PLACES.cell}${offs}`;
    }
    const carried = n.args.flatMap((arg, k) => {
      const slope = n.op.slope(n, k);
      if (slope === 0) return [];
      const text = isFormula(slope) ? this.print(slope) : slope === 1 ? '1' : this.at(slope.ref);
      return [`ABS(${text})*${off(arg.ref)}`];
    });
    return [...carried, `(1+${size(n.ref)})/${LAST_PLACES.cell}`].join('+');
  }

  /**
   * How far the net input that moves most moves for each 1 by which this one is moved; of an error how
   * much it changes with its output (or with the net input that it is computed from); else null.
   */
  reach(n: Node): string | null {
    const { loss } = this.network;
    if (n.ref.kind === 'error') {
      const holes = { t: n.aside.t!.ref, a: n.args[0]!.ref };
      const slope = loss.net
        ? worded({ cell: loss.net.cell, symbol: loss.net.symbol }, holes)
        : (n.op.slope(n, 0) as Formula);
      return `ABS(${this.print(slope)})`;
    }
    if (n.ref.kind !== 'net') return null;
    // Of an output layer nothing moves on.
    const { by: out } = this.readersOf(n.ref)[0]!;
    const further = this.readersOf(out.ref).filter(({ by }) => by.op === products);
    if (further.length === 0 || out.args.length > 1) return '1';
    const slope = out.op.slope(out, 0);
    const text = isFormula(slope) ? this.print(slope) : slope === 1 ? '1' : `${slope}`;
    return `MAX(1,ABS(${text})*${this.further(further)})`;
  }

  /** How far the net input that it moves most moves with a parameter. */
  lever(parameter: Ref): string {
    const readers = this.readersOf(parameter);
    if (readers.length > MOST_TERMS) return this.leverTogether(readers);
    const terms = readers.map(({ by, k }) => {
      const reach = this.reachCell(netOf(by));
      const factor = factorOf(by, k);
      return factor ? `ABS(${this.at(factor.ref)})*${reach}` : reach;
    });
    return terms.join('+');
  }

  /** Not one term each: what all it weighs, from the first to the last, could do together. */
  private leverTogether(readers: readonly { by: Node; k: number }[]): string {
    const reach = hullOf(
      readers.map(({ by }) => this.spot(netOf(by), 'plus', CHECK.reachRow)),
    ).join(',');
    const factors = readers.flatMap(({ by, k }) => factorOf(by, k) ?? []);
    if (factors.length === 0) return `${readers.length}*MAX(${reach})`;
    const weighed = hullOf(factors.map((each) => this.spot(each.ref, 'plus', CHECK.baseRow)));
    return `SQRT(${readers.length}*SUMSQ(${weighed.join(',')}))*MAX(${reach})`;
  }

  /** Counts the units whose net input lies on different sides of a kink in the two wide passes. */
  kinks(row: number): string {
    const nets = this.layout.forward.filter(({ ref: r }) => r.kind === 'net');
    const kinksOf = ({ ref: r }: Node) => this.network.layers[r.layer]!.activation.kinks;
    const spot = (n: Node, side: PassSide) => this.spot(n.ref, side, row);
    const count = nets.reduce((sum, n) => sum + kinksOf(n).length, 0);
    if (count > MOST_KINKS) {
      const tests = this.network.layers.flatMap((_, l) => {
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
    return cellAddress(this.layout.passColumns[side] + this.layout.forward.length - 1, row);
  }

  setting(row: number): string {
    return cellAddress(CHECK.settingColumn, row, { absolute: 'both' });
  }

  private value(
    n: Node,
    spot: (r: Ref) => Spot,
    moved: { parameter: Ref; side: PassSide; row: number } | null,
  ): string {
    const shifts = moved
      ? this.readersOf(moved.parameter).flatMap(({ by, k }) => {
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
      return `${this.products(pairs, spot, 'values')}${alone}`;
    };
    return `${print()}${shifts.join('')}`;
  }

  /** a₁·b₁ + a₂·b₂ + …, or the same of their sizes. */
  private products(
    pairs: readonly (readonly [Node, Node])[],
    spot: (r: Ref) => Spot,
    what: 'values' | 'sizes',
  ): string {
    const wrapped = (text: string) => (what === 'sizes' ? `ABS(${text})` : text);
    if (pairs.length >= FEWEST_IN_SUMPRODUCT) {
      const [a, b] = [0, 1].map((side) => rangeOf(pairs.map((pair) => spot(pair[side]!.ref))));
      // Σ|aᵢbᵢ| is at most ‖a‖·‖b‖, and not every program takes the sizes of a whole range.
      if (a && b && what === 'sizes') return `SQRT(SUMSQ(${a}))*SQRT(SUMSQ(${b}))`;
      if (a && b) return `SUMPRODUCT(${a},${b})`;
    }
    if (what === 'sizes' && pairs.length > MOST_SIZES) {
      return [0, 1]
        .map((side) => pairs.map((pair) => address(spot(pair[side]!.ref))).join(','))
        .map((cells) => `SQRT(SUMSQ(${cells}))`)
        .join('*');
    }
    return pairs
      .map(([a, b]) => `${wrapped(address(spot(a.ref)))}*${wrapped(address(spot(b.ref)))}`)
      .join('+');
  }

  /** Σ |w|·reach over all that reads an output. */
  private further(readers: readonly { by: Node; k: number }[]): string {
    const layers = [...new Set(readers.map(({ by }) => by.ref.layer))];
    const terms = layers.flatMap((l) => {
      const ofLayer = readers.filter(({ by }) => by.ref.layer === l);
      if (ofLayer.length > MOST_TERMS) return this.layerTogether(l);
      return ofLayer.map(({ by, k }) => {
        const [w] = pairsOf(by).pairs[Math.floor(k / 2)]!;
        return `ABS(${this.at(w.ref)})*${this.reachCell(netOf(by))}`;
      });
    });
    return terms.length === 1 ? terms[0]! : `(${terms.join('+')})`;
  }

  /** Not one term each: what every weight of a layer could do together. */
  private layerTogether(l: number): string {
    const weights = this.layout.values.flatMap(({ ref: r }) =>
      r.kind === 'weight' && r.layer === l ? [r] : [],
    );
    const nets = this.layout.forward.flatMap(({ ref: r }) =>
      r.kind === 'net' && r.layer === l ? [r] : [],
    );
    const all = rangeOf(weights.map((r) => this.spot(r, 'plus', CHECK.baseRow)))!;
    return `(SQRT(${weights.length}*SUMSQ(${all}))*MAX(${this.list(nets, CHECK.reachRow)}))`;
  }

  private readersOf(r: Ref) {
    return this.readers.get(refKey(r)) ?? [];
  }

  private isForward(r: Ref): boolean {
    return this.passColumns.plus.has(refKey(r));
  }

  private spot(r: Ref, side: PassSide, row: number): Spot {
    const own = this.passColumns[side].get(refKey(r));
    if (own !== undefined) return { column: own, row, fixed: row < CHECK.firstRow };
    return { column: this.valueColumns.get(refKey(r))!, row: CHECK.valueRow, fixed: true };
  }

  /** The value of a quantity at w itself. */
  at(r: Ref): string {
    return address(this.spot(r, 'plus', CHECK.baseRow));
  }

  private offCell(r: Ref): string {
    return address(this.spot(r, 'plus', CHECK.offRow));
  }

  private reachCell(r: Ref): string {
    return address(this.spot(r, 'plus', CHECK.reachRow));
  }

  /** Cells of a row, as a range where they stand side by side. */
  private list(refs: readonly Ref[], row: number): string {
    const spots = refs.map((r) => this.spot(r, 'plus', row));
    return rangeOf(spots) ?? spots.map(address).join(',');
  }

  private sum(cells: readonly string[]): string {
    return cells.length > 3 ? `SUM(${cells[0]}:${cells[cells.length - 1]})` : cells.join('+');
  }

  private print(formula: Formula): string {
    return printCell(formula, ({ ref: r }) => this.at(r));
  }
}

function times(side: PassSide): string {
  const by = SIDES[side];
  const sign = by > 0 ? '+' : '-';
  return Math.abs(by) === 1 ? sign : `${sign}${Math.abs(by)}*`;
}
