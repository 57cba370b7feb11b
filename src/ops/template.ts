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
  return text.replaceAll(/\{(\w+)\}/g, (_, hole: HolesOf<Text>) => String(holes[hole]));
}
