import { join, resolve } from 'node:path';
import { variantRanges } from '../../spec/variant.ts';
import type { Output } from '../io.ts';
import { type Fact, learningRateFact, printFacts, sizeText, styled } from '../report.ts';
import { type Batch, fileOf } from './batch.ts';
import type { Made } from './make.ts';

/** What `generate --variants --json` prints; what there is to say of each file is in the key. */
export interface BatchOutcome {
  /** Absolute path. */
  readonly folder: string;
  /** Absolute path of the answer key. */
  readonly key: string;
  readonly seed: number;
  /** Of all shards together. */
  readonly variants: number;
  /** `2/5`, or null for a run in one piece. */
  readonly shard: string | null;
  /** Of this shard; the sum of the next two. */
  readonly workbooks: number;
  readonly written: number;
  readonly alreadyThere: number;
  /** Of all workbooks together. */
  readonly bytes: number;
  /** What was drawn from; null for inputs that are not drawn: those that are kept, or of a data set. */
  readonly ranges: { readonly parameters: string; readonly inputs: string | null };
  /** Whether biases are those of the spec. */
  readonly biasesKept: boolean;
  readonly learningRate: number;
  readonly steps: number;
  /** How many workbooks have each verdict, whatever the step, the most frequent first. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** Those of which there is little to see: stuck, rising, diverged, or at rest with dead units. */
  readonly notLearning: readonly { readonly file: string; readonly verdict: string }[];
  readonly remarks: readonly string[];
}

export function outcomeOf(
  batch: Batch,
  made: readonly Made[],
  remarks: readonly string[],
  cwd: string,
): BatchOutcome {
  const { folder, keyFile, seed, kept, variants, shard, spec } = batch;
  const written = made.filter(({ state }) => state === 'written').length;
  return {
    folder: resolve(cwd, folder),
    key: resolve(cwd, folder, keyFile),
    seed,
    variants,
    shard: shard ? `${shard.index}/${shard.of}` : null,
    workbooks: made.length,
    written,
    alreadyThere: made.length - written,
    bytes: made.reduce((sum, { bytes }) => sum + bytes, 0),
    ranges: spec.data || kept.keepInputs ? { ...variantRanges, inputs: null } : variantRanges,
    biasesKept: kept.keepBiases === true,
    learningRate: spec.training.learningRate,
    steps: spec.training.steps,
    verdicts: countVerdicts(made),
    notLearning: made
      .filter(({ verdict }) => learnsNothing.test(verdict))
      .map(({ file, verdict }) => ({ file, verdict })),
    remarks,
  };
}

const learnsNothing = /^(stuck|rising|diverged)|units are dead$/;

function countVerdicts(made: readonly Made[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { verdict } of made) {
    const kind = verdict.replace(/ at step \d+/, '');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]));
}

const ofSpec = 'those of the description';

/** Where the workbooks are and what is in them. */
export function printBatch(output: Output, outcome: BatchOutcome, batch: Batch): void {
  const { workbooks, written, alreadyThere, seed, shard, variants, ranges, verdicts } = outcome;
  const { biasesKept } = outcome;
  const count = (n: number) => n.toLocaleString('en-US');
  const folder = styled(output, 'bold', batch.folder);
  const there = alreadyThere === 0 ? '' : `; ${count(alreadyThere)} already there`;
  const headline = `wrote ${count(written)} workbook${written === 1 ? '' : 's'} to ${folder}${there} (${sizeText(outcome.bytes)})`;
  const facts: (Fact | false)[] = [
    workbooks > 0 && ['files', filesText(batch)],
    ['answer key', join(batch.folder, batch.keyFile)],
    shard !== null && ['shard', `${shard} of ${count(variants)} variants`],
    ['seed', String(seed)],
    [biasesKept ? 'weights' : 'weights, biases', ranges.parameters],
    biasesKept && ['biases', ofSpec],
    ['inputs', ranges.inputs ?? (batch.spec.data ? 'those of the data set' : ofSpec)],
    learningRateFact(outcome),
    workbooks > 0 && ['verdicts', verdictsText(verdicts)],
    ...notLearningFacts(outcome),
  ];
  printFacts(
    output,
    headline,
    facts.filter((fact) => fact !== false),
  );
}

/** `simple-backprop-001.xlsx … simple-backprop-300.xlsx` */
function filesText(batch: Batch): string {
  const { numbers } = batch;
  const ends = [...numbers.slice(0, 1), ...numbers.slice(-1)];
  return [...new Set(ends.map((number) => fileOf(batch, number)))].join(' … ');
}

/** `280 descending, 20 converged` */
function verdictsText(verdicts: BatchOutcome['verdicts']): string {
  return Object.entries(verdicts)
    .map(([verdict, n]) => `${n.toLocaleString('en-US')} ${verdict}`)
    .join(', ');
}

const mostNamed = 5;

/** `2 of 30: xor-003.xlsx (stuck), xor-017.xlsx (stuck)`, and how to come by others. */
function notLearningFacts({ notLearning, workbooks, variants, shard }: BatchOutcome): Fact[] {
  const { length } = notLearning;
  if (length === 0) return [];
  const count = (n: number) => n.toLocaleString('en-US');
  const named = notLearning.slice(0, mostNamed).map(({ file, verdict }) => `${file} (${verdict})`);
  const more = length > mostNamed ? `, and ${count(length - mostNamed)} more, see the key` : '';
  const said: Fact = [
    'not learning',
    `${count(length)} of ${count(workbooks)}: ${named.join(', ')}${more}`,
  ];
  // Where none learns it is not the numbers, and where only a part is made nobody knows all of them.
  if (length === workbooks || shard !== null) return [said];
  return [
    said,
    ['spare ones', `--variants ${variants + length} keeps these and adds ${count(length)}`],
  ];
}
