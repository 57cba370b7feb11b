import { distance } from 'fastest-levenshtein';
import { aliasOf, plainWord } from './aliases.ts';
import { shortened } from './problem.ts';

/** Of every 5 characters at most 2 may differ: `bias` finds `biases`, `relu` does not find `tanh`. */
const tolerated = 0.4;

/** The candidate that a `word` mistyped or from elsewhere most probably meant, if any is near. */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  // Nothing long is a typo of a short name, and the distance costs length × length.
  if (word.length > 100) return undefined;
  const alias = aliasOf(word);
  if (alias !== undefined && candidates.includes(alias)) return alias;
  const typed = plainWord(word);
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const meant = plainWord(candidate);
    const beginning = typed.length >= 3 && meant.startsWith(typed);
    const away = beginning ? 1 : distance(typed, meant);
    if (away < least && away <= tolerated * Math.max(typed.length, meant.length)) {
      best = candidate;
      least = away;
    }
  }
  return best;
}

/** ``did you mean `sigmoid`? `` if something is near, before what is to be said in any case. */
export function didYouMean(word: string, otherwise: string, candidates: readonly string[]): string {
  const meant = suggest(word, candidates);
  return meant === undefined ? otherwise : `did you mean \`${shortened(meant)}\`? ${otherwise}`;
}
