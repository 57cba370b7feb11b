import { LAST_PLACES, MOST_TERMS, SIDES, type Side } from '../../functions/gradient-check.ts';
import type { Network } from '../../network/network.ts';
import { type Ref, refKey } from '../../network/ref.ts';
import { type Formula, printCell, worded } from '../../ops/formula.ts';
import { isFormula, type Node } from '../../ops/node.ts';
import { products } from '../../ops/products.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { CHECK, type CheckLayout, columnsByKey } from './layout.ts';

/** From so many terms on a sum of products is written as SUMPRODUCT. */
const FEWEST_IN_SUMPRODUCT = 4;
/** Where a quantity stands. */
interface Spot {
  readonly column: number;
  readonly row: number;
  /** Above the table: the same row for all parameters. */
  readonly fixed: boolean;
}

/** Prints the formulas of the forward passes of the check, and of the two bounds beside them. */
export class CheckFormulas {
  private readonly valueColumns: ReadonlyMap<string, number>;
  private readonly passColumns: Readonly<Record<Side, ReadonlyMap<string, number>>>;
  private readonly readers: ReadonlyMap<string, readonly { by: Node; k: number }[]>;

  constructor(
    private readonly network: Network,
    private readonly layout: CheckLayout,
  ) {
    this.valueColumns = columnsByKey(
      layout.values.map((each) => each.ref),
      layout.values[0].column,
    );
    const refs = layout.forward.map((n) => n.ref);
    const columns = (side: Side) => columnsByKey(refs, layout.passColumns[side]);
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
        readers.set(key, [...(readers.get(key) ?? []), { by, k }]);
      }
    }
    this.readers = readers;
  }

  /** A quantity of the pass at w itself. */
  base(n: Node): string {
    return this.value(n, (r) => this.spot(r, 'plus', CHECK.baseRow), null);
  }

  /** A quantity of a pass in which the parameter of the row is moved. */
  moved(n: Node, side: Side, { parameter, row }: { parameter: Ref; row: number }): string {
    return this.value(n, (r) => this.spot(r, side, row), { parameter, side, row });
  }

  /** How far round-off may have carried a quantity of the base pass; null where it is not followed. */
  off(n: Node): string | null {
    const { loss } = this.network;
    const { kind } = n.ref;
    const size = (r: Ref) => `ABS(${this.at(r)})`;
    const off = (r: Ref) => this.offCell(r);
    if (kind === 'shared') return null;
    if (kind === 'total')
      return `${this.sum(n.args.map((e) => off(e.ref)))}+${size(n.ref)}/${LAST_PLACES.cell}`;
    if (kind === 'error') {
      const [a] = n.args;
      const { t, x } = n.aside;
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
      const [a] = n.args;
      const holes = { t: n.aside.t.ref, a: a.ref };
      const slope = loss.net
        ? worded({ cell: loss.net.cell, symbol: loss.net.symbol }, holes)
        : (n.op.slope(n, 0) as Formula);
      return `ABS(${this.print(slope)})`;
    }
    if (n.op !== products) return null;
    // Of an output layer nothing moves on.
    const [out] = this.readersOf(n.ref);
    const further = this.readersOf(out.by.ref).filter(({ by }) => by.op === products);
    if (further.length === 0 || out.by.args.length > 1) return '1';
    const slope = out.by.op.slope(out.by, 0);
    const text = isFormula(slope) ? this.print(slope) : slope === 1 ? '1' : `${slope}`;
    return `MAX(1,ABS(${text})*${this.further(further)})`;
  }

  /** How far the net input that it moves most moves with a parameter. */
  lever(parameter: Ref): string {
    const terms = this.readersOf(parameter).map(({ by, k }) => {
      const reach = this.reachCell(by.ref);
      const { pairs } = pairsOf(by);
      const pair = pairs[Math.floor(k / 2)];
      return pair ? `ABS(${this.at(pair[1].ref)})*${reach}` : reach;
    });
    return terms.join('+');
  }

  /** Counts the units whose net input lies on different sides of a kink in the two wide passes. */
  kinks(row: number): string {
    const tests = this.layout.forward.flatMap(({ ref: r }) => {
      if (r.kind !== 'net') return [];
      const [above, below] = (['plus2', 'minus2'] as const).map((side) =>
        cellAddress(this.passColumns[side].get(refKey(r))!, row),
      );
      return this.network.layers[r.layer].activation.kinks.map(
        (kink) =>
          `(${above}<>${below})*(MIN(${above},${below})<=${kink})*(MAX(${above},${below})>=${kink})`,
      );
    });
    return tests.length === 0 ? '0' : tests.join('+');
  }

  /** The cells of E_total in the passes of a row. */
  total(side: Side, row: number): string {
    return cellAddress(this.layout.passColumns[side] + this.layout.forward.length - 1, row);
  }

  setting(row: number): string {
    return cellAddress(CHECK.settingColumn, row, { absolute: 'both' });
  }

  private value(
    n: Node,
    spot: (r: Ref) => Spot,
    moved: { parameter: Ref; side: Side; row: number } | null,
  ): string {
    if (n.op !== products) return printCell(n.op.text(n), ({ ref: r }) => address(spot(r)));
    const { pairs, rest } = pairsOf(n);
    const shifts = moved
      ? this.readersOf(moved.parameter).flatMap(({ by, k }) => {
          if (by !== n) return [];
          const width = cellAddress(CHECK.width, moved.row, { absolute: 'column' });
          const pair = pairs[Math.floor(k / 2)];
          const factor = pair ? `*${address(spot(pair[1].ref))}` : '';
          return [`${times(moved.side)}${width}${factor}`];
        })
      : [];
    const alone = rest ? `+${address(spot(rest.ref))}` : '';
    return `${this.products(pairs, spot, 'values')}${alone}${shifts.join('')}`;
  }

  /** a₁·b₁ + a₂·b₂ + …, or the same of their sizes. */
  private products(
    pairs: readonly (readonly [Node, Node])[],
    spot: (r: Ref) => Spot,
    what: 'values' | 'sizes',
  ): string {
    const wrapped = (text: string) => (what === 'sizes' ? `ABS(${text})` : text);
    if (pairs.length >= FEWEST_IN_SUMPRODUCT) {
      const [a, b] = [0, 1].map((side) => rangeOf(pairs.map((pair) => spot(pair[side].ref))));
      // Σ|aᵢbᵢ| is at most ‖a‖·‖b‖, and not every program takes the sizes of a whole range.
      if (a && b && what === 'sizes') return `SQRT(SUMSQ(${a}))*SQRT(SUMSQ(${b}))`;
      if (a && b) return `SUMPRODUCT(${a},${b})`;
    }
    return pairs
      .map(([a, b]) => `${wrapped(address(spot(a.ref)))}*${wrapped(address(spot(b.ref)))}`)
      .join('+');
  }

  /** Σ |w|·reach over all that reads an output. */
  private further(readers: readonly { by: Node; k: number }[]): string {
    if (readers.length > MOST_TERMS) {
      // Not one term each: what every weight of the layer could do together.
      const nodes = readers.map(({ by }) => by);
      const weights = nodes.flatMap((by) => pairsOf(by).pairs.map(([w]) => w.ref));
      const all = rangeOf(weights.map((r) => this.spot(r, 'plus', CHECK.baseRow)));
      const reach = this.list(
        nodes.map((by) => by.ref),
        CHECK.reachRow,
      );
      if (all) return `(SQRT(${weights.length}*SUMSQ(${all}))*MAX(${reach}))`;
    }
    const terms = readers.map(({ by, k }) => {
      const [w] = pairsOf(by).pairs[Math.floor(k / 2)];
      return `ABS(${this.at(w.ref)})*${this.reachCell(by.ref)}`;
    });
    return terms.length === 1 ? terms[0] : `(${terms.join('+')})`;
  }

  private readersOf(r: Ref) {
    return this.readers.get(refKey(r)) ?? [];
  }

  private isForward(r: Ref): boolean {
    return this.passColumns.plus.has(refKey(r));
  }

  private spot(r: Ref, side: Side, row: number): Spot {
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

/** The factors of a sum of products, two by two, and what is added as it is. */
function pairsOf({ args }: Node): { pairs: (readonly [Node, Node])[]; rest: Node | null } {
  const pairs = Array.from(
    { length: Math.floor(args.length / 2) },
    (_, i) => [args[2 * i], args[2 * i + 1]] as const,
  );
  return { pairs, rest: args.length % 2 === 1 ? args[args.length - 1] : null };
}

function times(side: Side): string {
  const by = SIDES[side];
  const sign = by > 0 ? '+' : '-';
  return Math.abs(by) === 1 ? sign : `${sign}${Math.abs(by)}*`;
}

function address({ column, row, fixed }: Spot): string {
  return cellAddress(column, row, fixed ? { absolute: 'row' } : {});
}

/** `B$17:D$17`, if the spots stand side by side in one row in their order. */
function rangeOf(spots: readonly Spot[]): string | null {
  const [first] = spots;
  const sideBySide = spots.every((s, i) => s.row === first.row && s.column === first.column + i);
  return sideBySide ? `${address(first)}:${address(spots[spots.length - 1])}` : null;
}
