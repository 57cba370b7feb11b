import type { Node } from '../../../sheet/formula/node.ts';
import type { CellId } from '../../../sheet/places.ts';
import { isGrid } from '../../../sheet/value.ts';
import { isSame } from '../../numbers.ts';
import type { Slip } from '../../report.ts';
import type { GradientRole } from '../../roles/gradient-role.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { filledBy } from '../../roles/states.ts';
import { blocksRead } from '../../slips/blocks.ts';
import { blockEditsOf } from '../../slips/edits/blocks.ts';
import type { Edit } from '../../slips/edits/edit.ts';
import type { Series } from '../../table/table.ts';
import { exists, type Finding } from '../finding.ts';

/** An entry of a block of parameters, from one step to the next. */
interface Move {
  readonly role: GradientRole;
  readonly step: number;
  /** The block's first cell in the next step, which holds its formula. */
  readonly anchor: CellId;
  readonly cell: CellId;
  readonly before: number;
  readonly after: number;
  readonly gradient: number;
}

/**
 * Compares updates of whole blocks with the rule that most of them follow: each entry moves against
 * its gradient, all by the same rate.
 */
export function judgeBlockUpdates(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  still: readonly GradientRole[],
): Finding[] {
  const blocks = new Map<Series, Move[]>();
  for (const move of movesOf(roles, [...gradients, ...still])) {
    const series = roles.table.seriesOf(move.anchor);
    if (series !== undefined) blocks.set(series, [...(blocks.get(series) ?? []), move]);
  }
  const rate = rateOf(roles, [...blocks.values()]);
  if (rate === undefined) return [];
  return [...blocks].flatMap(([series, moves]): Finding[] => {
    const rights = new Map(
      moves.map(({ cell, before, gradient }) => [cell, before - rate * gradient]),
    );
    // What is left of a parameter that passes through 0 is rounding.
    const wrong = moves.filter(
      ({ cell, before, after }) => !isSame(after, rights.get(cell)!, Math.abs(before)),
    );
    if (wrong.length === 0) return [];
    const edit = mendOf(roles, [...new Set(wrong.map(({ anchor }) => anchor))], rights);
    return [
      {
        series,
        role: 'update',
        slip: repeats(roles, wrong[0]!) ? 'never updated' : slipOf(edit),
        symbol: roles.nameOf(series).replace(/ \(\d+,\d+\)$/, ''),
        wrong: wrong.map(({ cell }) => ({ cell, right: rights.get(cell)! })),
        node: edit?.node,
        edit,
        causes: [],
        notes: [],
      },
    ];
  });
}

const ofRate: readonly Slip[] = ['constant factor', 'missing factor', 'extra factor'];

/** Whether a block's formula is nothing but a reference. */
const repeats = ({ table: { book } }: TableRoles, { anchor }: Move) =>
  book.templateOf(anchor)?.node.kind === 'range';

function slipOf(edit: Edit | undefined): Slip {
  if (edit === undefined) return 'unexplained';
  return ofRate.includes(edit.slip) ? 'rate' : edit.slip;
}

function movesOf({ table }: TableRoles, gradients: readonly GradientRole[]): Move[] {
  const { book } = table;
  return gradients.flatMap((role) => {
    const moves: Move[] = [];
    for (let step = 0; step + 1 < table.steps; step++) {
      const [from, cell, slope] = [
        role.parameter.cells[step],
        role.parameter.cells[step + 1],
        role.series.cells[step],
      ];
      if (!exists(from) || !exists(cell) || !exists(slope)) continue;
      const anchor = book.anchorOf(cell);
      if (book.cellOf(anchor).array === undefined) continue;
      const [before, after, gradient] = [from, cell, slope].map((id) => book.value(id));
      if (typeof before !== 'number' || typeof after !== 'number' || typeof gradient !== 'number')
        continue;
      moves.push({ role, step, anchor, cell, before, after, gradient });
    }
    return moves;
  });
}

/** The rate by which most blocks move; of two, the one that stands in a cell they read. */
function rateOf({ table }: TableRoles, blocks: readonly (readonly Move[])[]): number | undefined {
  const { book } = table;
  const votes = new Map<number, number>();
  const typed = new Set<number>();
  for (const moves of blocks) {
    for (const { anchor } of moves) {
      for (const read of book.references(anchor)) {
        const value = book.value(read);
        if (table.seriesOf(read) === undefined && typeof value === 'number') typed.add(value);
      }
    }
    const moving = moves.filter(({ gradient }) => Math.abs(gradient) > 1e-6);
    const rates = moving.map(({ before, after, gradient }) => (before - after) / gradient);
    if (rates.length === 0 || rates.some((rate) => Math.abs(rate - rates[0]!) > 1e-6)) continue;
    const known = [...votes.keys()].find((rate) => Math.abs(rate - rates[0]!) < 1e-6) ?? rates[0]!;
    votes.set(known, (votes.get(known) ?? 0) + 1);
  }
  const isTyped = (rate: number) => [...typed].some((value) => Math.abs(value - rate) < 1e-6);
  const ranked = [...votes].sort(
    (a, b) => b[1] - a[1] || Number(isTyped(b[0])) - Number(isTyped(a[0])),
  );
  const [top] = ranked;
  return top !== undefined && (top[1] > 1 || isTyped(top[0])) ? top[0] : undefined;
}

/** The one change of the block's formula after which all its entries are right. */
function mendOf(
  roles: TableRoles,
  anchors: readonly CellId[],
  rights: ReadonlyMap<CellId, number>,
): Edit | undefined {
  const { table } = roles;
  const { book } = table;
  const first = anchors[0]!;
  const template = book.templateOf(first);
  if (template === undefined) return undefined;
  const others = table.series.flatMap(({ cells }) => cells.slice(0, 3));
  const read = blocksRead(roles, [...anchors, ...others.filter(exists)], first);
  let best: Edit | undefined;
  for (const edit of blockEditsOf(template.node, read, table.stride)) {
    // A rate of 0.5 is in a cell rather than typed.
    const cost = edit.slip === 'constant factor' ? edit.cost + 0.2 : edit.cost;
    if (best !== undefined && best.cost <= cost) continue;
    if (anchors.slice(0, 3).every((anchor) => fits(edit.node, anchor))) best = { ...edit, cost };
  }
  return best;

  function fits(node: Node, anchor: CellId): boolean {
    const { results } = book.run(book.compile(node), anchor);
    const value = results.at(-1)!;
    const { row, column } = book.placeOf(anchor);
    return filledBy(book, anchor).every((cell) => {
      const at = book.placeOf(cell);
      const entry = isGrid(value) ? value.at(at.row - row, at.column - column) : value;
      const right = rights.get(cell);
      return typeof entry === 'number' && (right === undefined || isSame(entry, right));
    });
  }
}
