import { LAST_PLACES } from '../../functions/gradient-check.ts';
import { MOST_TERMS } from '../../functions/long-sums.ts';
import { addition } from '../../ops/addition.ts';
import { type Formula, worded } from '../../ops/formula.ts';
import { isFormula, type Node } from '../../ops/node.ts';
import { products } from '../../ops/products.ts';
import { isSumPart, type Ref } from '../../ref.ts';
import type { CheckedCells, Reader } from './cells.ts';
import { CHECK, settingCell } from './layout.ts';
import { factorOf, netOf, pairsOf } from './products.ts';
import { hullOf, rangeOf } from './spots.ts';

/**
 * Prints what is known of the pass at w itself: how far round-off may have carried a quantity, and how
 * far one moves with another.
 */
export class BoundFormulas {
  constructor(private readonly cells: CheckedCells) {}

  /** How far round-off may have carried a quantity of the base pass; null where it is not followed. */
  off(n: Node): string | null {
    const { loss } = this.cells.network;
    const { kind } = n.ref;
    const size = (r: Ref) => `ABS(${this.cells.at(r)})`;
    const off = (r: Ref) => this.cells.offCell(r);
    if (kind === 'shared') return null;
    if (n.op === addition && kind === 'net') {
      const parts = n.args.filter((each) => isSumPart(each.ref));
      const sizes = n.args.map((each) => size(each.ref)).join('+');
      return `(${sizes})/${LAST_PLACES.cell}+${this.cells.sum(parts.map((each) => off(each.ref)))}`;
    }
    if (n.op === addition)
      return `${this.cells.sum(n.args.map((e) => off(e.ref)))}+${size(n.ref)}/${LAST_PLACES.cell}`;
    if (kind === 'error') {
      const a = n.args[0]!;
      const t = n.aside.t!;
      const x = n.aside.x!;
      if (!loss.net) {
        const difference = `(${off(a.ref)}+(${size(t.ref)}+${size(a.ref)})/${LAST_PLACES.cell})`;
        return `(${this.cells.reachCell(n.ref)}+2*${settingCell(CHECK.moveRow)})*${difference}+${size(n.ref)}/${LAST_PLACES.cell}`;
      }
      if (loss.classes !== 'largest') {
        return `(1+${size(t.ref)})*(${off(x.ref)}+(1+${size(x.ref)})/${LAST_PLACES.cell})`;
      }
      const shared = Object.entries(n.aside).flatMap(([key, each]) =>
        key === 't' || key === 'x' ? [] : [size(each.ref)],
      );
      const nets = this.cells.list(
        a.args.map((each) => each.ref),
        CHECK.offRow,
      );
      return `${size(t.ref)}*(2*MAX(${nets})+(${['1', size(x.ref), ...shared].join('+')})/${LAST_PLACES.cell})`;
    }
    if (n.op === products) {
      const { pairs, rest } = pairsOf(n);
      const sizes = this.cells.products(
        pairs,
        (r) => this.cells.spot(r, 'plus', CHECK.baseRow),
        'sizes',
      );
      const alone = rest ? `+${size(rest.ref)}` : '';
      const carried = pairs.filter(([, x]) => this.cells.isForward(x.ref));
      const offs =
        carried.length === 0
          ? ''
          : `+${this.cells.products(
              carried,
              (r) =>
                this.cells.spot(r, 'plus', this.cells.isForward(r) ? CHECK.offRow : CHECK.baseRow),
              'sizes',
            )}`;
      return `(${sizes}${alone})/${LAST_PLACES.cell}${offs}`;
    }
    const carried = n.args.flatMap((arg, k) => {
      const slope = n.op.slope(n, k);
      if (slope === 0) return [];
      const text = isFormula(slope)
        ? this.cells.print(slope)
        : slope === 1
          ? '1'
          : this.cells.at(slope.ref);
      return [`ABS(${text})*${off(arg.ref)}`];
    });
    return [...carried, `(1+${size(n.ref)})/${LAST_PLACES.cell}`].join('+');
  }

