import type { Spec } from '../../spec/spec.ts';
import { type Kept, variantLabel } from '../../spec/variant.ts';
import { type GenerateOptions, type KeyDecimal, overridesOf, type Shard } from '../options.ts';
import { defaultFolder, slug } from '../target.ts';

/** Many workbooks to be made of one spec. */
export interface Batch {
  readonly spec: Spec;
  /** On each workbook's first sheet; `sourceOf` adds which variant it is. */
  readonly madeFrom: string;
  readonly seed: number;
  readonly kept: Kept;
  /** Where they go, as messages call it. */
  readonly folder: string;
  /** How many variants there are in all shards together. */
  readonly variants: number;
  readonly shard: Shard | undefined;
  /** Those to be made here. */
  readonly numbers: readonly number[];
  /** The file of the answer key. A run of another length or shard has a key of its own. */
  readonly keyFile: string;
  readonly keyDecimal: KeyDecimal;
}

const defaultSeed = 1;

/** What the command line asks for. Pure: nothing is read or made. */
export function planBatch(
  spec: Spec,
  madeFrom: string,
  options: GenerateOptions & { readonly variants: number },
): Batch {
  const { variants, shard, seed = defaultSeed } = options;
  const { keepInputs = false, weightsOnly = false } = options;
  const kept = { keepInputs: keepInputs || weightsOnly, keepBiases: weightsOnly };
  const part = shard ? `-shard-${shard.index}-of-${shard.of}` : '';
  return {
    spec,
    madeFrom,
    seed,
    kept,
    folder:
      options.outDir ??
      `${defaultFolder(spec.name, overridesOf(options), seed)}${folderEnding(kept)}`,
    variants,
    shard,
    numbers: numbersOf(variants, shard),
    keyDecimal: options.keyDecimal ?? '.',
    keyFile: `${slug(spec.name)}-variants-${variants}${part}.csv`,
  };
}

/** The file of one variant: `simple-backprop-007.xlsx`, in a run of any length. */
export function fileOf({ spec }: Pick<Batch, 'spec'>, number: number): string {
  return `${slug(spec.name)}-${variantLabel(number)}.xlsx`;
}

/** What the workbook of one variant says it was made from. */
export function sourceOf(
  { madeFrom, seed, kept }: Pick<Batch, 'madeFrom' | 'seed' | 'kept'>,
  number: number,
): string {
  const same = kept.keepBiases ? ', inputs and biases kept' : ', inputs kept';
  return `${madeFrom}, variant ${number} of seed ${seed}${kept.keepInputs ? same : ''}`;
}

/** Sets folders apart as the flags do. */
function folderEnding({ keepInputs, keepBiases }: Kept): string {
  if (keepBiases) return '-weights-only';
  return keepInputs ? '-keep-inputs' : '';
}

/** Dealt out in turn, so that the shards are equal to within one and end at about the same time. */
function numbersOf(variants: number, shard: Shard = { index: 1, of: 1 }): number[] {
  const numbers: number[] = [];
  for (let number = shard.index; number <= variants; number += shard.of) numbers.push(number);
  return numbers;
}
