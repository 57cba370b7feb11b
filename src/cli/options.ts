import { GradsheetError } from '../errors.ts';
import type { Wish } from '../plant/draw.ts';
import type { ParseOptions } from '../spec/parse.ts';

/** The options of `generate`, as commander hands them over. */
export interface GenerateOptions {
  readonly lr?: number;
  readonly steps?: number;
  readonly compare?: readonly number[];
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** Whether the data may lie outside the folder of the spec. */
  readonly dataAnywhere?: boolean;
  /** Only tell what would be made. */
  readonly describe?: boolean;
  /** How many variants; one workbook, as the spec says, if left out. */
  readonly variants?: number;
  /** Mistakes to put into a workbook for a class to find. */
  readonly plant?: Wish;
  readonly seed?: number;
  readonly outDir?: string;
  readonly jobs?: number;
  readonly shard?: Shard;
  /** Of the numbers in the answer key. */
  readonly keyDecimal?: KeyDecimal;
  /** Variants with the inputs of the spec. */
  readonly keepInputs?: boolean;
  /** Variants with the inputs and biases of the spec. */
  readonly weightsOnly?: boolean;
}

export type KeyDecimal = '.' | ',';

/** One of several equal parts of a run, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

export type Overrides = NonNullable<ParseOptions['overrides']>;

/** The options that change the spec, under the spec's names. */
export function overridesOf({ lr, steps, compare }: GenerateOptions): Overrides {
  return {
    ...(lr === undefined ? {} : { learningRate: lr }),
    ...(steps === undefined ? {} : { steps }),
    ...(compare === undefined ? {} : { compare }),
  };
}

const onlyWithVariants = [
  ['seed', '--seed'],
  ['outDir', '--out-dir'],
  ['jobs', '--jobs'],
  ['shard', '--shard'],
  ['keyDecimal', '--key-decimal'],
  ['keepInputs', '--keep-inputs'],
  ['weightsOnly', '--weights-only'],
] as const;

/** Refuses options that mean nothing together. @throws GradsheetError USAGE */
export function checkTogether(options: GenerateOptions): void {
  if (options.plant !== undefined) {
    if (options.variants !== undefined) throw plantAlone('--variants');
    if (options.describe) throw plantAlone('--describe');
  }
  if (options.variants !== undefined) {
    if (options.out === undefined) return;
    throw new GradsheetError('USAGE', '--out names one file, and --variants makes many', {
      path: '--out',
      hint: 'give them a folder with --out-dir',
    });
  }
  const alone = onlyWithVariants
    .filter(([key]) => key !== 'seed' || options.plant === undefined)
    .find(([key]) => options[key] !== undefined);
  if (alone === undefined) return;
  const [, flag] = alone;
  throw new GradsheetError(
    'USAGE',
    `${flag} means nothing without --variants${flag === '--seed' ? ' or --plant' : ''}`,
    {
      path: flag,
      hint:
        flag === '--out-dir'
          ? 'name the file of one workbook with --out, or make many with --variants 30'
          : 'say how many workbooks you want, for example --variants 30',
    },
  );
}

function plantAlone(flag: string): GradsheetError {
  return new GradsheetError('USAGE', `--plant and ${flag} do not go together`, {
    path: flag,
    hint: 'make one workbook with mistakes at a time; another --seed makes another',
  });
}
