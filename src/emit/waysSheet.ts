import type { Worksheet } from 'exceljs';
import type { Plan } from '../layout/plan.ts';
import { NAMES, SHEETS, WAYS } from '../layout/sheets.ts';
import { isOf, type NumberOfUpdate, ofParameter } from '../layout/ways.ts';
import { isState, isTrained } from '../network/parameters.ts';
import { refKey } from '../ref.ts';
import { mostWays } from '../spec/limits.ts';
import { displayOf, exactnessOf } from '../symbolic/cells/display.ts';
import { movesAt, movesIf, numberIf, placeOfWay, textAt } from '../symbolic/cells/ways.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { Facts } from './facts.ts';
import { FOLLOWED_ROW, followedRowFormula, followedValue, parameterColumn } from './followed.ts';
import { displayed, isExact } from './network/display.ts';
import { ownName } from './network/ownNames.ts';
import { type Told, toldOf } from './network/told.ts';
import { selectedValue } from './selected.ts';
import { type Computed, type Open, put } from './sheet.ts';
import { STYLES } from './theme/styles.ts';

/** `Ways`: what may be followed, and the ways from the loss back to it. `Network` looks them up here. */
export function addWays(open: Open, facts: Facts): void {
  const { plan } = facts;
  const { last } = plan.ways.columns;
  const sheet = open({
    title: 'Ways',
    purpose:
      'Every way from the loss back to each weight and bias, factor by factor, at the selected step. Nothing to change here: choose on Network which one to follow.',
    widths: [14, 40, 20, ...Array<number>(last - 3).fill(14)],
  });
  addFollowed(sheet, plan);
  addNumbers(sheet, facts);
  addParameters(sheet, facts);
  addAllWays(sheet, facts);
}

/** Which one is followed, and which of the ways are its own. */
function addFollowed(sheet: Worksheet, plan: Plan): void {
  const { ways, names } = plan;
  const { columns, firstWayOf, followed } = ways;
  const at = (column: number) => followedValue(plan, column);
  const moves = ways.isAllTrained
    ? movesIf(FOLLOWED_ROW)
    : movesAt(FOLLOWED_ROW, parameterColumn(plan, columns.trained));
  const lines: [row: number, label: string, content: Computed, note: string][] = [
    [
      WAYS.followedRow,
      'followed',
      { formula: followedRowFormula(plan), result: 1 },
      'its row, counted from the first; 0: there is none of that name',
    ],
    [
      WAYS.foundNameRow,
      'name',
      {
        formula: textAt(FOLLOWED_ROW, parameterColumn(plan, columns.name)),
        result: names.of(ways.all[0]!),
      },
      'as it is called in the list',
    ],
    [WAYS.movesRow, 'trained', { formula: moves, result: 1 }, '1 if training moves it'],
    ...Array.from({ length: mostWays.ways }, (_, way): (typeof lines)[number] => [
      WAYS.shownRow + way,
      `way ${way + 1}`,
      {
        formula: placeOfWay(FOLLOWED_ROW, at(columns.firstWay), at(columns.count), way + 1),
        result: followed[0]!.ways.length > way ? firstWayOf[0]! + way : 0,
      },
      'its row among all ways, counted from the first; 0: there are fewer',
    ]),
  ];
  for (const [row, label, content, note] of lines) {
    put(sheet, row, 1, label, STYLES.label);
    put(sheet, row, WAYS.settingColumn, content, STYLES.linked);
    put(sheet, row, WAYS.settingColumn + 1, note, STYLES.note);
  }
}

/** The numbers of the update, and how its line writes them. */
function addNumbers(sheet: Worksheet, facts: Facts): void {
  const { plan } = facts;
  const { ways, names } = plan;
  const told = toldOf(plan, facts.selected);
  for (const [column, text] of [
    [1, 'number of the update'],
    [WAYS.numberColumn, 'value'],
    [WAYS.textColumn, 'as written'],
    [WAYS.exactColumn, '≈ if rounded'],
  ] as const) {
    put(sheet, WAYS.numberHeaderRow, column, text, STYLES.stepHeader);
  }
  for (const [i, number] of ways.numbers.entries()) {
    const row = ways.firstNumberRow + i;
    const { ref: r } = number.hole;
    const before = number.isNew ? 'new ' : '';
    const value = numberOf(facts, told, number);
    const result = Number(value.result);
    const cell = cellAddress(WAYS.numberColumn, row);
    const name = { formula: ownName(plan, r, before), result: before + names.of(r) };
    put(sheet, row, 1, name, STYLES.label);
    put(sheet, row, WAYS.numberColumn, value, STYLES.linked);
    const text = { formula: displayOf(cell), result: displayed(result) };
    put(sheet, row, WAYS.textColumn, text, STYLES.asWritten);
    const exact = { formula: exactnessOf(cell), result: isExact(result) ? '=' : '≈' };
    put(sheet, row, WAYS.exactColumn, exact, STYLES.asWritten);
  }
}

