import { buildWorkbook } from '../../src/emit/workbook.ts';
import { TOP_ROWS } from '../../src/layout/network/picture/page.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { networkAt } from '../../src/numeric/at.ts';
import { train } from '../../src/numeric/train.ts';
import { ref } from '../../src/ref.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { namesOf } from '../../src/symbolic/names.ts';
import { parseRange } from '../../src/xlsx/address.ts';
import type { Cell, Cells, CellValue } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { recompute } from '../engines/hyperformula.ts';
import { type ReadChart, type ReadSeries, readCharts } from './charts.ts';
import { functionNames, type Outcome, outcomeOf } from './expected.ts';

type Expected = number | string;
/** What stands beside a label, by what its words say; undefined where another test knows. */
type Meaning = readonly [label: RegExp, meaning: (...words: string[]) => Expected];

/**
 * Where a label of `Summary`, the control desk, `Start` or a chart says something else than the
 * number beside it, below it or drawn is. What it should be is read from its words and computed from
 * the engine's trace; the cells are recalculated.
 */
export async function labelFaults(spec: Spec): Promise<string[]> {
  const network = buildNetwork(spec);
  const [step, sample] = [Math.min(3, network.steps), Math.min(1, network.samples.length - 1)];
  const { bytes } = await buildWorkbook(network, { selectedStep: step, selectedSample: sample });
  const stored = await readCells(bytes);
  const outcome = outcomeOf(network);
  const faults: string[] = [];
  const check = (where: string, found: unknown, expected: Expected) => {
    if (!isSame(found, expected)) faults.push(`${where}: ${show(found)} instead of ${expected}`);
  };
  for (const [how, cells] of [
    ['', recompute(stored)],
    ['stored, ', stored],
  ] as const) {
    const told = (where: string, found: unknown, expected: Expected) =>
      check(`${how}${where}`, found, expected);
    checkSummary(cells, outcome, network, told);
    const selected = { step, sample };
    checkDesk(cells, outcome, selected, network, told);
    checkStart(cells, outcome, network, told);
    for (const chart of await readCharts(bytes)) {
      for (const series of chart.series) {
        checkSeries(cells, chart, series, { outcome, network, ...selected }, told);
      }
    }
  }
  return faults;
}

type Check = (where: string, found: unknown, expected: Expected) => void;
type Of = ReturnType<typeof buildNetwork>;

const isSame = (found: unknown, expected: Expected) =>
  typeof expected === 'string' || typeof found !== 'number' || Number.isNaN(expected)
    ? found === expected
    : Math.abs(found - expected) <= 1e-14 + 1e-9 * Math.abs(expected);

const show = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : value);

function checkSummary(cells: Cells, outcome: Outcome, network: Of, check: Check): void {
  const sheet = cells.sheets.get('Summary');
  if (sheet === undefined) return;
  const eta = namesOf(network).of(ref('rate'));
  const steps: Record<string, (step: number) => number> = {
    step: (step) => step,
    epoch: outcome.epochOf,
    [eta]: outcome.rateOf,
    cost: outcome.costOf,
    accuracy: outcome.accuracyOf,
  };
  const epochs: Record<string, (epoch: number) => number> = {
    epoch: (epoch) => epoch,
    'last step': outcome.lastStepOf,
    'mean cost': outcome.costOfEpoch,
    'mean accuracy': outcome.accuracyOfEpoch,
  };
  const rows = [...sheet.rows.values()];
  const isHeader = (row: ReadonlyMap<number, Cell>) =>
    [...row.values()].some(({ value }) => value === 'cost');
  const at = rows.findIndex(isHeader);
  const bands = [...rows[at - 1].values()];
  const headers = [...rows[at].values()].map(({ value }) => value);
  const wanted = ['step', 'epoch', 'cost', ...(network.loss.classes ? ['accuracy'] : [])];
  if (bands.length > 1) {
    wanted.push('epoch', 'last step', 'mean cost');
    if (network.loss.classes) wanted.push('mean accuracy');
  }
  for (const header of new Set(wanted)) {
    const count = (list: readonly unknown[]) => list.filter((each) => each === header).length;
    check(`Summary, columns ${header}`, count(headers), count(wanted));
  }
  for (const { column, value } of rows[at].values()) {
    const band = bands.findLast((cell) => cell.column <= column)!.value;
    const [meaning, numbers] =
      band === 'Steps'
        ? [steps[String(value)], outcome.steps]
        : [epochs[String(value)], outcome.epochs];
    const where = `Summary, ${band}, ${value}`;
    if (meaning === undefined) {
      check(where, 'a column that nobody knows', 'one that this test knows');
      continue;
    }
    for (const [i, number] of numbers.entries()) {
      check(`${where}, ${number}`, rows[at + 1 + i]?.get(column)?.value ?? null, meaning(number));
    }
    check(`${where}, below`, rows[at + 1 + numbers.length]?.get(column)?.value ?? '', '');
  }
}

