import type { Node } from '../../sheet/formula/node.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import { isGrid } from '../../sheet/value.ts';
import { exists } from '../judge/finding.ts';
import { isSame } from '../numbers.ts';
import type { TableRoles } from '../roles/roles.ts';
import type { Series } from '../table/table.ts';
import type { Edit, Material, PlaceIn, Probe } from './edits/edit.ts';
import { editsOf } from './edits/every.ts';
import { likenessBonus } from './likeness.ts';

/** More formulas than this are not tried for one column. */
const most = 40_000;

/**
 * What a formula of a quantity may be changed with: what the formulas of the table read, or else are.
 * What nothing reads may be the very thing that should be.
 */
export function materialFor(roles: TableRoles, series: Series): Material {
  const { table, samples } = roles;
  const { book } = table;
  const step = samples[Math.floor(samples.length / 2)]!;
  const constants = new Set<CellId>();
  const used = new Set<Series>();
  const computed: Series[] = [];
  for (const each of table.series) {
    const id = each.cells[step]!;
    if (id === nowhere || book.templateOf(book.anchorOf(id)) === undefined) continue;
    computed.push(each);
    for (const read of book.references(id)) {
      const found = table.seriesOf(read);
      if (found !== undefined) used.add(found);
      else if (book.templateOf(read) === undefined && typeof book.value(read) === 'number') {
        constants.add(read);
      }
    }
  }
  const numbers = [...new Set([...used, ...computed])].filter(
    ({ cells }) => cells[step] !== nowhere && typeof book.value(cells[step]!) === 'number',
  );
  // In the middle of the table there may be none.
  const index = exists(series.cells[step]) ? step : series.cells.findIndex(exists);
  const at = series.cells[index] ?? nowhere;
  return {
    table,
    at,
    series: numbers.slice(0, 160),
    constants: [...constants].slice(0, 40),
    back: (table.stepOf(at) ?? index) - index,
  };
}

/** What a formula gives in the cell of a quantity. */
export function valueIn({ table }: TableRoles, node: Node, id: CellId): number | undefined {
  const { book } = table;
  if (!exists(id)) return undefined;
  const { results } = book.run(book.compile(node), id);
  const value = results.at(-1)!;
  const single = isGrid(value) ? value.at(0, 0) : value;
  return typeof single === 'number' ? single : undefined;
}

/** The least far-fetched single change after which a quantity is what it needs to be in all steps. */
export function findEdit(
  roles: TableRoles,
  series: Series,
  steps: readonly number[],
  needs: readonly number[],
  isPlausible: (edit: Edit) => boolean = () => true,
): Edit | undefined {
  const { table } = roles;
  const { book } = table;
  const { cells } = series;
  const template = book.templateOf(cells[steps[0]!]!);
  if (template === undefined || needs.every((need) => need === 0)) return undefined;
  const size = Math.max(...needs.map(Math.abs));
  // The step in which a wrong value differs most tells most.
  const order = steps.map((_, i) => i).sort((a, b) => Math.abs(needs[b]!) - Math.abs(needs[a]!));
  let best: Edit | undefined;
  let tried = 0;
  const probe = probeAt(roles, template.node, cells[steps[order[0]!]!]!, needs[order[0]!]!);
  for (const edit of editsOf(template.node, materialFor(roles, series), probe)) {
    if (++tried > most) break;
    if (best !== undefined && best.cost < edit.cost - 0.5) continue;
    const program = book.compile(edit.node);
    const fits = order.every((i) => {
      const { results } = book.run(program, cells[steps[i]!]!);
      const value = results[results.length - 1];
      return typeof value === 'number' && isSame(value, needs[i]!, size);
    });
    if (!fits || !isPlausible(edit)) continue;
    const cost = edit.cost - likenessBonus(roles, series, template.node, edit.node);
    if (best === undefined || cost < best.cost) best = { ...edit, cost };
  }
  return best;
}

/** Tells of each place in a formula what would have to stand there, from one cell's numbers. */
function probeAt(roles: TableRoles, root: Node, id: CellId, need: number): Probe {
  const value = valueIn(roles, root, id);
  const told = (node: Node) => valueIn(roles, node, id);
  return {
    valueOf: told,
    wanted({ node, put, linear }: PlaceIn) {
      const own = linear ? told(node) : undefined;
      if (own === undefined || value === undefined) return undefined;
      const by = Math.max(1, Math.abs(own));
      const text = String(own + by);
      const there = valueIn(roles, put({ kind: 'constant', value: own + by, text }), id);
      const slope = there === undefined ? 0 : (there - value) / by;
      return slope === 0 ? undefined : own + (need - value) / slope;
    },
  };
}
