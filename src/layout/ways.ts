import type { Network } from '../network/network.ts';
import { parametersOf } from '../network/parameters.ts';
import type { Ref } from '../ref.ts';
import { WAYS } from './sheets.ts';

/** `Ways`: where each weight and bias stands, and which one is followed at first. */
export interface WaysLayout {
  readonly followed: Ref;
  /** Counted from the first row of a parameter, which is 1. */
  readonly followedRow: number;
  readonly lastParameterRow: number;
}

export function waysLayoutOf(network: Network): WaysLayout {
  const all = parametersOf(network);
  return {
    followed: all[0],
    followedRow: 1,
    lastParameterRow: WAYS.firstRow + all.length - 1,
  };
}
