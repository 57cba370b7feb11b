import {
  type AstExpression,
  isCallNode,
  parse,
  parseA1Ref,
  parseStructRef,
  type ReferenceIdentifier,
  tokenize,
} from '@borgar/fx/xlsx';
import { type Position, parseAddress } from '../../xlsx/address.ts';
import type { ListTable } from '../../xlsx/cells.ts';
import { EXCEL } from '../../xlsx/limits.ts';
import { errors } from '../value.ts';
import type { Axis, CellNode, Node } from './node.ts';

/** A table with the sheet it is on: structured references read its columns by their headers. */
export interface PlacedTable {
  readonly sheet: string;
  readonly table: ListTable;
}

export interface ParseContext {
  /** The formula's own cell. */
  readonly position: Position;
  /** By name in lower case. */
  readonly tables: ReadonlyMap<string, PlacedTable>;
}

/** Deeper formulas than any person writes; they would end the machine's stack, not the work. */
const deepest = 400;

/** The tree of a formula, without its `=`. What cannot be read becomes a node that says so. */
export function parseFormula(formula: string, context: ParseContext): Node {
  if (formula.length > EXCEL.formulaCharacters) {
    const most = EXCEL.formulaCharacters.toLocaleString('en-US');
    return { kind: 'unknown', what: `a formula over ${most} characters` };
  }
  let nesting = 0;
  let most = 0;
  for (const character of formula) {
    if (character === '(' || character === '{') nesting += 1;
    else if (character === ')' || character === '}') nesting -= 1;
    most = Math.max(most, nesting);
  }
  if (most > deepest) return { kind: 'unknown', what: 'a deeply nested formula' };
  try {
    // Unary minus is kept apart from numbers: `-3` and `-A1` are the same operation.
    const tokens = tokenize(`=${formula}`, {
      withLocation: false,
      mergeRefs: true,
      negativeNumbers: false,
    });
    return nodeOf(
      parse(tokens, { permitArrayCalls: true, permitArrayRanges: true, looseRefCalls: true }),
      context,
    );
  } catch {
    return { kind: 'unknown', what: `the formula =${formula.slice(0, 60)}` };
  }
}

function nodeOf(tree: AstExpression | null | undefined, context: ParseContext): Node {
  if (tree === null || tree === undefined) return { kind: 'nothing' };
  switch (tree.type) {
    case 'Literal':
      return { kind: 'constant', value: tree.value, text: tree.raw };
    case 'ErrorLiteral':
      return { kind: 'constant', value: { error: tree.value }, text: tree.value };
    case 'ReferenceIdentifier':
      return referenceNode(tree, context);
    case 'UnaryExpression': {
      const operand = nodeOf(tree.arguments[0], context);
      if (tree.operator !== '#') return { kind: 'unary', operator: tree.operator, operand };
      return spillOf(operand);
    }
    case 'BinaryExpression': {
      const { operator } = tree;
      const left = nodeOf(tree.arguments[0], context);
      const right = nodeOf(tree.arguments[1], context);
      if (operator === ':' || operator === ' ' || operator === ',') {
        return joined(operator, left, right);
      }
      return { kind: 'binary', operator, left, right };
    }
    case 'ArrayExpression':
      return {
        kind: 'array',
        rows: tree.elements.map((row) => row.map((element) => nodeOf(element, context))),
      };
    case 'LambdaExpression':
      return {
        kind: 'lambda',
        parameters: tree.params.map(({ name }) => plain(name)),
        body: nodeOf(tree.body, context),
      };
    case 'LetExpression': {
      const declared = tree.declarations.flatMap(({ id, init }): Node[] => [
        { kind: 'name', name: plain(id.name) },
        nodeOf(init, context),
      ]);
      return { kind: 'call', name: 'LET', arguments: [...declared, nodeOf(tree.body, context)] };
    }
    default:
      return isCallNode(tree) ? callNode(tree, context) : { kind: 'unknown', what: 'a formula' };
  }
}

/** Programs write newer functions and their parameters with prefixes: `_xlfn.LET(_xlpm.x,…)`. */
function plain(name: string): string {
  return name.replace(/^(_xlfn\.|_xlws\.|_xlpm\.|_xludf\.)+/i, '');
}

function callNode(
  tree: Extract<AstExpression, { type: 'CallExpression' }>,
  context: ParseContext,
): Node {
  const given = tree.arguments.map((argument) => nodeOf(argument, context));
  const callee: { type: string; name?: string } = tree.callee;
  if (callee.type !== 'Identifier') {
    const lambda = nodeOf(tree.callee as unknown as AstExpression, context);
    return { kind: 'apply', lambda, arguments: given };
  }
  const name = plain(tree.callee.name).toUpperCase();
  if (name === 'ANCHORARRAY' && given.length === 1) return spillOf(given[0]!);
  if (name === 'SINGLE' && given.length === 1) {
    return { kind: 'unary', operator: '@', operand: given[0]! };
  }
  if (name === 'LAMBDA' && given.length > 0) {
    const parameters = given.slice(0, -1).map((node) => (node.kind === 'name' ? node.name : ''));
    return { kind: 'lambda', parameters, body: given.at(-1)! };
  }
  return { kind: 'call', name, arguments: given };
}

