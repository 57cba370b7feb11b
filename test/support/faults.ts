import { type Plan, planWorkbook } from '../../src/layout/plan.ts';
import { DATA, type Place, SHEETS } from '../../src/layout/sheets.ts';
import type { Network } from '../../src/network/network.ts';
import { ref } from '../../src/ref.ts';
import { cellAddress } from '../../src/xlsx/address.ts';
import type { Cells } from '../../src/xlsx/cells.ts';
import { tokenize } from '../../src/xlsx/formula-text.ts';

/** What somebody does to one formula of `Training`. */
export const FAULTS = [
  'pasted as a value',
  'typed over',
  'emptied',
  'made a text',
  'rounded',
  'given the other sign',
  'made to read another cell',
] as const;
export type FaultKind = (typeof FAULTS)[number];

export interface Fault {
  readonly kind: FaultKind;
  readonly cell: string;
  /** Header of its column. */
  readonly name: string;
  /** Row of the table, from 0. */
  readonly row: number;
  readonly step: number;
  /** From 1; null where there is one sample. */
  readonly sample: number | null;
  /** A formula begins with `=`. */
  readonly content: number | string | null;
  /** Whether it must be found wherever the check stands. */
  readonly anywhere: boolean;
}

/** Which cells of `Training` are updates: what a training carries from step to step. */
const UPDATES = new Set([
  'weight',
  'bias',
  'stateWeight',
  'stateBias',
  'meanWeight',
  'meanBias',
  'penalisedWeight',
  'penalisedBias',
  'rate',
]);

/**
 * Plans a fault of one kind in a formula cell anywhere in the table.
 * @param random 0 ≤ x < 1.
 */
export function faultIn(plan: Plan, cells: Cells, kind: FaultKind, random: () => number): Fault {
  const { training, quantities, network, names } = plan;
  const { rows } = cells.sheets.get(SHEETS.training)!;
  const pick = (count: number) => Math.floor(random() * count);
  for (;;) {
    const quantity = quantities[pick(quantities.length)];
    const row = pick(training.lastRow - training.firstRow + 1);
    const column = training.columnOf(quantity.ref);
    const cell = rows.get(training.firstRow + row)?.get(column);
    if (cell?.formula === undefined || typeof cell.value !== 'number') continue;
    const formula = cell.formula;
    const content = {
      'pasted as a value': () => cell.value as number,
      'typed over': () => (cell.value as number) * 1.01 + 0.01,
      emptied: () => null,
      'made a text': () => '0,3',
      rounded: () => `=ROUND(${formula},2)`,
      'given the other sign': () => `=-(${formula})`,
      'made to read another cell': () => otherReference(formula, column, plan, random),
    }[kind]();
    if (content === undefined) continue;
    const { batches } = network;
    const typed = !(typeof content === 'string' && content.startsWith('='));
    return {
      kind,
      cell: cellAddress(column, training.firstRow + row),
      name: names.of(quantity.ref),
      row,
      step: batches.step[row],
      sample: network.hasData ? batches.sample[row] + 1 : null,
      content,
      anywhere: typed || UPDATES.has(quantity.ref.kind),
    };
  }
}

/**
 * The formula with one of its references to another column of the table, left of its own, so that
 * it does not come to read itself; undefined if there is none.
 */
function otherReference(
  formula: string,
  column: number,
  { training, quantities }: Plan,
  random: () => number,
) {
  const tokens = tokenize(formula);
  const isPartOfRange = (i: number) =>
    /[!:]$/.test(tokens[i - 1]?.text ?? '') || /^:/.test(tokens[i + 1]?.text ?? '');
  const own = tokens.flatMap(({ kind, text }, i) =>
    kind === 'cell' && /^[A-Z]+\d+$/.test(text) && !isPartOfRange(i) ? [i] : [],
  );
  const others = quantities.filter((q) => training.columnOf(q.ref) < column);
  if (own.length === 0 || others.length === 0) return undefined;
  const at = own[Math.floor(random() * own.length)];
  const other = others[Math.floor(random() * others.length)];
  const row = Number(/\d+$/.exec(tokens[at].text)![0]);
  const text = cellAddress(training.columnOf(other.ref), row);
  return `=${tokens.map((token, i) => (i === at ? text : token.text)).join('')}`;
}

/** An edit that a student is invited to make. */
export interface HarmlessEdit {
  readonly sheet: string;
  readonly cell: string;
  readonly value: number;
}

/** Types another number into one of the cells that may be typed over. */
export function harmlessEdit(network: Network, random: () => number): HarmlessEdit {
  const plan = planWorkbook(network);
  const { training, desk, data, quantities } = plan;
  const pick = (count: number) => Math.floor(random() * count);
  const onDesk = ({ sheet, column, row }: Place, value: number): HarmlessEdit => ({
    sheet,
    cell: cellAddress(column, row),
    value,
  });
  const scaled = (value: number) => {
    const changed = value * (0.5 + random()) + (random() - 0.5) / 10;
    return Number(changed.toPrecision(4));
  };
  const eta = () =>
    onDesk(desk.eta, Number((network.learningRate * 10 ** (4 * random() - 2)).toPrecision(3)));
  const step = () => onDesk(desk.selectedStep, pick(network.steps + 1));
  const tolerance = () => onDesk(desk.tolerance, Number((random() / 10).toPrecision(3)));
  const weight = () => {
    const typed = quantities.filter((q) => q.first === 'typed');
    const { ref: r } = typed[pick(typed.length)];
    const values = network.layers[r.layer];
    const value = r.kind === 'bias' ? values.biases![r.unit] : values.weights[0];
    return {
      sheet: SHEETS.training,
      cell: cellAddress(training.columnOf(r), training.firstRow),
      value: scaled(value),
    };
  };
  const given = () => {
    const kind = random() < 0.5 || network.loss.classes !== null ? 'input' : 'target';
    const of = kind === 'input' ? network.inputs : network.targets;
    const j = pick(of.length);
    if (!data) return onDesk(desk.placeOf(ref(kind, 0, j)), scaled(of[j]));
    const sample = pick(network.samples.length);
    const column = data.columns.find(({ ref: r }) => r.kind === kind && r.unit === j)!.column;
    const value = network.samples[sample][kind === 'input' ? 'inputs' : 'targets'][j];
    return {
      sheet: SHEETS.data,
      cell: cellAddress(column, DATA.firstRow + sample),
      value: scaled(value),
    };
  };
  const setting = () => {
    const { settings } = network.descent;
    if (settings.length === 0) return eta();
    const index = pick(settings.length);
    const { parameter, value } = settings[index];
    const changed = parameter.whole ? value + 1 : value * (0.9 + random() / 10);
    return onDesk(
      desk.placeOf(ref('setting', 0, index)),
      Number(Math.min(parameter.most, Math.max(parameter.least, changed)).toPrecision(5)),
    );
  };
  return [eta, eta, step, tolerance, weight, weight, given, given, setting][pick(9)]();
}