function checkDesk(
  cells: Cells,
  outcome: Outcome,
  { step, sample }: { step: number; sample: number },
  network: Of,
  check: Check,
): void {
  const { inputs, targets } = network.samples[sample];
  const isData = network.hasData;
  const { settings } = network.descent;
  const meanings: Meaning[] = [
    [/^learning rate η/, () => network.learningRate],
    [/^Tolerance$/, () => network.tolerance],
    [/^step$/, () => step],
    [/^sample$/, () => sample + 1],
    [/^verdict$/, () => outcome.run.diagnosis.verdict],
    [/^Cost of epoch (\d+)$/, (epoch) => outcome.costOfEpoch(Number(epoch))],
    [/^(?:Cost|E_total) at step (\d+)$/, (at) => outcome.costOf(Number(at))],
    [/^(?:Cost|E_total), selected$/, () => outcome.costOf(step)],
    [/^Accuracy, selected$/, () => outcome.accuracyOf(step)],
    [/^i(\d+)$/, (i) => inputs[Number(i) - 1]],
    [/^t(\d+)$/, (j) => targets[Number(j) - 1]],
    ...settings.map(
      ({ parameter, value }): Meaning => [new RegExp(`^${parameter.cell}, `), () => value],
    ),
  ];
  const epochs = outcome.epochs.length;
  const perEpoch = outcome.lastStepOf(0) + 1;
  const ends =
    isData && perEpoch > 1 && epochs > 1
      ? ['Cost of epoch 0', `Cost of epoch ${epochs - 1}`]
      : [0, network.steps].map((at) => `${isData ? 'Cost' : 'E_total'} at step ${at}`);
  const eta = `learning rate ${namesOf(network).of(ref('eta'))}`;
  const wanted = [eta, 'Tolerance', 'step', 'verdict', 'i1', 't1', ...ends];
  if (isData) wanted.push('sample');
  checkLines(cells, 'Network', meanings, wanted, check);
}

function checkStart(cells: Cells, outcome: Outcome, network: Of, check: Check): void {
  const { samples, layers, compare, batches } = network;
  const names = functionNames(network);
  const weights = layers.reduce(
    (sum, { weights: w, biases }) => sum + w.length + (biases?.length ?? 0),
    0,
  );
  const size = Math.min(batches.size, samples.length);
  const meanings: Meaning[] = [
    [/^Network$/, () => [network.inputs.length, ...layers.map(({ units }) => units)].join(' → ')],
    [/^Hidden layer(?: (\d+))?$/, (layer) => names.activations[Number(layer ?? 1) - 1]],
    [/^Output layer$/, () => names.activations[layers.length - 1]],
    [/^Loss$/, () => names.loss],
    [/^Optimizer$/, () => names.optimizer],
    [/^Schedule$/, () => names.schedule],
    [/^Parameters$/, () => weights],
    [/^Biases$/, () => (network.trainBiases ? 'trained' : 'kept')],
    [/^Samples$/, () => samples.length],
    [/^Batch$/, () => size],
    [/^Steps per epoch$/, () => Math.ceil(samples.length / size)],
    [/^Learning rate η/, () => network.learningRate],
    [/^Steps$/, () => network.steps],
    [/^Tolerance$/, () => network.tolerance],
    [/^Compared rates$/, () => compare.length || 'none'],
    [/^Verdict$/, () => outcome.run.diagnosis.verdict],
  ];
  const wanted = ['Network', 'Loss', 'Steps', 'Tolerance', 'Compared rates', 'Verdict'];
  if (network.hasData) wanted.push('Samples', 'Batch', 'Steps per epoch');
  checkLines(cells, 'Start', meanings, wanted, check);
  checkStuck(cells, outcome, check);
}

