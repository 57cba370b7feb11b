import { GradsheetError } from '../../errors.ts';
import type { Shape } from '../../layers/kind.ts';
import { flatSamples, type Kinds } from '../input-shape.ts';
import { type Problem, quote, type Refuse } from '../problem.ts';
import type { FileData, InlineData } from '../schema.ts';
import type { DataSpec } from '../spec.ts';
import { checkColumnNames, checkNumberCount, checkSamples } from './check.ts';
import { samplesFrom } from './from-file.ts';
import type { ReadFile } from './read-file.ts';

/** A data set as numbers, wherever its samples stand; at least one, all of the same shape. */
export interface ReadData {
  readonly data: DataSpec;
  /** How the inputs of a sample are written; null for a list. */
  readonly written: Shape | null;
  readonly remarks: readonly string[];
}

/** Reads what `data` of a spec says. @throws whatever `refuse` and `readFile` do. */
export function readData(
  raw: InlineData | FileData,
  layers: Kinds,
  readFile: ReadFile | undefined,
  refuse: Refuse,
): ReadData {
  const { standardise, standardize } = raw;
  if (standardise !== undefined && standardize !== undefined) {
    const says = 'standardise and standardize are the same, and both are given';
    refuse({ path: ['data', 'standardize'], says, hint: 'keep one of the two' });
  }
  const { data, written, remarks } =
    'file' in raw
      ? { ...samplesFrom(bytesOf(raw.file, readFile, refuse), raw, refuse), written: null }
      : { ...inline(raw, layers, refuse), remarks: remarksOnNames(raw) };
  const all = { ...data, standardise: standardise ?? standardize ?? false };
  const file = 'file' in raw;
  const [problem]: Problem[] = [
    ...checkColumnNames(all.inputNames, all.inputs[0]!.length, [
      'data',
      file ? 'inputs' : 'inputNames',
    ]),
    ...checkColumnNames(all.targetNames, all.targets[0]!.length, [
      'data',
      file ? 'targets' : 'targetNames',
    ]),
  ];
  if (problem) refuse(problem);
  return { data: all, written, remarks };
}

function inline(raw: InlineData, layers: Kinds, refuse: Refuse) {
  const { written, ...data } = samplesIn(raw, layers, refuse);
  return { data, written };
}

function samplesIn(
  raw: InlineData,
  layers: Kinds,
  refuse: Refuse,
): Omit<DataSpec, 'standardise'> & { written: Shape | null } {
  const place = (key: 'inputs' | 'targets', i: number) => ['data', key, i];
  const { inputs, targets, written } = flatSamples(raw, place, layers, refuse);
  const [problem] = checkSamples({ inputs, targets });
  if (problem) refuse(problem);
  const { inputNames = null, targetNames = null } = raw;
  checkNumberCount(inputs.length, inputs[0]!.length + targets[0]!.length, ['data'], refuse);
  return { inputs, targets, inputNames, targetNames, written };
}

/** Headers may be alike, but tell nobody which is which. */
function remarksOnNames({ inputNames = [], targetNames = [] }: InlineData): string[] {
  const seen = new Set<string>();
  const again = [...inputNames, ...targetNames].find((name) => seen.size === seen.add(name).size);
  return again === undefined ? [] : [`more than one column is called ${quote(again)}`];
}

function bytesOf(file: string, readFile: ReadFile | undefined, refuse: Refuse): Uint8Array {
  const path = ['data', 'file'];
  if (readFile === undefined) {
    return refuse({
      path,
      says: `the samples are in the file ${file}, and nothing here reads files`,
      hint: 'give parseSpec a `readFile`, or write the samples out as lists',
    });
  }
  let bytes: unknown;
  try {
    bytes = readFile(file);
  } catch (error) {
    if (error instanceof GradsheetError) {
      return refuse({ path, says: error.message, hint: error.hint }, error.code);
    }
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code !== 'string') throw error;
    return refuse({ path, says: `cannot read ${file} (${code})`, hint: 'check the path' }, 'FILE');
  }
  if (ArrayBuffer.isView(bytes)) return bytes as Uint8Array;
  // Its failure is nobody's business any more.
  if (bytes instanceof Promise) bytes.catch(() => {});
  return refuse({
    path,
    says: `readFile gave ${bytes instanceof Promise ? 'a promise of' : 'no'} bytes for ${quote(file)}`,
    hint: 'wait for the bytes first, then `parseSpec(text, { readFile: () => bytes })`',
  });
}