function spillOf(anchor: Node): Node {
  return anchor.kind === 'cell'
    ? { kind: 'spill', anchor }
    : { kind: 'unknown', what: 'the spill of an expression' };
}

/** `A1:B2` of two references that each name their sheet; other joins are beyond these sheets. */
function joined(operator: string, left: Node, right: Node): Node {
  if (operator === ':' && left.kind === 'cell' && right.kind === 'cell') {
    const rows = [left.row, right.row] as const;
    return { kind: 'range', sheet: left.sheet, rows, columns: [left.column, right.column] };
  }
  const name = { ':': 'a range whose end is computed', ' ': 'an intersection', ',': 'a union' };
  return { kind: 'unknown', what: `${name[operator as keyof typeof name]} of ranges` };
}

function referenceNode(tree: ReferenceIdentifier, context: ParseContext): Node {
  if (tree.kind === 'table') return structuredNode(tree.value, context);
  const reference = parseA1Ref(tree.value, { allowNamed: true, allowTernary: true });
  if (reference === undefined) return { kind: 'unknown', what: `the reference ${tree.value}` };
  if (reference.workbookName) {
    return { kind: 'unknown', what: `another workbook, [${reference.workbookName}]` };
  }
  if ('name' in reference) return { kind: 'name', name: plain(String(reference.name)) };
  const sheet = reference.sheetName || undefined;
  if (sheet?.includes(':') === true) return { kind: 'unknown', what: 'a range of several sheets' };
  const { top, left, bottom, right, $top, $left, $bottom, $right } = reference.range as A1;
  const axis = (index: number, fixed: boolean, own: number): Axis => ({
    by: fixed ? index + 1 : index + 1 - own,
    fixed,
  });
  const { row, column } = context.position;
  const rows = [
    axis(top ?? 0, $top, row),
    bottom === null ? { by: 1_048_576, fixed: true } : axis(bottom, $bottom, row),
  ] as const;
  const columns = [
    axis(left ?? 0, $left, column),
    right === null ? { by: 16_384, fixed: true } : axis(right, $right, column),
  ] as const;
  if (top === null && bottom === null) return { kind: 'range', sheet, rows: undefined, columns };
  if (left === null && right === null) return { kind: 'range', sheet, rows, columns: undefined };
  const single = top === bottom && left === right && !tree.value.includes(':');
  if (single) return { kind: 'cell', sheet, row: rows[0], column: columns[0] };
  return { kind: 'range', sheet, rows, columns };
}

interface A1 {
  readonly top: number | null;
  readonly left: number | null;
  readonly bottom: number | null;
  readonly right: number | null;
  readonly $top: boolean;
  readonly $left: boolean;
  readonly $bottom: boolean;
  readonly $right: boolean;
}

/** `Table1[[#This Row],[a]]` and its kin, as the cells they mean. */
function structuredNode(text: string, { position, tables }: ParseContext): Node {
  const reference = parseStructRef(text);
  const placed = tables.get(reference?.table?.toLowerCase() ?? '');
  if (reference === undefined || placed === undefined) {
    return { kind: 'unknown', what: `the table ${reference?.table || text}` };
  }
  const { sheet, table } = placed;
  const { first, last } = table.range;
  const columnOf = (name: string) =>
    table.columns.findIndex((header) => header.toLowerCase() === name.toLowerCase());
  const named = reference.columns ?? [];
  const [one] = named;
  const other = named.at(-1);
  const from = one === undefined ? 0 : columnOf(one);
  const to = other === undefined ? table.columns.length - 1 : columnOf(other);
  if (from < 0 || to < 0) return { kind: 'constant', value: errors.reference, text: '#REF!' };
  const fixed = (by: number): Axis => ({ by, fixed: true });
  const columns = [fixed(first.column + from), fixed(first.column + to)] as const;
  const sections = (reference.sections ?? []).map((section) => section.toLowerCase());
  if (sections.includes('this row')) {
    const row: Axis = { by: 0, fixed: false };
    if (from === to) return { kind: 'cell', sheet, row, column: columns[0] } satisfies CellNode;
    return { kind: 'range', sheet, rows: [row, row], columns };
  }
  const all = sections.includes('all');
  const headers = all || sections.includes('headers');
  const totals = all || sections.includes('totals');
  const data = all || sections.includes('data') || (!headers && !totals);
  const firstRow = first.row + (headers ? 0 : table.headerRows);
  const lastRow = last.row - (totals ? 0 : table.totalsRows);
  if (!data && headers === totals)
    return { kind: 'unknown', what: `${text} in row ${position.row}` };
  const top = !data && totals ? last.row : firstRow;
  const bottom = !data && headers ? first.row : lastRow;
  return { kind: 'range', sheet, rows: [fixed(top), fixed(bottom)], columns };
}

/** The address of a cell as people type it: `W33`, `$W$33`, `Sheet1!W33`, `'My sheet'!W33`. */
export function parseCellName(
  text: string,
): { sheet: string | undefined; position: Position } | undefined {
  const match = /^(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?\$?([A-Za-z]{1,3})\$?(\d+)$/.exec(text.trim());
  if (match === null) return undefined;
  const position = parseAddress(match[3]! + match[4]!);
  if (position === undefined) return undefined;
  return { sheet: match[1]?.replaceAll("''", "'") ?? match[2], position };
}
