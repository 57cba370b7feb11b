import { basename, resolve } from 'node:path';
import type { Wish } from '../../plant/draw.ts';
import { solutionText } from '../../plant/solution.ts';
import type { Io } from '../io.ts';
import { type GenerateOptions, overridesOf } from '../options.ts';
import { checkTarget, type WriteOptions, writeOutput } from '../output.ts';
import { readSpec } from '../read-spec.ts';
import { printFacts, sizeText, styled } from '../report.ts';
import { defaultTarget } from '../target.ts';
import { keepTrack } from '../temporary.ts';

/** What `generate --plant --json` prints. The mistakes are in the solution, not here. */
export interface PlantOutcome {
  /** Absolute paths. */
  readonly file: string;
  readonly solution: string;
  readonly bytes: number;
  readonly sheets: readonly string[];
  readonly mistakes: number;
  readonly seed: number;
  readonly remarks: readonly string[];
  /** False where both files already had this content. */
  readonly written: boolean;
}

const defaultSeed = 1;

/** Makes a workbook with mistakes in it and, apart, the solution; and says so. @throws GradsheetError */
export async function generatePlanted(
  argument: string,
  options: GenerateOptions & { readonly plant: Wish },
  io: Io,
): Promise<void> {
  const { json = false, quiet = false, force = false, seed = defaultSeed, plant } = options;
  const { spec, madeFrom, remarks, onRemark } = await readSpec(argument, options, io);
  const usual = defaultTarget(spec.name, overridesOf(options));
  const shown = options.out ?? usual.replace(/\.xlsx$/, `-find-the-mistake-seed-${seed}.xlsx`);
  const shownSolution = `${shown.replace(/\.xlsx$/i, '')}-solution.md`;
  const target = resolve(io.cwd, shown);
  const solutionTarget = resolve(io.cwd, shownSolution);
  await checkTarget(target, shown, io.inputs);
  await checkTarget(solutionTarget, shownSolution, io.inputs);
  if (!/\.xlsx$/i.test(target)) onRemark(`${shown} does not end in .xlsx; rename it to open it`);

  const { bytes, sheets, answers } = await io.buildHunt(spec, plant, seed);
  const solution = solutionText(answers, { workbook: basename(shown), seed, madeFrom });
  const common: Omit<WriteOptions, 'called'> = {
    force,
    pid: io.pid,
    inputs: io.inputs,
    onTemporary: keepTrack(io.temporaries),
  };
  // The solution first: a workbook without one is of no use to a teacher.
  const text = new TextEncoder().encode(solution);
  const told = await writeOutput(solutionTarget, text, { ...common, called: shownSolution });
  const written = await writeOutput(target, bytes, { ...common, called: shown });
  const outcome: PlantOutcome = {
    file: target,
    solution: solutionTarget,
    bytes: bytes.length,
    sheets,
    mistakes: new Set(answers.map(({ says }) => says)).size,
    seed,
    remarks,
    written: written || told,
  };
  if (quiet) return;
  if (json) io.stdout.write(`${JSON.stringify(outcome)}\n`);
  else printPlanted(io, outcome, { shown, shownSolution });
}

function printPlanted(
  { stdout }: Io,
  { bytes, sheets, mistakes, seed, written }: PlantOutcome,
  { shown, shownSolution }: { readonly shown: string; readonly shownSolution: string },
): void {
  const file = styled(stdout, 'bold', shown);
  const size = sizeText(bytes);
  const says = written ? `wrote ${file} (${size})` : `${file} is already up to date (${size})`;
  printFacts(stdout, says, [
    ['for the class', shown],
    ['for the teacher', shownSolution],
    ['mistakes', String(mistakes)],
    ['seed', String(seed)],
    ['sheets', sheets.join(', ')],
  ]);
}
