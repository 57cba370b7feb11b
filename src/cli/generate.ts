import { resolve } from 'node:path';
import type { Io } from './io.ts';
import { type GenerateOptions, overridesOf } from './options.ts';
import { checkTarget, writeOutput } from './output.ts';
import { readSpec } from './read-spec.ts';
import { printOutcome, type RunOutcome } from './report.ts';
import { defaultTarget } from './target.ts';
import { keepTrack } from './temporary.ts';

/** Makes one workbook and says so. @throws GradsheetError */
export async function generate(argument: string, options: GenerateOptions, io: Io): Promise<void> {
  const { json = false, quiet = false, force = false } = options;
  const { spec, madeFrom, remarks, onRemark } = await readSpec(argument, options, io);

  const shown = options.out ?? defaultTarget(spec.name, overridesOf(options));
  const target = resolve(io.cwd, shown);
  await checkTarget(target, shown, io.inputs);
  if (!/\.xlsx$/i.test(target)) onRemark(`${shown} does not end in .xlsx; rename it to open it`);

  const workbook = await io.build(spec, madeFrom);
  const written = await writeOutput(target, workbook.bytes, {
    called: shown,
    force,
    pid: io.pid,
    inputs: io.inputs,
    onTemporary: keepTrack(io.temporaries),
  });
  const outcome: RunOutcome = {
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
