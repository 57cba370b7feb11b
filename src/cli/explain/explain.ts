import { describeSpec } from '../../network/describe.ts';
import type { Io } from '../io.ts';
import type { GenerateOptions } from '../options.ts';
import { readSpec } from '../read-spec.ts';
import { printDescription } from './print.ts';

/** Tells what a workbook would hold, and makes nothing. @throws GradsheetError */
export async function explainFile(
  argument: string,
  options: GenerateOptions,
  io: Io,
): Promise<void> {
  const { spec, madeFrom, remarks } = await readSpec(argument, options, io);
  const description = describeSpec(spec);
  if (options.json) {
    io.stdout.write(`${JSON.stringify({ ...description, madeFrom, remarks })}\n`);
  } else printDescription(io.stdout, description);
}
