import type { Style, Workbook } from 'exceljs';
import { activations } from '../functions/activations.ts';
import { losses } from '../functions/losses.ts';
import type { Plan } from '../layout/plan.ts';
import { NAMES, SHEETS } from '../layout/sheets.ts';
import { specToYaml } from '../spec/print.ts';
import { layerTitle } from '../symbolic/names.ts';
import type { Role } from '../symbolic/quantities.ts';
import { addSheet, type Content, heading, put } from './sheet.ts';
import { ROLE_STYLES, STYLES, TABS } from './theme.ts';

const HOW_TO_USE = [
  'Go to Network and change η, an input or a target: every sheet recalculates at once.',
  'The first row of weights on Training can be changed too. Blue on yellow may be typed over; nothing else needs to be.',
  'Read Training from left to right: inputs, weights, forward pass, errors, then the chain rule back to each gradient.',
  'Go down one row: each weight is the weight above it minus η times its gradient above. That is one step of training.',
  'Lost? Undo, or make the workbook again from the description at the end of this sheet.',
];

const LEGEND: readonly (readonly [text: string, meaning: string, style: Partial<Style>])[] = [
  ['0.5', 'input: type over it', STYLES.input],
  ['0.5', 'taken from another sheet', STYLES.linked],
  ...(
    [
      ['input', 'inputs and targets'],
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

/** What `Start` shows besides the plan. */
export interface StartFacts {
  readonly verdict: string;
  readonly proof: string;
  readonly version: string;
  /** The template or file that the workbook was made from. */
  readonly madeFrom: string;
  /** Name and one line about each other sheet, in order. */
  readonly contents: readonly (readonly [sheet: string, about: string])[];
}

/** The first sheet: what this is, how to use it, what the colours mean, where everything is. */
export function addStart(workbook: Workbook, plan: Plan, facts: StartFacts): void {
  const sheet = addSheet(workbook, SHEETS.start, {
    tab: TABS.start,
    title: plan.network.spec.name,
    purpose: 'A neural network trained in front of you: every number is a live formula.',
    widths: [20, 20, 78],
    landscape: false,
  });
  let row = 4;
  const section = (title: string) => {
    heading(sheet, row++, title, 3);
  };
  section('How to use it');
  for (const [i, line] of HOW_TO_USE.entries())
    put(sheet, row++, 1, `${i + 1}.  ${line}`, STYLES.label);
  row++;
  section('Colours');
  for (const [sample, meaning, style] of LEGEND) {
    put(sheet, row, 1, sample === '0.5' ? 0.5 : sample, style);
    put(sheet, row++, 2, meaning, STYLES.remark);
  }
  row++;
  section('Contents');
  for (const [name, about] of facts.contents) {
    put(sheet, row, 1, { text: name, sheet: name }, STYLES.link);
    put(sheet, row++, 2, about, STYLES.remark);
  }
  row++;
  section('Parameters');
  for (const [name, value, note] of parameters(plan, facts)) {
    put(sheet, row, 1, name, STYLES.label);
    put(sheet, row, 2, value, typeof value === 'object' ? STYLES.liveFact : STYLES.fact);
    // An empty text would cut off a long value beside it.
    put(sheet, row++, 3, note || null, STYLES.note);
  }
  row++;
  section('The description that made this workbook');
  const made = `Made by gradsheet ${facts.version} from ${facts.madeFrom}. Save these lines as a .yaml file to make it again.`;
  put(sheet, row++, 1, made, STYLES.note);
  for (const line of specToYaml(plan.network.spec).trimEnd().split('\n').flatMap(wrapped)) {
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
    const comma = rest.lastIndexOf(', ', LONGEST_LINE);
    if (comma < 0) break;
    lines.push(rest.slice(0, comma + 1));
    rest = indent + rest.slice(comma + 2);
  }
  return [...lines, rest];
}

type Parameter = readonly [name: string, value: Content, note: string];

function parameters({ network, quantities }: Plan, { verdict, proof }: StartFacts): Parameter[] {
  const { spec, layers } = network;
  const shape = [network.inputs.length, ...layers.map((layer) => layer.units)].join(' → ');
  const count = quantities.filter(({ role }) => role === 'weight').length;
  const biases = layers.some((layer) => layer.biases);
  return [
    ['Network', shape, 'inputs → units of each layer'],
    ...spec.layers.map(
      ({ activation }, l): Parameter => [
        layerTitle(network, l),
        activation,
        activations[activation].about,
      ],
    ),
    ['Loss', spec.loss, losses[spec.loss].about],
    ['Parameters', count, biases ? 'weights and biases' : 'weights; no biases'],
    ...(biases
      ? [
          [
            'Biases',
            network.trainBiases ? 'trained' : 'kept',
            'whether training moves them',
          ] as const,
        ]
      : []),
    ['Learning rate η', { formula: NAMES.eta, result: network.learningRate }, 'set on Network'],
    ['Steps', network.steps, 'weight updates; step 0 holds the starting weights'],
    [
      'Tolerance',
      { formula: NAMES.tolerance, result: network.tolerance },
      'a run has converged once E_total stays at or below it; set on Network',
    ],
    network.compare.length > 0
      ? ['Compared rates', network.compare.length, 'see Learning rates']
      : ['Compared rates', 'none', ''],
    ['Verdict', { formula: NAMES.verdict, result: verdict }, ''],
    [
      'Gradient check',
      { formula: NAMES.proof, result: proof },
      'against central differences, live',
    ],
  ];
}

function legendStyle(role: Role): Partial<Style> {
  return ROLE_STYLES[role].header;
}

/** The sheets after `Start`, in order, with a line about each. */
export function contentsOf(plan: Plan): (readonly [sheet: string, about: string])[] {
  const compared = plan.network.compare.length > 0;
  return [
    [
      SHEETS.network,
      'the control desk, the network at any step, its numbers line by line, and the derivation',
    ],
    [SHEETS.training, 'every value of every step, with its formula'],
    [SHEETS.gradientCheck, 'every gradient against its definition'],
    ...(compared
      ? [[SHEETS.learningRates, 'the same training at other learning rates, side by side'] as const]
      : []),
    [SHEETS.charts, 'the paths of the weights and of their gradients'],
    [SHEETS.chartData, 'what the charts are drawn from'],
    ...(compared ? [[SHEETS.runs, 'the training runs behind Learning rates'] as const] : []),
  ];
}
