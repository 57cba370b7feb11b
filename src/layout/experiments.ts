import type { Network } from '../network/network.ts';
import { type Ref, ref } from '../ref.ts';
import { type Problem, quote } from '../spec/problem.ts';
import { hasSheet, isHidden, sheetIds, sheets } from '../spec/sheets.ts';
import type { Spec } from '../spec/spec.ts';
import type { Names } from '../symbolic/names.ts';
import type { Quantity } from '../symbolic/quantities.ts';
import type { DataLayout } from './data.ts';
import type { DeskLayout } from './network/desk.ts';
import { DATA, NAMES, type Place, SHEETS } from './sheets.ts';
import type { Tables } from './tables.ts';

/** Where the things are of which a lesson may speak. */
interface Laid extends Pick<Tables, 'training'> {
  readonly network: Network;
  readonly names: Names;
  readonly quantities: readonly Quantity[];
  readonly desk: DeskLayout;
  readonly data: DataLayout | null;
}

type Add = (name: string, place: Place) => void;

/**
 * The cell that goes by a name in the words of a lesson, if there is one: `eta`, `tolerance`,
 * `selected_step`, `selected_sample`, `wires_show`, `follow`; a hyper-parameter by its key or its
 * symbol; an input or a target, or a column of the data set by its header, and `sample 9` for a row
 * of it; any quantity of `Training` by its header (its first row); or a sheet that is not hidden.
 */
export function placesByName(laid: Laid): (name: string) => Place | undefined {
  const { network, names, desk, training, data, quantities } = laid;
  const places = new Map<string, Place>();
  // The first to have a name keeps it.
  const add: Add = (name, place) => {
    if (!places.has(name)) places.set(name, place);
  };
  add(NAMES.eta, desk.eta);
  add(NAMES.tolerance, desk.tolerance);
  add(NAMES.selectedStep, desk.selectedStep);
  if (desk.selectedSample) add(NAMES.selectedSample, desk.selectedSample);
  add(NAMES.wiresShow, desk.wiresShow);
  add(NAMES.follow, desk.follow);
  for (const [k, { key }] of network.descent.settings.entries()) {
    const setting = ref('setting', 0, k);
    add(key, desk.placeOf(setting));
    add(names.of(setting), desk.placeOf(setting));
  }
  if (data) addSamples(data, laid, add);
  else addGiven(laid, add);
  const { sheet, firstRow: row } = training;
  for (const { ref: r } of quantities)
    add(names.of(r), { sheet, column: training.columnOf(r), row });
  for (const id of sheetIds) {
    const at = { sheet: sheets[id].name, column: 1, row: 1 };
    if (hasSheet(network.spec, id) && !isHidden(id)) add(at.sheet, at);
  }
  return (name) => places.get(name);
}

function addSamples(data: DataLayout, { network, names }: Laid, add: Add): void {
  for (const { ref: r, column, kind, name } of data.columns) {
    if (kind !== 'given') continue;
    const place = { sheet: SHEETS.data, column, row: DATA.firstRow };
    add(names.of(r), place);
    if (name !== null) add(name, place);
  }
  for (const sample of network.samples.keys()) {
    const row = DATA.firstRow + sample;
    add(`sample ${sample + 1}`, { sheet: SHEETS.data, column: DATA.firstColumn, row });
  }
}

function addGiven({ network, names, desk }: Laid, add: Add): void {
  const given: Ref[] = [
    ...Array.from(network.inputs, (_, k) => ref('input', 0, k)),
    ...Array.from(network.targets, (_, j) => ref('target', 0, j)),
  ];
  for (const r of given) add(names.of(r), desk.placeOf(r));
}

/** Whether or not it is in every workbook: a lesson is good for one without compared rates, too. */
const knownSheets: ReadonlySet<string> = new Set(
  sheetIds.filter((id) => !isHidden(id)).map((id) => sheets[id].name),
);

/** The first name among the experiments of a lesson that no cell and no sheet goes by. */
export function strangerIn(
  { try: experiments = [] }: Pick<Spec, 'try'>,
  placeOf: (name: string) => Place | undefined,
): Problem | undefined {
  for (const [i, { cells }] of experiments.entries()) {
    const k = cells.findIndex((name) => !knownSheets.has(name) && placeOf(name) === undefined);
    if (k < 0) continue;
    return {
      path: ['try', i, 'cells', k],
      says: `no cell and no sheet of this workbook is called ${quote(cells[k]!)}`,
      hint: `name inputs such as eta or selected_step, columns of ${SHEETS.training} such as w1, or a sheet such as ${SHEETS.charts}`,
    };
  }
  return undefined;
}
