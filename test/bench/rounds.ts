import { Died } from './process.ts';

/** What one contender measured, round by round; or why it has nothing to show. */
export type Series<T> =
  | { readonly samples: readonly T[]; readonly reason?: never }
  | { readonly reason: string; readonly samples?: never };

export interface Contender<Name extends string, T> {
  readonly name: Name;
  measure(): Promise<T>;
  /** Why it cannot run at all; absent if it can. */
  readonly skipped?: string | undefined;
}

export interface Rounds<Name> {
  readonly rounds: number;
  /** A contender that takes longer than so many seconds is not asked again. */
  readonly patience?: number;
  readonly onRound: (round: number, name: Name) => void;
}

/**
 * Measures the contenders in turns, A B C A B C …, so that what slows the machine down for a while
 * slows them all. One that dies is not tried again.
 */
export async function inRounds<Name extends string, T>(
  contenders: readonly Contender<Name, T>[],
  { rounds, patience = Number.POSITIVE_INFINITY, onRound }: Rounds<Name>,
): Promise<Map<Name, Series<T>>> {
  const samples = new Map<Name, T[]>(contenders.map(({ name }) => [name, []]));
  const reasons = new Map<Name, string>();
  const slow = new Set<Name>();
  for (const { name, skipped } of contenders) {
    if (skipped !== undefined) reasons.set(name, `skipped: ${skipped}`);
  }
  for (let round = 1; round <= rounds; round++) {
    for (const { name, measure } of contenders) {
      if (reasons.has(name) || slow.has(name)) continue;
      onRound(round, name);
      const start = performance.now();
      try {
        samples.get(name)!.push(await measure());
        if (performance.now() - start > patience * 1000) slow.add(name);
      } catch (error) {
        if (!(error instanceof Died)) throw error;
        reasons.set(name, error.message);
      }
    }
  }
  return new Map(
    contenders.map(({ name }) => {
      const reason = reasons.get(name);
      return [name, reason === undefined ? { samples: samples.get(name)! } : { reason }];
    }),
  );
}

/** Of several measurements of the same. */
export interface Summary {
  readonly count: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function summarise(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { count: sorted.length, median, min: sorted[0], max: sorted.at(-1)! };
}
