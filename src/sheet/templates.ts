import type { Position } from '../xlsx/address.ts';
import type { Node } from './formula/node.ts';
import { type PlacedTable, parseFormula } from './formula/parse.ts';
import { printFormula } from './formula/print.ts';
import { compile, type Names, type Program } from './program.ts';

/** A formula as it stands to its own cell: filled down a column, it is the same one in every row. */
export interface Template {
  readonly node: Node;
  readonly program: Program;
}

/**
 * Reads each formula once. A cell mostly holds the formula of a cell near it, filled down or across:
 * the formula expected there is written out and compared, which costs a tenth of reading it.
 */
export function templateReader(tables: ReadonlyMap<string, PlacedTable>, names: Names) {
  const byShape = new Map<string, Template>();
  /** The templates last met in a column or a row, by which the next cell is tried. */
  const nearby = new Map<string, { template: Template; literal: boolean }[]>();

  return (formula: string, position: Position, place: string): Template => {
    const known = nearby.get(place) ?? [];
    nearby.set(place, known);
    for (const { template, literal } of known) {
      if (literal && printFormula(template.node, position) === formula) return template;
    }
    const node = parseFormula(formula, { position, tables });
    const shape = JSON.stringify(node);
    const template = byShape.get(shape) ?? { node, program: compile(node, names) };
    byShape.set(shape, template);
    // Only a formula that is printed as it was written can be recognised that way.
    const literal = printFormula(node, position) === formula;
    if (!known.some((each) => each.template === template)) known.unshift({ template, literal });
    if (known.length > 4) known.pop();
    return template;
  };
}
