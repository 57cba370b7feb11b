import type { CellId } from '../../sheet/places.ts';
import type { TableRoles } from '../roles/roles.ts';
import type { Series } from '../table/table.ts';
import { type Edit, places } from './edits/edit.ts';
import { relative } from './edits/references.ts';
import { cellsRead, readBy, rewritten, signatureOf } from './signature.ts';
import { slipBetween, unitMaps } from './transfer.ts';

/** A formula that reads more is a sum, and a single change mends it. */
const mostRead = 2;

/**
 * What the formulas of siblings would be with the quantities that this one reads: an activation like
 * that of another unit, an error like that of another output. It mends what was cut down too far to
 * tell what is missing.
 */
export function* siblingForms(
  { table }: TableRoles,
  series: Series,
  at: CellId,
  siblings: Iterable<Series>,
): Generator<Edit> {
  const own = table.usualOf(series);
  const step = table.stepOf(at);
  if (own === undefined || step === undefined) return;
  const seriesIn = (node: Edit['node'], cell: CellId) => [
    ...new Set(cellsRead(node).flatMap((each) => readBy(table, cell, each)?.series ?? [])),
  ];
  const reads = seriesIn(own.node, at);
  if (reads.length === 0 || reads.length > mostRead) return;
  yield* withOneOther();
  const known = new Set([signatureOf(own.node)]);
  for (const sibling of siblings) {
    const usual = table.usualOf(sibling);
    const from = sibling.cells[step]!;
    if (sibling === series || usual === undefined || table.book.templateOf(from) !== usual)
      continue;
    const form = signatureOf(usual.node);
    const others = seriesIn(usual.node, from);
    if (known.has(form) || others.length !== reads.length) continue;
    known.add(form);
    for (const order of [reads, [...reads].reverse()]) {
      const partners = new Map(others.map((each, i) => [each, order[i]!]));
      const node = rewritten(table, usual.node, from, at, partners);
      yield { node, slip: slipBetween(own.node, node), cost: 1.3 };
      if (reads.length === 1) break;
    }
  }

  /** Of one that reads the same quantities and more: but for one reference its formula is the right one. */
  function* withOneOther(): Generator<Edit> {
    for (const sibling of siblings) {
      const usual = table.usualOf(sibling);
      const from = sibling.cells[step as number]!;
      if (sibling === series || usual === undefined || table.book.templateOf(from) !== usual)
        continue;
      const others = seriesIn(usual.node, from);
      if (others.length <= reads.length || !reads.every((each) => others.includes(each))) continue;
      const node = rewritten(table, usual.node, from, at, new Map());
      for (const place of places(node)) {
        if (place.node.kind !== 'cell') continue;
        for (const read of reads) {
          const cell = read.cells[step as number]!;
          const changed = place.put(relative(table.book, at, cell));
          yield { node: changed, slip: slipBetween(own!.node, changed), cost: 1.3 };
        }
      }
    }
  }
}

/**
 * What the formulas of siblings would be with this one's cells in place of the sibling's, all at once:
 * the sum of another unit's weights with its own weights, for a sum that lost most of itself.
 */
export function* siblingsMoved(
  roles: TableRoles,
  series: Series,
  at: CellId,
  siblings: ReadonlySet<Series>,
): Generator<Edit> {
  const { table } = roles;
  const now = table.usualOf(series);
  const step = table.stepOf(at);
  if (now === undefined || step === undefined) return;
  const seen = new Set<string>();
  // Units of its layer and its sample, or with its weights.
  const own = new Set(table.book.references(at));
  const isNear = ({ cells }: Series) =>
    table.book.references(cells[step]!).some((read) => own.has(read));
  for (const partners of unitMaps(roles, siblings, step, isNear)) {
    for (const sibling of siblings) {
      const usual = table.usualOf(sibling);
      const from = sibling.cells[step]!;
      if (sibling === series || usual === undefined || table.book.templateOf(from) !== usual)
        continue;
      if (roles.states.has(from) || !partners.has(sibling)) continue;
      const node = rewritten(table, usual.node, from, at, partners);
      const text = JSON.stringify(node);
      if (node.kind === 'cell' || seen.has(text)) continue;
      seen.add(text);
      yield { node, slip: slipBetween(now.node, node), cost: 1.05 };
    }
  }
}
