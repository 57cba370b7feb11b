/** One wrong place in the sources: what stands there, and what would be wrong. */
export interface Mutant {
  /** Below `src`. */
  readonly file: string;
  /** Occurs once in the file. */
  readonly right: string;
  readonly wrong: string;
  /** One that a label once hid: it must be found. */
  readonly known?: string;
}

const of = (file: string, pairs: readonly (readonly [string, string, string?])[]): Mutant[] =>
  pairs.map(([right, wrong, known]) => ({ file, right, wrong, ...(known && { known }) }));

/** Fifty places that decide which number stands beside which words. */
export const mutants: readonly Mutant[] = [
  ...of('emit/summary.ts', [
    ["linked(epochs.step, 'step')", "linked(epochs.step, 'epoch')", 'last step: the epoch'],
    ["linked(epochs.cost, 'epochCost')", "linked(epochs.cost, 'cost')", 'mean cost: the cost'],
    ['training.firstRow + rowOfStep(network, step);', 'training.firstRow + step;'],
    ['cellAddress(training.columnOf(r), row,', 'cellAddress(training.columnOf(r) + 1, row,'],
    ['training.firstRow + periodEnds[epoch]!, {', 'training.firstRow + periodEnds[epoch]! - 1, {'],
    ['hit, last - samples + 1, last)', 'hit, last - samples + 2, last)'],
    ["training.columnOf(ref('hit'))", "training.columnOf(ref('accuracy'))"],
    ['value: (epoch) => epoch }', 'value: (epoch) => epoch + 1 }'],
    ["header(epochs.step, 'last step', 'epoch')", "header(epochs.step, 'mean cost', 'epoch')"],
    ['value: (epoch) => values[epoch]', 'value: () => values[0]'],
  ]),
  ...of('layout/summary.ts', [
    ['epoch: next,', 'epoch: next + 1,'],
    ['batches.periodEnds.length - 1', 'batches.periodEnds.length - 2'],
    ['steps.find(({ ref: r }) => r.kind === kind)!.column', 'steps[0].column'],
  ]),
  ...of('emit/network/settings.ts', [
    ['at: periodEnds[epoch]!,', 'at: periodEnds[0]!,', 'cost of epoch n: epoch 0'],
    ['at: rowOfStep(network, step),', 'at: rowOfStep(network, 0),'],
    ['of(last, steps)]', 'of(last, steps - 1)]'],
    ["kind: 'epochCost' as const", "kind: 'cost' as const"],
    ['value: network.tolerance,', 'value: network.learningRate,'],
    [
      'selected`, selectedValue(plan, selected, loss)',
      "selected`, selectedValue(plan, selected, ref('step'))",
    ],
    ["selectedValue(plan, selected, ref('accuracy'))", "selectedValue(plan, selected, ref('hit'))"],
    [
      'putField(sheet, field, value, STYLES.input)',
      'putField(sheet, field, 2 * value, STYLES.input)',
    ],
  ]),
  ...of('emit/network/strip.ts', [
    ["'step', selectedStep)", "'step', selectedStep + 1)"],
    ["'sample', selectedSample + 1)", "'sample', selectedSample)"],
    ['desk.eta, eta, network.learningRate', 'desk.eta, eta, network.tolerance'],
  ]),
  ...of('emit/network/picture/cells.ts', [
    [
      'selectedValue(plan, selected, ref) :',
      'selectedValue(plan, selected, picture.numbers[0].ref) :',
    ],
    ['put(sheet, row, column, of[ref.unit]!, TYPED)', 'put(sheet, row, column, of[0]!, TYPED)'],
  ]),
  ...of('emit/startParameters.ts', [
    ["'Steps per epoch', perEpoch", "'Steps per epoch', size", 'steps per epoch: the batch size'],
    ["'Batch', size", "'Batch', perEpoch"],
    ["'Samples', samples.length", "'Samples', batches.rows"],
    ["'Steps', network.steps", "'Steps', network.steps + 1"],
    ['parametersOf(network).length', 'network.layers.length'],
    ['formula: NAMES.tolerance', 'formula: NAMES.eta'],
    ['formula: NAMES.verdict', 'formula: NAMES.proof'],
    ['layers.map((layer) => layer.units)', 'layers.map((layer) => layer.fanIn)'],
    ["'Optimizer', nameOf(optimizer)", "'Optimizer', nameOf(schedule)"],
  ]),
  ...of('emit/charts.ts', [
    ['x: { ref: range(step), values', 'x: { ref: range(column), values', 'x of epochs: their y'],
    ['run, epochs.cost, run.trace', 'run, epochs.step, run.trace'],
    ['run, epochs.accuracy, epoch', 'run, epochs.cost, epoch'],
    ["ref: range('step'), values: steps", "ref: range('accuracy'), values: steps"],
    ['x: { ref: cell(stepColumn)', 'x: { ref: cell(totalColumn)'],
    ['x: { ref: range(places)', 'x: { ref: range(column)'],
  ]),
  ...of('emit/rateCharts.ts', [
    ['chartData.rate(index), values', 'chartData.rate(0), values'],
    ['x: { ref: range(drawnRateRow)', 'x: { ref: range(finalRow)'],
  ]),
  ...of('emit/trajectories.ts', [
    ["lines(gradient, ofStep, 'size')", "lines(parameter, ofStep, 'size')"],
    ["lines(parameter, (r) => r, 'value')", "lines(gradient, (r) => r, 'value')"],
  ]),
  ...of('emit/chartBlock.ts', [
    ['column: firstColumn + index, firstRow', 'column: firstColumn, firstRow'],
    ['firstRow + from, { sheet }', 'firstRow + from + 1, { sheet }'],
  ]),
  ...of('emit/chartData.ts', [['plan.desk.selectedLoss;', 'plan.desk.lastLoss;']]),
  ...of('emit/surface/curve.ts', [
    ["x: given(plan, ref('input'))", "x: given(plan, ref('target', 0, j))"],
    ['layout.curveColumn + j', "layout.table.columnOf(ref('input'))"],
  ]),
  ...of('functions/thresholds.ts', [
    [
      "STUCK_CHANGE = { value: 0.01, cell: '0.01' }",
      "STUCK_CHANGE = { value: 0.02, cell: '0.02' }",
      'stuck below 1 %: below 2 %',
    ],
  ]),
];
