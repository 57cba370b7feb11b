import type { Style } from 'exceljs';
import type { Plan } from '../layout/plan.ts';
import { specToYaml } from '../spec/print.ts';
import type { Role } from '../symbolic/quantities.ts';
import { version } from '../version.ts';
import type { Facts } from './facts.ts';
import { addLesson } from './lesson.ts';
import { heading, type Open, put } from './sheet.ts';
import { parameterLines } from './startParameters.ts';
import { ROLE_STYLES, STYLES } from './theme/styles.ts';
import { verdictWords } from './verdictWords.ts';

const howToUse = ({ data }: Plan) => [
  data
    ? 'Go to Network and change η, or to Data and change a sample: every sheet recalculates at once.'
    : 'Go to Network and change η, an input or a target: every sheet recalculates at once.',
  'The first row of weights on Training can be changed too. Blue on yellow may be typed over; nothing else needs to be.',
  'Read Training from left to right: inputs, weights, forward pass, errors, then the chain rule back to each gradient.',
  data
    ? 'Go down to the next step: each weight is moved by the mean gradient of the batch above. That is one step of training.'
    : 'Go down one row: each weight is the weight above it minus η times its gradient above. That is one step of training.',
  'Lost? Undo, or make the workbook again from the description at the end of this sheet.',
];

const LEGEND: readonly (readonly [text: string, meaning: string, style: Partial<Style>])[] = [
  ['0.5', 'input: type over it', STYLES.input],
  ['0.5', 'taken from another sheet', STYLES.linked],
  ...(
    [
      ['input', 'inputs and targets'],
      ['update', 'what an optimizer remembers, and η where it changes'],
      ['weight', 'weights and biases'],
      ['forward', 'forward pass: net inputs and activations'],
      ['error', 'errors'],
      ['gradient', 'chain rule and gradients'],
      ['diagnosis', 'what the verdict is read from'],
    ] as const
  ).map(([role, meaning]) => [role, meaning, legendStyle(role)] as const),
];

/** Characters of the description that fit the width of the sheet. */
const LONGEST_LINE = 120;

/** Of the columns of text, in characters, and of those behind them that hold links. */
const WIDTHS = [20, 26, 70];
const LINK_WIDTH = 14;

/** Another sheet, and a line about it. */
export interface Listed {
  readonly name: string;
  readonly about: string;
  readonly hidden: boolean;
}

/**
 * The first sheet: the lesson, how to use the workbook, what the colours mean, where everything is.
 * @param contents of each other sheet.
 */
export function addStart(
  open: Open,
  { plan, run, proof, madeFrom }: Facts,
  contents: readonly Listed[],
): void {
  const links = Math.max(0, ...(plan.network.spec.try ?? []).map(({ cells }) => cells.length));
  const sheet = open({
    title: plan.network.spec.name,
    purpose: 'A neural network trained in front of you: every number is a live formula.',
    widths: [...WIDTHS, ...Array<number>(links).fill(LINK_WIDTH)],
    landscape: false,
  });
  let row = addLesson(sheet, plan, 4, WIDTHS);
  const section = (title: string) => {
    heading(sheet, row++, title, 3);
  };
  section('How to use it');
  for (const [i, line] of howToUse(plan).entries())
    put(sheet, row++, 1, `${i + 1}.  ${line}`, STYLES.label);
  row++;
  section('Colours');
  for (const [sample, meaning, style] of legendOf(plan)) {
    put(sheet, row, 1, sample === '0.5' ? 0.5 : sample, style);
    put(sheet, row++, 2, meaning, STYLES.remark);
  }
  row++;
  section('Contents');
  for (const { name, about, hidden } of contents) {
    // Excel follows no link to a hidden sheet.
    if (hidden) put(sheet, row, 1, name, STYLES.label);
    else put(sheet, row, 1, { text: name, sheet: name }, STYLES.link);
    const how = ' (hidden: right-click a tab, then Unhide)';
    put(sheet, row++, 2, `${about}${hidden ? how : ''}`, STYLES.remark);
  }
  row++;
  section('Parameters');
  for (const [name, value, note] of parameterLines(plan, {
    verdict: run.diagnosis.verdict,
    proof,
  })) {
    put(sheet, row, 1, name, STYLES.label);
    put(sheet, row, 2, value, typeof value === 'object' ? STYLES.liveFact : STYLES.fact);
    // An empty text would cut off a long value beside it.
    put(sheet, row++, 3, note || null, STYLES.note);
  }
  row++;
  section('Words of the verdict');
  for (const [word, meaning] of verdictWords(plan)) {
    put(sheet, row, 1, word, STYLES.label);
    put(sheet, row++, 2, meaning, STYLES.remark);
  }
  row++;
  section('The description that made this workbook');
  const made = `Made by gradsheet ${version} from ${madeFrom}. Save these lines as a .yaml file to make it again.`;
  put(sheet, row++, 1, made, STYLES.note);
  const description = specToYaml(plan.network.spec, { rows: 'one' });
  for (const line of description.trimEnd().split('\n').flatMap(wrapped)) {
    put(sheet, row++, 1, line, STYLES.code);
  }
}

/** Breaks a long list of numbers; YAML reads a list over several lines as one. */
function wrapped(line: string): string[] {
  if (line.startsWith('name:')) return [line];
  const indent = ' '.repeat(/^[ -]*/.exec(line)![0].length + 2);
  const lines: string[] = [];
  let rest = line;
  while (rest.length > LONGEST_LINE) {
    // Between two samples, if they are rows of numbers in one line.
    const between = rest.lastIndexOf('], [', LONGEST_LINE);
    const comma = between < 0 ? rest.lastIndexOf(', ', LONGEST_LINE) : between + 1;
    if (comma < 0) break;
    lines.push(rest.slice(0, comma + 1));
    rest = indent + rest.slice(comma + 2);
  }
  return [...lines, rest];
}

/** The legend, without the colours that this workbook does not use. */
function legendOf({ quantities }: Plan): typeof LEGEND {
  const roles = new Set<string>(quantities.map(({ role }) => role));
  return LEGEND.filter(([sample]) => sample === '0.5' || roles.has(sample));
}

function legendStyle(role: Role): Partial<Style> {
  return ROLE_STYLES[role].header;
}
