import { graphOf, nodesIn } from '../model/graph.ts';
import type { Network } from '../network/network.ts';
import type { Node } from '../ops/node.ts';
import { type Ref, refKey } from '../ref.ts';
import { kinds, type Vocabulary } from './kinds.ts';

/** Names the quantities of one network as the sheets do: `w5`, `a_h1`, `∂E/∂o1`. */
export interface Names {
  /** The bare name, a column's header. */
  of(ref: Ref): string;
  /** What the quantity is, in words. */
  meaning(ref: Ref): string;
}

/** Nodes of the graph bring their names; whatever else there is is called after them. */
export function namesOf(network: Network): Names {
  const nodes = new Map<string, Node>(nodesIn(graphOf(network)).map((n) => [refKey(n.ref), n]));
  const vocabulary: Vocabulary = {
    network,
    node: (r) => {
      const found = nodes.get(refKey(r));
      if (!found) throw new Error(`no node ${refKey(r)}`);
      return found;
    },
  };
  return {
    of: (r) => kinds[r.kind].name(r, vocabulary),
    meaning: (r) => kinds[r.kind].meaning(r, vocabulary),
  };
}
