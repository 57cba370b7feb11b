import { childrenOf, type Node } from '../sheet/formula/node.ts';
import { parseFormula } from '../sheet/formula/parse.ts';
import { functionNamed } from '../sheet/functions/table.ts';
import type { Position } from '../xlsx/address.ts';

/** What a formula may call in a workbook that is written anew. */
export interface Known {
  readonly isSheet: (name: string) => boolean;
  readonly isName: (name: string) => boolean;
}

/**
 * Whether a formula may stand in a workbook that is written anew: every part of it is understood
 * here, reads cells and names of its own workbook, and computes with functions that do nothing
 * else. No other workbook, no program (DDE), no address on the web, no macro; and no table, which is
 * not copied.
 */
export function isHarmless(formula: string, position: Position, known: Known): boolean {
  return isKnown(parseFormula(formula, { position, tables: new Map() }), known);
}

function isKnown(node: Node, known: Known): boolean {
  return isKnownItself(node, known) && childrenOf(node).every((child) => isKnown(child, known));
}

function isKnownItself(node: Node, { isSheet, isName }: Known): boolean {
  switch (node.kind) {
    case 'constant':
    case 'nothing':
    case 'array':
      return true;
    case 'cell':
    case 'range':
      return node.sheet === undefined || isSheet(node.sheet);
    case 'name':
      return isName(node.name);
    case 'unary':
      return node.operator !== '@';
    case 'binary':
      return true;
    case 'call':
      return functionNamed(node.name) !== undefined;
    default:
      // Spills and lambdas need marks in the file that only Excel itself sets.
      return false;
  }
}