function numberOf(
  { plan, selected }: Facts,
  told: Told,
  { hole, isNew }: NumberOfUpdate,
): Computed {
  const { ways, training, networkSheet } = plan;
  const { ref: r } = hole;
  const result = (isNew ? told.after : told.now)(r);
  if (isNew && isState(r)) {
    const { lineRow, columns } = networkSheet.waysBlock;
    const line = ways.lines.findIndex(({ quantity }) => refKey(quantity.ref) === refKey(r));
    const sheet = SHEETS.network;
    return { formula: cellAddress(columns.result, lineRow(line), { sheet }), result };
  }
  if (r.kind === 'step') return { formula: `${NAMES.selectedStep}${isNew ? '+1' : ''}`, result };
  if (r.kind === 'eta') return { formula: NAMES.eta, result };
  if (r.kind === 'setting') return { formula: training.settings[r.unit]!, result };
  if (!isOf(ways.all[0]!, r)) return selectedValue(plan, selected, r);
  const column = parameterColumn(plan, ways.columns.kept(r));
  return { formula: numberIf(FOLLOWED_ROW, column), result };
}

/** Where there is nothing, so that nobody takes the cell for a free one: formulas look here too. */
const NOTHING: Computed = { formula: '""', result: '' };

/** A row a weight and bias: where its ways stand, and its numbers. */
function addParameters(sheet: Worksheet, { plan, selected }: Facts): void {
  const { ways, names, network } = plan;
  const { columns, headerRow, firstRow, kept, all, followed, firstWayOf } = ways;
  const first = all[0]!;
  const header = (column: number, text: string) =>
    put(sheet, headerRow, column, text, STYLES.stepHeader);
  header(columns.name, 'name');
  header(columns.meaning, 'what it is');
  header(columns.sum, 'sum of its ways');
  header(columns.firstWay, 'first way');
  header(columns.count, 'ways');
  if (!ways.isAllTrained) header(columns.trained, 'trained');
  for (const r of kept) {
    const name = names.of(r);
    const own = names.of(first);
    header(columns.kept(r), `${name.slice(0, -own.length)}w`);
  }
  for (const [i, r] of all.entries()) {
    const row = firstRow + i;
    put(sheet, row, columns.name, names.of(r), STYLES.label);
    put(sheet, row, columns.meaning, names.meaning(r), STYLES.note);
    put(sheet, row, columns.sum, followed[i]!.sum, STYLES.note);
    put(sheet, row, columns.firstWay, firstWayOf[i]!, STYLES.value);
    put(sheet, row, columns.count, followed[i]!.ways.length, STYLES.value);
    const trained = isTrained(network, r);
    if (!ways.isAllTrained) put(sheet, row, columns.trained, trained ? 1 : 0, STYLES.value);
    for (const each of kept) {
      // What is not trained has no memory, and no gradient with a penalty.
      const isKept = trained || !/^(penalised|state)/.test(each.kind);
      const content = isKept ? selectedValue(plan, selected, ofParameter(each, r)) : NOTHING;
      put(sheet, row, columns.kept(each), content, STYLES.linked);
    }
  }
  for (let column = columns.name; column < columns.wayName - 1; column++) {
    // A number is no name: nobody finds it, not even who follows nothing.
    put(
      sheet,
      ways.lastParameterRow + 1,
      column,
      column === columns.name ? 0 : NOTHING,
      STYLES.note,
    );
  }
}

/** A row a way: its factors in their places, each with its name and its number. */
function addAllWays(sheet: Worksheet, { plan, selected }: Facts): void {
  const { columns, headerRow, firstRow, followed, slots } = plan.ways;
  const header = (column: number, text: string) =>
    put(sheet, headerRow, column, text, STYLES.stepHeader);
  header(columns.wayName, 'way to');
  header(columns.label, 'which');
  for (const slot of slots.keys()) {
    header(columns.slot(slot), `factor ${slot + 1}`);
    header(columns.slot(slot) + 1, 'its value');
  }
  let row = firstRow;
  for (const { parameter, ways } of followed) {
    for (const { label, factors } of ways) {
      put(sheet, row, columns.wayName, plan.names.of(parameter), STYLES.label);
      put(sheet, row, columns.label, label, STYLES.note);
      for (const place of slots.keys()) {
        const factor = factors.find(({ slot }) => slot === place);
        const value =
          factor?.value === 1 ? 1 : factor && selectedValue(plan, selected, factor.value);
        put(sheet, row, columns.slot(place), factor?.name ?? NOTHING, STYLES.note);
        put(sheet, row, columns.slot(place) + 1, value ?? NOTHING, STYLES.linked);
      }
      row++;
    }
  }
  for (let column = columns.wayName; column <= columns.last; column++) {
    put(sheet, row, column, NOTHING, STYLES.note);
  }
}
