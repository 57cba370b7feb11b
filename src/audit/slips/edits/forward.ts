import type { Node } from '../../../sheet/formula/node.ts';
import { termsOf } from '../../table/recurrence.ts';
import { binary, number } from './build.ts';
import { type Edit, type Material, type Probe, places } from './edit.ts';
import { local, unaryNames } from './local.ts';
import { readables } from './references.ts';
import { swaps } from './swaps.ts';

const untold: Probe = { valueOf: () => undefined, wanted: () => undefined };

/** A term that was left out: one of the lost quantities, times what it weighs. */
export function* lostProducts(
  root: Node,
  material: Material,
  lost: Pick<Material, 'series' | 'constants'>,
): Generator<Edit> {
  const read = readables(material);
  for (const node of readables({ ...material, ...lost })) {
    for (const ref of read) {
      const sum = binary('+', root, binary('*', node, ref));
      yield { node: sum, slip: 'missing term', cost: 1.25 };
    }
  }
}

/**
 * The slips that people make on the way forward, where nothing has a chain of slopes to forget. A term
 * may be missing beside each cell, or (with fewer to try) in the sum that the formula is.
 */
export function* forwardEditsOf(
  root: Node,
  material: Material,
  everywhere: boolean,
): Generator<Edit> {
  const read = readables(material);
  const plain = read.map((node) => ({ node, value: undefined }));
  yield* swaps(root, material, plain, untold);
  for (const name of unaryNames) {
    const call: Node = { kind: 'call', name, arguments: [root] };
    yield { node: call, slip: 'wrong function', cost: 1.2 };
  }
  const terms = new Set(termsOf(root));
  for (const { node, put } of places(root)) {
    yield* local(node, put, root === node);
    if (node.kind === 'binary' && '+-'.includes(node.operator)) {
      yield { node: put(binary('^', node, number(2))), slip: 'missing factor', cost: 1.2 };
    }
    if (node !== root && !terms.has(node) && node.kind !== 'cell') continue;
    for (const ref of read) {
      yield { node: put(binary('*', node, ref)), slip: 'missing factor', cost: 1.3 };
      if (node !== root && !terms.has(node) && !everywhere) continue;
      yield { node: put(binary('+', node, ref)), slip: 'missing term', cost: 1.2 };
      yield { node: put(binary('-', node, ref)), slip: 'missing term', cost: 1.25 };
    }
  }
}
