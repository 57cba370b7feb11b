/**
 * Seeded random numbers in [0, 1), the same on every machine: mulberry32 by Tommy Ettinger (public
 * domain), 32-bit integer arithmetic only.
 */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What its author recommends before the first number, so that similar seeds part ways. */
const sfc32Warmup = 15;

/**
 * Seeded random numbers in [0, 1) from three seeds of 32 bits each (of larger numbers the lower 32
 * bits count): sfc32 by Chris Doty-Humphrey (PractRand, public domain), 32-bit integer arithmetic
 * only. For many independent streams, where the one state of mulberry32 would be too small.
 */
export function sfc32(seed1: number, seed2: number, seed3: number): () => number {
  let [a, b, c] = [seed1 | 0, seed2 | 0, seed3 | 0];
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < sfc32Warmup; i++) next();
  return next;
}
