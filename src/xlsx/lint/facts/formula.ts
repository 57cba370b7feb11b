/** What Excel limits about a formula besides its length. */
export interface FormulaSize {
  /** The longest text in quotes. */
  readonly longestText: number;
  /** Functions within each other. */
  readonly levels: number;
  /** The most arguments of one function. */
  readonly mostArguments: number;
  /** In capitals, each once. */
  readonly functions: readonly string[];
  /** Whether it looks at other sheets. */
  readonly otherSheets: boolean;
}

/** A text, a quoted sheet, an error value, a word with what may follow it, or a sign that counts. */
const PIECE =
  /"((?:[^"]|"")*)"|'(?:[^']|'')*'!?|#[A-Z/0-9]+[!?]?|[\p{L}_.][\p{L}\p{N}_.]*[(!]?|[(),]/giu;

/**
 * Measures a formula without evaluating it. It is not taken apart as far as `tokenize` does, which
 * takes several times as long: there may be hundreds of thousands.
 */
export function sizeOf(formula: string): FormulaSize {
  let [longestText, levels, mostArguments] = [0, 0, 0];
  let otherSheets = false;
  const functions = new Set<string>();
  /** Of each open bracket: the arguments so far, or 0 if it only groups. */
  const open: number[] = [];
  for (const [piece, text] of formula.matchAll(PIECE)) {
    if (text !== undefined) longestText = Math.max(longestText, text.replaceAll('""', '"').length);
    else if (piece === ',') countArgument(open);
    else if (piece === ')') mostArguments = Math.max(mostArguments, open.pop() ?? 0);
    else if (piece.endsWith('(')) {
      if (piece.length > 1) functions.add(piece.slice(0, -1).toUpperCase());
      open.push(piece.length > 1 ? 1 : 0);
      levels = Math.max(levels, open.filter((count) => count > 0).length);
    } else if (piece.endsWith('!') && !piece.startsWith('#')) otherSheets = true;
  }
  return { longestText, levels, mostArguments, functions: [...functions], otherSheets };
}

/** One argument more for the innermost function; a bracket that only groups has none. */
function countArgument(open: number[]): void {
  const count = open.pop();
  if (count !== undefined) open.push(count > 0 ? count + 1 : count);
}
