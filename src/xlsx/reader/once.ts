import { unreadable } from './problem.ts';

/** For an element that may stand only once: where there are two, each program takes another. */
export function once(what: string): () => void {
  let seen = false;
  return () => {
    if (seen) throw unreadable(`it has two ${what}`);
    seen = true;
  };
}