/** The words that say what stuck is, against the verdict. */
function checkStuck(cells: Cells, { run, ...outcome }: Outcome, check: Check): void {
  const { verdict } = run.diagnosis;
  if (/^(?:diverged|converged)/.test(verdict)) return;
  const beside = (sheet: string, label: string) =>
    String(linesOf(cells, sheet).find(([text]) => text === label)?.[1]);
  const words = beside('Start', 'stuck');
  const [, share, periods] = /by less than (\d+) % in the last ten (steps|epochs)$/.exec(words)!;
  const losses =
    periods === 'steps'
      ? outcome.steps.map(outcome.costOf)
      : outcome.epochs.map(outcome.costOfEpoch);
  const before = losses[Math.max(0, losses.length - 1 - 10)];
  const change = Math.abs(losses[losses.length - 1] - before) / before;
  const isStuck = change < Number(share) / 100;
  const told = String(deskLines(cells).find(([text]) => text === 'verdict')?.[1]);
  check(
    `Network, a verdict after a change of ${100 * change} %`,
    told.startsWith('stuck') ? 'stuck' : 'not stuck',
    isStuck ? 'stuck' : 'not stuck',
  );
}

/** The first place of each label on a sheet, in the order of its rows, and what stands to its right. */
function checkLines(
  cells: Cells,
  sheet: string,
  meanings: readonly Meaning[],
  wanted: readonly string[],
  check: Check,
): void {
  const seen = new Set<string>();
  const lines = sheet === 'Network' ? deskLines(cells) : linesOf(cells, sheet);
  // On `Start` sheets are told of before.
  const from = lines.findIndex(([label]) => label === 'Parameters') + 1;
  const end = lines.findIndex(([label]) => label === 'Words of the verdict');
  for (const [label, beside] of lines.slice(from, end < 0 ? undefined : end)) {
    if (seen.has(label)) continue;
    for (const [pattern, meaning] of meanings) {
      const words = pattern.exec(label);
      if (words === null) continue;
      seen.add(label);
      check(`${sheet}, ${label}`, beside, meaning(...words.slice(1)));
    }
  }
  for (const label of wanted) {
    check(`${sheet}, ${label}`, seen.has(label) ? 'there' : 'not there', 'there');
  }
}

type Line = readonly [label: string, beside: CellValue | null];

/** On `Network`: of the strip each caption and what is below it; then each text and what is beside it. */
function deskLines(cells: Cells): Line[] {
  const { rows } = cells.sheets.get('Network')!;
  const strip = [...rows.get(TOP_ROWS.caption)!.values()].map(
    ({ value, column }): Line => [
      String(value),
      rows.get(TOP_ROWS.field)?.get(column)?.value ?? null,
    ],
  );
  const beside = [...rows.values()].flatMap((row) => {
    const held = [...row.values()].filter(({ value }) => value !== null);
    return held.flatMap(({ value }, i): Line[] =>
      typeof value === 'string' ? [[value, held[i + 1]?.value ?? null]] : [],
    );
  });
  return [...strip, ...beside];
}

/** Of each row the text that stands first, and what is beside it. */
function linesOf(cells: Cells, sheet: string): Line[] {
  return [...cells.sheets.get(sheet)!.rows.values()].flatMap((row) => {
    const [first] = row.values();
    if (typeof first?.value !== 'string') return [];
    return [[first.value, row.get(first.column + 1)?.value ?? null] as const];
  });
}

interface Drawn {
  readonly outcome: Outcome;
  readonly network: Of;
  readonly step: number;
  readonly sample: number;
}

