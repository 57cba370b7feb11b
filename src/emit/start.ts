import type { Style, Worksheet } from 'exceljs';
import type { Plan } from '../layout/plan.ts';
import { specToYaml } from '../spec/print.ts';
import type { Role } from '../symbolic/quantities.ts';
import { version } from '../version.ts';
import { columnLetters } from '../xlsx/address.ts';
import { EXCEL } from '../xlsx/limits.ts';
import { COLUMN_UNIT, linesOf, PADDING, roomFor } from '../xlsx/text-width.ts';
import type { Facts } from './facts.ts';
import { addLesson } from './lesson.ts';
import { type CellContent, heading, type Open, put } from './sheet.ts';
import { parameterLines } from './startParameters.ts';
import { LEGEND_STYLES, ROLE_STYLES, STYLES, stylesOf } from './theme/styles.ts';
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
      ['gradient', 'chain rule and gradients: orange is nothing else'],
      ['diagnosis', 'what the verdict is read from'],
    ] as const
  ).map(([role, meaning]) => [role, meaning, legendStyle(role)] as const),
  ['E_total', 'the error that all gradients are of', stylesOf('total', 'error').header],
  ['above', 'above the middle of a scale: above 0, more than ½, …', LEGEND_STYLES.above],
  ['below', 'below it', LEGEND_STYLES.below],
  ['selected', 'what is selected, in charts', LEGEND_STYLES.selected],
];

/** In the legend whatever the workbook holds. */
const ALWAYS: ReadonlySet<string> = new Set(['0.5', 'E_total', 'above', 'below', 'selected']);

/** Characters of the description that fit the width of the sheet. */
const LONGEST_LINE = 120;

/** Of the columns of text, in characters, and of those behind them that hold links. */
const WIDTHS = [20, 26, 70];
const LINK = { least: 14, most: 30 } as const;

/** The other sheets: the name of each, and a line about it. */
export interface Contents {
  readonly toRead: readonly ContentLine[];
  /** Those that only serve them, and are hidden. */
  readonly behind: readonly ContentLine[];
}

type ContentLine = readonly [sheet: string, about: string];

const UNHIDE =
  'These sheets are hidden; nothing on them needs to be read. To see one: a right click on any tab, then Unhide (LibreOffice: Show Sheet); in Google Sheets View, then Hidden sheets.';

/**
 * The first sheet: the lesson, how to use the workbook, what the colours mean, where everything is.
 */
export function addStart(
  open: Open,
  { plan, run, proof, madeFrom }: Facts,
  contents: Contents,
): void {
  const sheet = open({
    title: plan.network.spec.name,
    purpose: 'A neural network trained in front of you: every number is a live formula.',
    widths: [...WIDTHS, ...linkWidths(plan)],
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
  for (const [name, about] of contents.toRead) {
    put(sheet, row, 1, { text: name, sheet: name }, STYLES.link);
    put(sheet, row++, 2, about, STYLES.remark);
  }
  row++;
  section('Parameters');
  for (const [name, value, note] of parameterLines(plan, {
    verdict: run.diagnosis.verdict,
    proof,
  })) {
    put(sheet, row, 1, name, STYLES.label);
    putFact(sheet, row, value, note !== '');
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
  section('Behind the scenes');
  sheet.mergeCells(row, 1, row, WIDTHS.length);
  sheet.getRow(row).height = 32;
  put(sheet, row++, 1, UNHIDE, STYLES.prose);
  for (const [name, about] of contents.behind) {
    put(sheet, row, 1, name, STYLES.label);
    put(sheet, row++, 2, about, STYLES.remark);
  }
  row++;
  section('The description that made this workbook');
  const made = `Made by gradsheet ${version} from ${madeFrom}. Save these lines as a .yaml file to make it again.`;
  put(sheet, row++, 1, made, STYLES.note);
  const description = specToYaml(plan.network.spec, { rows: 'one' });
  const lines = description.trimEnd().split('\n').flatMap(wrapped);
  for (const [i, line] of lines.entries()) put(sheet, row + i, 1, line, STYLES.code);
  foldSamples(sheet, lines, row);
  // On paper nobody follows links.
  sheet.pageSetup.printArea = `A:${columnLetters(WIDTHS.length)}`;
}

/** In characters: each as wide as the longest link that stands in it. */
function linkWidths({ network }: Plan): number[] {
  const rows = (network.spec.try ?? []).map(({ cells }) => cells);
  const count = Math.max(0, ...rows.map(({ length }) => length));
  return Array.from({ length: count }, (_, k) => {
    const names = rows.flatMap((cells) => cells[k] ?? []);
    const width = Math.ceil(roomFor(names, FACT) / COLUMN_UNIT) + 1;
    return Math.min(LINK.most, Math.max(LINK.least, width));
  });
}

const FACT = { size: 11, bold: true } as const;
/** Pixels of an indent, and points of a line. */
const INDENT = 9;
const LINE = 16;

/** A word or number of the parameters; where something stands beside it, over several lines if it is long. */
function putFact(sheet: Worksheet, row: number, value: CellContent, isBeside: boolean): void {
  if (typeof value === 'object') {
    put(sheet, row, 2, value, STYLES.liveFact);
    return;
  }
  const room = COLUMN_UNIT * WIDTHS[1]! - PADDING - INDENT;
  const lines = isBeside ? linesOf(String(value), room, FACT) : 1;
  put(sheet, row, 2, value, lines > 1 ? STYLES.longFact : STYLES.fact);
  if (lines > 1) sheet.getRow(row).height = Math.min(LINE * lines, EXCEL.rowPoints);
}

/** Lines of a data set that are seen. */
const SAMPLE_LINES = 6;

/** Folds away most lines of a long list of samples; they are copied along with those around them. */
function foldSamples(sheet: Worksheet, lines: readonly string[], firstRow: number): void {
  const start = lines.indexOf('data:');
  if (start < 0) return;
  const length = lines.slice(start + 1).findIndex((line) => !line.startsWith(' '));
  const end = length < 0 ? lines.length : start + 1 + length;
  if (end - start <= 2 * SAMPLE_LINES) return;
  sheet.properties.outlineLevelRow = 1;
  sheet.properties.outlineProperties = { summaryBelow: false, summaryRight: false };
  for (let i = start + SAMPLE_LINES; i < end; i++) {
    const row = sheet.getRow(firstRow + i);
    row.outlineLevel = 1;
    row.hidden = true;
  }
  const more = `+ at the left: ${end - start - SAMPLE_LINES} more lines`;
  put(sheet, firstRow + start + SAMPLE_LINES - 1, WIDTHS.length + 1, more, STYLES.note);
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
  return LEGEND.filter(([sample]) => ALWAYS.has(sample) || roles.has(sample));
}

function legendStyle(role: Role): Partial<Style> {
  return ROLE_STYLES[role].header;
}
