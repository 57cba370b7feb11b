import type { Node } from '../../../sheet/formula/node.ts';
import type { Slip } from '../../report.ts';
import { binary, number } from './build.ts';
import { type Edit, misses, type PlaceIn, type Probe, type Readable } from './edit.ts';
import { unaryNames } from './local.ts';

/** What was left out: a factor, a term, a slope, beside any subtree. */
export function* insertions(
  place: PlaceIn,
  read: readonly Readable[],
  probe: Probe,
): Generator<Edit> {
  const { node, put } = place;
  const one = number(1);
  yield { node: put(binary('*', number(2), node)), slip: 'constant factor', cost: 1.2 };
  yield { node: put(binary('/', node, number(2))), slip: 'constant factor', cost: 1.2 };
  yield { node: put(binary('-', one, node)), slip: 'missing term', cost: 1.2 };
  yield { node: put(binary('+', one, node)), slip: 'missing term', cost: 1.3 };
  yield { node: put(binary('^', node, number(2))), slip: 'missing factor', cost: 1.3 };
  if (node.kind === 'cell') {
    for (const name of unaryNames) {
      yield {
        node: put({ kind: 'call', name, arguments: [node] }),
        slip: 'wrong function',
        cost: 1.3,
      };
    }
  }
  const wanted = probe.wanted(place);
  const x = wanted === undefined ? undefined : probe.valueOf(node);
  const count = wanted === undefined || x === undefined ? 0 : Math.round(x / wanted);
  if (count > 2 && count < 1000 && !misses(x, count * (wanted as number))) {
    const mean = binary('/', node, number(count));
    yield { node: put(mean), slip: 'constant factor', cost: 1.2 };
  }
  for (const { node: ref, value: y } of read) {
    const known = x !== undefined && y !== undefined;
    const missesBy = (value: (x: number, y: number) => number) =>
      known && misses(value(x, y), wanted);
    const slope = binary('-', one, ref);
    const square = binary('-', one, binary('*', ref, ref));
    const product = (factor: Node, cost: number): Edit => {
      return { node: put(binary('*', node, factor)), slip: 'missing factor', cost };
    };
    if (!missesBy((x, y) => x * y)) yield product(ref, 1.2);
    if (!missesBy((x, y) => x * y * (1 - y))) yield product(binary('*', ref, slope), 1.25);
    if (!missesBy((x, y) => x * (1 - y))) yield product(slope, 1.25);
    if (!missesBy((x, y) => x * (1 - y * y))) yield product(square, 1.25);
    const other = (operator: string, left: Node, right: Node, slip: Slip, cost: number): Edit => {
      return { node: put(binary(operator, left, right)), slip, cost };
    };
    if (!missesBy((x, y) => x / y)) yield other('/', node, ref, 'missing factor', 1.4);
    if (!missesBy((x, y) => x + y)) yield other('+', node, ref, 'missing term', 1.2);
    if (!missesBy((x, y) => x - y)) yield other('-', node, ref, 'missing term', 1.2);
    if (!missesBy((x, y) => y - x)) yield other('-', ref, node, 'missing term', 1.3);
  }
}
