import type { Network } from '../network/network.ts';
import { type Ref, ref } from '../ref.ts';
import type { ColumnPlace } from './place.ts';
import { DATA, SHEETS } from './sheets.ts';

/** The columns of `Data`: what was given, and the inputs as the network sees them. */
export interface DataLayout {
  readonly columns: readonly DataColumn[];
  readonly lastRow: number;
  /** The column that says of each sample whether all its cells hold numbers. */
  readonly soundColumn: number;
  /** The column from which the network takes an input or target. */
  readonly placeOf: (r: Ref) => ColumnPlace;
}

export interface DataColumn {
  readonly ref: Ref;
  readonly column: number;
  readonly kind: 'given' | 'standardised';
  /** What the data set calls it; null if it does not. */
  readonly name: string | null;
}

/** Lays out the samples of a network that has several: inputs, standardised inputs, targets. */
export function dataLayoutOf({ spec, samples, inputs, targets }: Network): DataLayout {
  const { data } = spec;
  let column = DATA.firstColumn;
  const add = (r: Ref, kind: DataColumn['kind'], name: string | undefined): DataColumn => ({
    ref: r,
    column: column++,
    kind,
    name: name ?? null,
  });
  const inputRefs = Array.from(inputs, (_, k) => ref('input', 0, k));
  const given = inputRefs.map((r, k) => add(r, 'given', data?.inputNames?.[k]));
  const standardised = data?.standardise
    ? inputRefs.map((r, k) => add(r, 'standardised', data?.inputNames?.[k]))
    : [];
  const wanted = Array.from(targets, (_, j) =>
    add(ref('target', 0, j), 'given', data?.targetNames?.[j]),
  );
  const seen = { input: data?.standardise ? standardised : given, target: wanted };
  const lastRow = DATA.firstRow + samples.length - 1;
  return {
    columns: [...given, ...standardised, ...wanted],
    lastRow,
    soundColumn: column,
    placeOf: (r) => ({
      sheet: SHEETS.data,
      column: seen[r.kind as 'input' | 'target'][r.unit]!.column,
      firstRow: DATA.firstRow,
      lastRow,
    }),
  };
}
