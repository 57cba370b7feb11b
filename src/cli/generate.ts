import { resolve } from 'node:path';
import type { ParseOptions } from '../spec/parse.ts';
import type { Io } from './io.ts';
import { checkTarget, writeOutput } from './output.ts';
import { type Outcome, printOutcome, printRemark } from './report.ts';
import { readSource } from './source.ts';
import { defaultTarget } from './target.ts';

/** The options of `generate`, as commander hands them over. */
export interface GenerateOptions {
  readonly lr?: number;
  readonly steps?: number;
  readonly compare?: readonly number[];
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Makes one workbook and says so. @throws GradsheetError */
export async function generate(argument: string, options: GenerateOptions, io: Io): Promise<void> {
  const { json = false, quiet = false, force = false } = options;
  const remarks: string[] = [];
  const onRemark = (remark: string) => {
    remarks.push(remark);
    // A program that reads JSON finds them in there; its stderr stays free for an error.
    if (!quiet && !json) printRemark(io.stderr, remark);
  };

  const { text, called, madeFrom } = await readSource(argument, io);
  const { parseSpec } = await import('../spec/parse.ts');
  const overrides = overridesOf(options);
  const spec = parseSpec(text, { source: called, overrides, onRemark });

  const shown = options.out ?? defaultTarget(spec.name, overrides);
  const target = resolve(io.cwd, shown);
  await checkTarget(target, shown);
  if (!/\.xlsx$/i.test(target)) onRemark(`${shown} does not end in .xlsx; rename it to open it`);

  const workbook = await io.build(spec, madeFrom);
  const written = await writeOutput(target, workbook.bytes, {
    called: shown,
    force,
    pid: io.pid,
    onTemporary: io.onTemporary,
  });
  const outcome: Outcome = {
    file: target,
    bytes: workbook.bytes.length,
    sheets: workbook.sheets,
    formulas: workbook.formulas,
    finalLoss: Number.isFinite(workbook.finalLoss) ? workbook.finalLoss : null,
    verdict: workbook.verdict,
    learningRate: spec.training.learningRate,
    steps: spec.training.steps,
    remarks,
    written,
  };
  if (quiet) return;
  if (json) io.stdout.write(`${JSON.stringify(outcome)}\n`);
  else printOutcome(io.stdout, outcome, shown);
}

/** The options that change the spec, under the spec's names. */
function overridesOf({
  lr,
  steps,
  compare,
}: GenerateOptions): NonNullable<ParseOptions['overrides']> {
  return {
    ...(lr === undefined ? {} : { learningRate: lr }),
    ...(steps === undefined ? {} : { steps }),
    ...(compare === undefined ? {} : { compare }),
  };
}