function checkSeries(
  cells: Cells,
  chart: ReadChart,
  series: ReadSeries,
  drawn: Drawn,
  check: Check,
): void {
  const { name } = series;
  const title = String(typeof name === 'string' ? name : valuesIn(cells, name.ref)[0]);
  // The wires of the picture have tests of their own.
  if (/^(?:above|below) 0, /.test(title)) return;
  const where = `chart ${chart.title}, ${title}`;
  const points = pointsOf(chart, title, drawn, valuesIn(cells, series.x.ref) as number[]);
  if (points === null) {
    check(where, 'a series that nobody knows', 'one that this test knows');
    return;
  }
  for (const axis of ['x', 'y'] as const) {
    const { ref: range, kept } = series[axis];
    const values = valuesIn(cells, range);
    check(`${where}, points of ${axis}`, values.length, points.length);
    for (const [i, point] of points.entries()) {
      const at = `${where}, ${axis} of point ${i}`;
      check(at, values[i], point[axis]);
      check(`${at} as kept`, kept[i], point[axis]);
    }
  }
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Sizes are drawn on logarithmic axes too, where 0 has no place. */
const sized = (value: number) => Math.max(Math.abs(value), 1e-16);

/** What a series should show, by the titles of its chart and its own; a curve where it is drawn. */
function pointsOf(
  { title, xTitle, yTitle: told }: ReadChart,
  name: string,
  { outcome, network, step, sample }: Drawn,
  drawnAt: readonly number[],
): Point[] | null {
  const bySteps = (y: (step: number) => number) =>
    xTitle === 'step' ? outcome.steps.map((x) => ({ x, y: y(x) })) : null;
  const byEpochs = (y: (epoch: number) => number) =>
    xTitle === 'step' ? outcome.epochs.map((e) => ({ x: outcome.lastStepOf(e), y: y(e) })) : null;
  if (title === '') {
    if (name === 'cost' || name === 'E_total') return bySteps((s) => sized(outcome.costOf(s)));
    if (name === 'mean of the epoch') return byEpochs(outcome.costOfEpoch);
    if (name === 'selected step') return [{ x: step, y: sized(outcome.costOf(step)) }];
  }
  if (title === 'Accuracy') {
    if (name === 'accuracy') return bySteps(outcome.accuracyOf);
    if (name === 'mean of the epoch') return byEpochs(outcome.accuracyOfEpoch);
  }
  if (title === 'The path of every weight') return bySteps((s) => outcome.valueOf(name, s));
  const [, ofLayer] = /^The size of each layer's (weights|gradients)/.exec(title) ?? [];
  if (ofLayer === 'weights' || ofLayer === 'gradients') {
    if (outcome.sizeOf(name, ofLayer, 0) === null) return null;
    return bySteps((s) => sized(outcome.sizeOf(name, ofLayer, s)!));
  }
  if (title.startsWith('The size of every gradient')) {
    return bySteps((s) => sized(outcome.valueOf(name.slice(1, -1), s)));
  }
  if (/^(Too|Best of these|Larger|All rates)/.test(title)) {
    const yTitle = told.replace(/ \(0 at 1E-16\)$/, '');
    const of = outcomeOf(network, Number(name));
    const hasEpochs = network.batches.perEpoch > 1 && outcome.epochs.length > 1;
    if (!hasEpochs) return bySteps((s) => sized(of.costOf(s)));
    // A loss of one batch says little of a rate.
    if (xTitle !== 'epoch' || yTitle !== 'cost, epoch mean') return null;
    return outcome.epochs.map((e) => ({ x: e, y: sized(of.costOfEpoch(e)) }));
  }
  if (title.startsWith('Final loss against η') && name === 'final loss') {
    return network.compare.map((rate) => {
      const { run, costOf, steps } = outcomeOf(network, rate);
      const { epochCosts } = run.trace;
      return { x: rate, y: sized(epochCosts?.at(-1) ?? costOf(steps.at(-1)!)) };
    });
  }
  if (title === 'Fitted function') {
    if (name.startsWith('samples')) {
      return network.samples.map(({ inputs, targets }) => ({ x: inputs[0], y: targets[0] }));
    }
    return curve(network, outcome, { step, sample }, drawnAt);
  }
  return null;
}

/** What the network of a step answers at these inputs, which must reach over all samples. */
function curve(
  network: Of,
  { run }: Outcome,
  { step, sample }: { step: number; sample: number },
  inputs: readonly number[],
): Point[] | null {
  const given = network.samples.map((each) => each.inputs[0]);
  const isRising = inputs.every((x, i) => i === 0 || x > inputs[i - 1]);
  const reaches = inputs[0] <= Math.min(...given) && inputs.at(-1)! >= Math.max(...given);
  if (!isRising || !reaches) return null;
  const own = networkAt(run.trace, step, sample);
  return inputs.map((x) => {
    const samples = [{ ...own.samples[0], inputs: Float64Array.of(x) }];
    const trace = train({ ...own, ...samples[0], samples }, 0);
    return { x, y: trace.layers[network.layers.length - 1].activation[0] };
  });
}

/** The values of a range with its sheet; an empty cell is null. */
function valuesIn(cells: Cells, range: string): unknown[] {
  const [, quoted, plain, area] = /^(?:'((?:[^']|'')*)'|([^'!]+))!(.*)$/.exec(range)!;
  const sheet = cells.sheets.get((quoted ?? plain).replaceAll("''", "'"))!;
  const { first, last } = parseRange(area.replaceAll('$', ''))!;
  const values: unknown[] = [];
  for (let row = first.row; row <= last.row; row++) {
    for (let column = first.column; column <= last.column; column++) {
      values.push(sheet.rows.get(row)?.get(column)?.value ?? null);
    }
  }
  return values;
}
