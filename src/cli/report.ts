import { styleText } from 'node:util';
import type { GradsheetError } from '../errors.ts';
import type { Template } from '../spec/templates.ts';
import { asCalled, type Called, hintAsCalled } from './call/called.ts';
import type { Output } from './io.ts';

/** What `generate --json` prints. */
export interface RunOutcome {
  /** Absolute path. */
  readonly file: string;
  readonly bytes: number;
  readonly sheets: readonly string[];
  readonly formulas: number;
  /** E_total after the last step; null if it is not finite. */
  readonly finalLoss: number | null;
  readonly verdict: string;
  readonly learningRate: number;
  readonly steps: number;
  readonly remarks: readonly string[];
  /** False where the file already had this content. */
  readonly written: boolean;
}

type Style = Parameters<typeof styleText>[0];

/** Also takes away what a terminal would obey: file names and keys can hold anything. */
export function styled(output: Output, style: Style, text: string): string {
  const safe = visible(text);
  // Whether there is a terminal was decided with the stream at hand.
  return output.colour ? styleText(style, safe, { validateStream: false }) : safe;
}

function visible(text: string): string {
  return text.replace(/(?!\n)\p{Cc}/gu, '\uFFFD');
}

/** Where the workbook is and what is in it. */
export function printOutcome(output: Output, outcome: RunOutcome, shown: string): void {
  const { sheets, formulas, finalLoss, verdict, written } = outcome;
  const file = styled(output, 'bold', shown);
  const size = sizeText(outcome.bytes);
  const headline = written ? `wrote ${file} (${size})` : `${file} is already up to date (${size})`;
  printFacts(output, headline, [
    ['sheets', sheets.join(', ')],
    ['formulas', formulas.toLocaleString('en-US')],
    learningRateFact(outcome),
    [
      'final loss',
      finalLoss === null ? 'no longer finite' : String(Number(finalLoss.toPrecision(6))),
    ],
    ['verdict', verdict],
  ]);
}

/** `130 kB` */
export function sizeText(bytes: number): string {
  return `${Math.ceil(bytes / 1000).toLocaleString('en-US')} kB`;
}

export type Fact = readonly [label: string, text: string];

export function learningRateFact({
  learningRate,
  steps,
}: {
  readonly learningRate: number;
  readonly steps: number;
}): Fact {
  const count = `${steps.toLocaleString('en-US')} step${steps === 1 ? '' : 's'}`;
  return ['learning rate', `${learningRate}, for ${count}`];
}

/** What was done, and below it one fact a line. */
export function printFacts(output: Output, headline: string, facts: readonly Fact[]): void {
  const width = Math.max(...facts.map(([label]) => label.length)) + 2;
  const lines = facts.map(([label, text]) => {
    return `  ${styled(output, 'dim', label.padEnd(width))}${visible(text)}`;
  });
  output.write(`${[headline, '', ...lines].join('\n')}\n`);
}

/** The templates, one line each, in the parts of the course. */
export function printTemplates(
  output: Output,
  templates: readonly Template[],
  first: string,
  called: Called,
): void {
  const width = Math.max(...templates.map(({ name }) => name.length)) + 2;
  const lines = templates.flatMap(({ name, about, part }, i) => {
    const note = name === first ? styled(output, 'dim', ' (default)') : '';
    const line = `  ${styled(output, 'bold', name.padEnd(width))}${visible(about)}${note}`;
    return part === templates[i - 1]?.part ? [line] : [...(i > 0 ? [''] : []), part, line];
  });
  const next = asCalled(
    `Make one: gradsheet generate ${first}\nRead one: gradsheet templates ${first}`,
    called,
  );
  output.write(`${lines.join('\n')}\n\n${next}\n`);
}

export function printRemark(output: Output, remark: string): void {
  output.write(`${styled(output, 'yellow', 'remark:')} ${visible(remark)}\n`);
}

/** For people: what is wrong and what would be right, with the commands as they were called. */
export function printError(output: Output, error: GradsheetError, called: Called): void {
  const [message, hint] = [asCalled(error.message, called), hintAsCalled(error.hint, called)];
  const indented = (text: string) => visible(text).replace(/\n/g, '\n       ');
  output.write(`${styled(output, ['red', 'bold'], 'error:')} ${indented(message)}\n`);
  output.write(`${styled(output, 'bold', 'hint:')}  ${indented(hint)}\n`);
}

/** Where an override stands on the command line. */
const flagOf: Readonly<Record<string, string>> = {
  'overrides.learningRate': '--lr',
  'overrides.steps': '--steps',
  'overrides.compare': '--compare',
};

/** For programs: one JSON object. */
export function printJsonError(output: Output, error: GradsheetError, called: Called): void {
  const { code } = error;
  const [message, hint] = [asCalled(error.message, called), hintAsCalled(error.hint, called)];
  const path = error.path === undefined ? null : (flagOf[error.path] ?? error.path);
  output.write(`${JSON.stringify({ error: { code, path, message, hint } })}\n`);
}
