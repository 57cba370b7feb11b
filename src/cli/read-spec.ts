import type { Spec } from '../spec/spec.ts';
import { dataReader } from './data-file.ts';
import type { Io } from './io.ts';
import { type GenerateOptions, overridesOf } from './options.ts';
import { printRemark } from './report.ts';
import { readSource } from './source.ts';

/** What a command line asks to be made, before anything is. */
export interface AskedFile {
  readonly spec: Spec;
  /** On the workbook's first sheet. */
  readonly madeFrom: string;
  /** What was remarked so far. */
  readonly remarks: readonly string[];
  readonly onRemark: (remark: string) => void;
}

/**
 * Reads and checks the spec, with the options that change it. Remarks are collected, and printed
 * unless that is not wanted.
 *
 * @throws GradsheetError
 */
export async function readSpec(
  argument: string,
  options: GenerateOptions,
  io: Io,
): Promise<AskedFile> {
  const { json = false, quiet = false } = options;
  const remarks: string[] = [];
  const onRemark = (remark: string) => {
    remarks.push(remark);
    // A program that reads JSON finds them in there; its stderr stays free for an error.
    if (!quiet && !json) printRemark(io.stderr, remark);
  };
  const { text, path, called, madeFrom } = await readSource(argument, io);
  const [{ parseSpec }, { misfitOf }] = await Promise.all([
    import('../spec/parse.ts'),
    import('../layout/misfit.ts'),
  ]);
  const spec = parseSpec(text, {
    source: called,
    overrides: overridesOf(options),
    readFile: dataReader({ path, cwd: io.cwd, anywhere: options.dataAnywhere === true }, io.inputs),
    fits: misfitOf,
    onRemark,
  });
  return { spec, madeFrom, remarks, onRemark };
}