  /**
   * How far the net input that moves most moves for each 1 by which this one is moved; of an error how
   * much it changes with its output (or with the net input that it is computed from); else null.
   */
  reach(n: Node): string | null {
    const { loss } = this.cells.network;
    if (n.ref.kind === 'error') {
      const holes = { t: n.aside.t!.ref, a: n.args[0]!.ref };
      const slope = loss.net
        ? worded({ cell: loss.net.cell, symbol: loss.net.symbol }, holes)
        : (n.op.slope(n, 0) as Formula);
      return `ABS(${this.cells.print(slope)})`;
    }
    if (n.ref.kind !== 'net') return null;
    // Of an output layer nothing moves on.
    const { by: out } = this.cells.readersOf(n.ref)[0]!;
    const further = this.cells.readersOf(out.ref).filter(({ by }) => by.op === products);
    if (further.length === 0 || out.args.length > 1) return '1';
    const slope = out.op.slope(out, 0);
    const text = isFormula(slope) ? this.cells.print(slope) : slope === 1 ? '1' : `${slope}`;
    return `MAX(1,ABS(${text})*${this.further(further)})`;
  }

  /** How far the net input that it moves most moves with a parameter. */
  lever(parameter: Ref): string {
    const readers = this.cells.readersOf(parameter);
    if (readers.length > MOST_TERMS) return this.leverTogether(readers);
    const terms = readers.map(({ by, k }) => {
      const reach = this.cells.reachCell(netOf(by));
      const factor = factorOf(by, k);
      return factor ? `ABS(${this.cells.at(factor.ref)})*${reach}` : reach;
    });
    return terms.join('+');
  }

  /** Not one term each: what all it weighs, from the first to the last, could do together. */
  private leverTogether(readers: readonly Reader[]): string {
    const reach = hullOf(
      readers.map(({ by }) => this.cells.spot(netOf(by), 'plus', CHECK.reachRow)),
    ).join(',');
    const factors = readers.flatMap(({ by, k }) => factorOf(by, k) ?? []);
    if (factors.length === 0) return `${readers.length}*MAX(${reach})`;
    const weighed = hullOf(factors.map((each) => this.cells.spot(each.ref, 'plus', CHECK.baseRow)));
    return `SQRT(${readers.length}*SUMSQ(${weighed.join(',')}))*MAX(${reach})`;
  }

  /** Σ |w|·reach over all that reads an output. */
  private further(readers: readonly Reader[]): string {
    const layers = [...new Set(readers.map(({ by }) => by.ref.layer))];
    const terms = layers.flatMap((l) => {
      const ofLayer = readers.filter(({ by }) => by.ref.layer === l);
      if (ofLayer.length > MOST_TERMS) return this.layerTogether(l);
      return ofLayer.map(({ by, k }) => {
        const [w] = pairsOf(by).pairs[Math.floor(k / 2)]!;
        return `ABS(${this.cells.at(w.ref)})*${this.cells.reachCell(netOf(by))}`;
      });
    });
    return terms.length === 1 ? terms[0]! : `(${terms.join('+')})`;
  }

  /** Not one term each: what every weight of a layer could do together. */
  private layerTogether(l: number): string {
    const weights = this.cells.layout.values.flatMap(({ ref: r }) =>
      r.kind === 'weight' && r.layer === l ? [r] : [],
    );
    const nets = this.cells.layout.forward.flatMap(({ ref: r }) =>
      r.kind === 'net' && r.layer === l ? [r] : [],
    );
    const all = rangeOf(weights.map((r) => this.cells.spot(r, 'plus', CHECK.baseRow)))!;
    return `(SQRT(${weights.length}*SUMSQ(${all}))*MAX(${this.cells.list(nets, CHECK.reachRow)}))`;
  }
}
