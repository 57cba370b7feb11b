import { sfc32 } from '../../../src/functions/random.ts';

/** Draws that a seed decides. */
export interface Chance {
  /** Evenly between the two, not the upper one. */
  readonly between: (low: number, high: number) => number;
  /** A whole number, both ends included. */
  readonly whole: (low: number, high: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly yes: (probability: number) => boolean;
  readonly shuffle: <T>(items: readonly T[]) => T[];
}

export function chanceOf(...seed: readonly number[]): Chance {
  const [a = 0, b = 0, c = 0] = seed;
  const next = sfc32(a, b, c);
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    between: (low, high) => low + next() * (high - low),
    whole,
    pick: (from) => from[whole(0, from.length - 1)],
    yes: (probability) => next() < probability,
    shuffle: (items) => {
      const mixed = [...items];
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = whole(0, i);
        [mixed[i], mixed[j]] = [mixed[j], mixed[i]];
      }
      return mixed;
    },
  };
}
