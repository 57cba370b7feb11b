import { type AstExpression, parse, tokenize } from '@borgar/fx/xlsx';
import { EXCEL } from '../xlsx/limits.ts';

/**
 * Whether two formulas of one cell compute the same in the same way: the same functions of the same
 * cells and constants. Programs respell formulas when they save them: brackets and spaces that
 * change nothing, `TRUE()`, the sheet's own name before a reference, 0.01 as 0.0099999999999999999998.
 *
 * @param sheet the cell's own sheet.
 */
export function sameFormula(expected: string, got: string, sheet: string): boolean {
  if (expected === got) return true;
  if (got.length > longest || nesting(got) > deepest) return false;
  const trees = [expected, got].map((formula) => treeOf(formula));
  return (
    trees.every((tree) => tree !== undefined) && sameTree(trees[0]!, trees[1]!, ownSheet(sheet))
  );
}

/** Twice what Excel takes: Gnumeric writes numbers longer. */
const longest = 2 * EXCEL.formulaCharacters;
/** Excel's limit is 64. */
const deepest = 100;

function nesting(formula: string): number {
  let depth = 0;
  let most = 0;
  for (const character of formula) {
    if (character === '(' || character === '{') depth++;
    if (character === ')' || character === '}') depth--;
    most = Math.max(most, depth);
  }
  return most;
}

function treeOf(formula: string): AstExpression | undefined {
  try {
    const tokens = tokenize(`=${formula}`, { withLocation: false, negativeNumbers: false });
    return parse(tokens, { permitArrayCalls: true, permitArrayRanges: true, looseRefCalls: true });
  } catch {
    return undefined;
  }
}

type ReferenceText = (reference: string) => string;

function sameTree(a: AstExpression, b: AstExpression, reference: ReferenceText): boolean {
  const [one, other] = [plain(a), plain(b)];
  const same = (x: AstExpression, y: AstExpression) => sameTree(x, y, reference);
  const all = (xs: readonly AstExpression[], ys: readonly AstExpression[]) =>
    xs.length === ys.length && xs.every((x, i) => same(x, ys[i]!));
  switch (one.type) {
    case 'Literal':
      return other.type === 'Literal' && sameConstant(one.value, other.value);
    case 'ErrorLiteral':
      return other.type === 'ErrorLiteral' && one.value === other.value;
    case 'ReferenceIdentifier':
      return (
        other.type === 'ReferenceIdentifier' && reference(one.value) === reference(other.value)
      );
    case 'UnaryExpression':
    case 'BinaryExpression':
      return (
        other.type === one.type &&
        one.operator === other.operator &&
        all(one.arguments, other.arguments)
      );
    case 'CallExpression': {
      if (other.type !== 'CallExpression') return false;
      return functionName(one) === functionName(other) && all(one.arguments, other.arguments);
    }
    case 'ArrayExpression':
      return (
        other.type === 'ArrayExpression' &&
        one.elements.length === other.elements.length &&
        one.elements.every((row, i) => all(row, other.elements[i]!))
      );
    default:
      // LET and LAMBDA, which no workbook of ours has.
      return false;
  }
}

/** `TRUE()` is TRUE, and a plus sign before anything is nothing. */
function plain(tree: AstExpression): AstExpression {
  if (tree.type === 'UnaryExpression' && tree.operator === '+') return plain(tree.arguments[0]!);
  if (tree.type !== 'CallExpression' || tree.arguments.length > 0) return tree;
  const name = functionName(tree);
  if (name !== 'TRUE' && name !== 'FALSE') return tree;
  return { type: 'Literal', value: name === 'TRUE', raw: name };
}

/** Functions that Excel 2010 gave a second name; Gnumeric writes the newer. */
const newerNames: Readonly<Record<string, string>> = {
  STDEV: 'STDEV.S',
  STDEVP: 'STDEV.P',
  VAR: 'VAR.S',
  VARP: 'VAR.P',
};

/** Without the prefix that functions newer than 2007 have in files; Gnumeric has one of its own. */
function functionName(call: AstExpression & { type: 'CallExpression' }): string {
  const { callee } = call;
  if (callee.type !== 'Identifier') return '';
  const name = callee.name.toUpperCase().replace(/^_XLFN(GNUMERIC)?\.(_XLWS\.)?/, '');
  return newerNames[name] ?? name;
}

function sameConstant(a: unknown, b: unknown): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  return Math.abs(a - b) <= 4 * Number.EPSILON * Math.abs(a);
}

/** References in one spelling: `$` says what moves in a copy, not what is read. */
function ownSheet(sheet: string): ReferenceText {
  const own = sheet.toUpperCase();
  return (reference) => {
    const [, quoted, bare = quoted?.replaceAll("''", "'"), rest = reference] =
      /^(?:'((?:[^']|'')*)'|([^'!]*))!(.*)$/s.exec(reference) ?? [];
    // Gnumeric writes a range of one cell as that cell.
    const cells = rest
      .replaceAll('$', '')
      .toUpperCase()
      .replace(/^(\w+):\1$/, '$1');
    const on = bare?.toUpperCase();
    return on === undefined || on === own ? cells : `${on}!${cells}`;
  };
}
