import { childrenOf, type Node } from '../../sheet/formula/node.ts';
import { nowhere } from '../../sheet/places.ts';
import type { TableRoles } from '../roles/roles.ts';
import { termsOf } from '../table/recurrence.ts';
import type { Series } from '../table/table.ts';
import {
  cellOf,
  cellsRead,
  type Operand,
  type Partners,
  readBy,
  signatureOf,
} from './signature.ts';

/** A formula of the way forward, or a term of one, and what it reads in order. */
export interface Part {
  readonly owner: Series;
  readonly whole: boolean;
  readonly reads: readonly Operand[];
}

/**
 * Which quantities stand to one unit as others stand to its sibling: h1 → h2 takes w1 → w3, w2 → w4,
 * a_h1 → a_h2, and with them the weights that lead on. Found from the formulas of the way forward.
 */
export function partnersOf(
  groups: readonly (readonly Part[])[],
  from: Series,
  to: Series,
): Partners {
  const partners = new Map<Operand, Operand>([[from, to]]);
  for (let round = 0; round < 4; round++) {
    const before = partners.size;
    for (const parts of groups) {
      for (const one of parts) {
        for (const other of parts) if (one !== other) extend(partners, one, other);
      }
    }
    if (partners.size === before) break;
  }
  return partners;
}

function extend(partners: Map<Operand, Operand>, one: Part, other: Part): void {
  if (one.whole && partners.get(one.owner) === other.owner) {
    pair(partners, one, other);
    return;
  }
  const linked = one.reads.some(
    (read, i) => read !== other.reads[i] && partners.get(read) === other.reads[i],
  );
  const against = one.reads.some((read, i) => {
    const partner = partners.get(read);
    return partner !== undefined && partner !== other.reads[i];
  });
  if (!linked || against) return;
  pair(partners, one, other);
  if (one.whole && other.whole && one.owner !== other.owner && !partners.has(one.owner)) {
    partners.set(one.owner, other.owner);
  }
}

function pair(partners: Map<Operand, Operand>, one: Part, other: Part): void {
  for (const [i, read] of one.reads.entries()) {
    if (read !== other.reads[i] && !partners.has(read)) partners.set(read, other.reads[i]!);
  }
}

/** All formulas of the way forward and their terms, those of one form together. */
export function partsOf(roles: TableRoles, forward: ReadonlySet<Series>): Part[][] {
  const { table, samples } = roles;
  const step = samples[Math.floor(samples.length / 2)]!;
  const groups = new Map<string, Part[]>();
  for (const owner of forward) {
    const usual = table.usualOf(owner);
    const cell = owner.cells[step]!;
    if (usual === undefined || cell === nowhere || roles.states.has(cell)) continue;
    const add = (node: Node, whole: boolean) => {
      const reads = cellsRead(node).map(
        (each) => readBy(table, cell, each)?.series ?? cellOf(table, cell, each),
      );
      if (reads.some((each) => each === undefined)) return;
      const key = `${whole} ${signatureOf(node)}`;
      const part = { owner, whole, reads: reads as Operand[] };
      groups.set(key, [...(groups.get(key) ?? []), part]);
    };
    add(usual.node, true);
    for (const term of termsOf(usual.node)) {
      if (term !== usual.node && childrenOf(term).length > 0) add(term, false);
    }
  }
  return [...groups.values()].filter((parts) => parts.length > 1);
}
