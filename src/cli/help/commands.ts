import { slipRows } from '../../plant/catalogue.ts';
import { variantRanges } from '../../spec/variant.ts';
import { list } from './functions.ts';

/** What `--variants` does. */
export const aboutVariants = `
Variants:
  Random are the weights and biases (${variantRanges.parameters}) and
  the inputs (${variantRanges.inputs}); all else stays the spec's,
  a data set too. With --keep-inputs the inputs stay as well, with --weights-only inputs and biases.
  A variant depends on the spec, the seed and its number alone, not on how many are made, in which
  order or shard. They go to output/<name>-seed-<s>, with an answer key in CSV: a row for each
  file, with its numbers of step 0, its weights after the first update, its final loss and verdict.
  What is there already is left, so the same command continues a run that was interrupted.
`;

/** What `--plant` does, with the slips that there are. */
export function aboutPlanting(): string {
  return `
Mistakes to find:
  --plant makes a workbook of Start, Training and Charts in which a column is wrong, the way people
  get it wrong, and beside it a solution for the teacher. The same seed makes the same mistake.
${list(slipRows)}
`;
}

/** What an audit does. */
export const aboutAudit = `
The sheet is all there is: its own forward formulas are differentiated, and its gradients and updates
compared with that. Nothing that the file holds is run, followed or trusted, and it is never changed.
Exit code: 0 nothing is wrong, 1 something is, 2 a file cannot be audited.
`;
