/** The names in the braces of a text. */
type HolesOf<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | HolesOf<Rest>
  : never;

/**
 * Fills the `{holes}` of a formula's text with cells, numbers or other formulas. Which there are is
 * told by the text itself, so that the compiler finds one that is missing.
 */
export function filled<Text extends string>(
  text: Text,
  holes: Readonly<Record<HolesOf<Text>, string | number>>,
): string {
  const [first, ...rest] = piecesOf(text);
  let whole = first.text;
  for (const { hole, text } of rest) whole += holes[hole as HolesOf<Text>] + text;
  return whole;
}

interface Piece {
  /** What is put in before it; of the first piece nothing is. */
  readonly hole: string;
  readonly text: string;
}

/** Texts are filled once a cell, so that they are cut up once. */
const cut = new Map<string, readonly [Piece, ...Piece[]]>();
/** Formulas with a cell written into their text are different every time: those need not stay. */
const KEPT = 1000;

function piecesOf(text: string): readonly [Piece, ...Piece[]] {
  const known = cut.get(text);
  if (known) return known;
  const [first = '', ...rest] = text.split(/\{(\w+)\}/);
  const pieces: [Piece, ...Piece[]] = [{ hole: '', text: first }];
  for (let i = 0; i < rest.length; i += 2) pieces.push({ hole: rest[i]!, text: rest[i + 1]! });
  if (cut.size < KEPT) cut.set(text, pieces);
  return pieces;
}
