import type { Style, Worksheet } from 'exceljs';
import type {
  Frame,
  Look,
  Picture,
  PictureNumber,
  Stack,
} from '../../../layout/network/picture/parts.ts';
import { type Behind, waysIn } from '../../../layout/network/picture/ways.ts';
import type { Plan } from '../../../layout/plan.ts';
import { NAMES } from '../../../layout/sheets.ts';
import type { Network } from '../../../network/network.ts';
import type { Reach } from '../../../network/places.ts';
import {
  allOf,
  anyOf,
  followedBefore,
  followedIn,
  isNamed,
  isNoNumber,
  isOdd,
  isZero,
} from '../../../symbolic/cells/picture.ts';
import { cellAddress } from '../../../xlsx/address.ts';
import { addRules, type Rule } from '../../sheet.ts';
import { SIGNS } from '../../theme/colours.ts';
import {
  FOLLOWED,
  NO_NUMBER,
  numberRules,
  numberStates,
  POWER_OF_TEN,
  SIGNED_LOOKS,
} from '../../theme/picture.ts';
import { isTyped } from './page.ts';

/**
 * What the formats of the cells change with: which weight is followed, and the numbers. Of the rules
 * that hold LibreOffice takes the first alone, so the first ones say all. Formulas with a relative
 * reference have one rectangle of cells each, as programs differ in which cell of several they mean.
 */
export function addPictureRules(sheet: Worksheet, plan: Plan, picture: Picture): void {
  const numbers = picture.numbers.filter((number) => !isTyped(plan, number));
  addFollowedWeights(sheet, picture);
  addFollowedWay(sheet, plan, picture);
  const looks = new Map<Look, PictureNumber[]>();
  for (const number of numbers) {
    const alike = looks.get(number.look);
    if (alike) alike.push(number);
    else looks.set(number.look, [number]);
  }
  for (const [look, alike] of looks) addNumberRules(sheet, look, alike);
  const typed = picture.numbers.filter((number) => isTyped(plan, number));
  for (const { row, column } of typed) {
    const formula = isNoNumber(cellAddress(column, row));
    addRules(sheet, cellAddress(column, row), [expression(formula, NO_NUMBER)]);
  }
}

const expression = (formula: string, style: Partial<Style>): Rule =>
  ({ type: 'expression', formulae: [formula], style }) as Rule;

/** A style of a rule may have a number format, which exceljs writes as it is given. */
const shownAs = (numFmt: string, style: Partial<Style> = {}): Partial<Style> => ({
  ...style,
  numFmt: numFmt as unknown as string,
});

const shows = (numbers: readonly PictureNumber[]) =>
  numbers.map(({ row, column }) => cellAddress(column, row)).join(' ');

/** By what the number is: powers of ten, 0, the colour of what is negative. */
function addNumberRules(sheet: Worksheet, look: Look, numbers: readonly PictureNumber[]): void {
  const isSigned = SIGNED_LOOKS.includes(look);
  const rules = numberRules(look).flatMap(({ operator, limits, numFmt, negative }): Rule[] => {
    const colour =
      isSigned && negative ? { font: { color: { argb: `FF${SIGNS.negative.ink}` } } } : {};
    const style = numFmt === undefined ? colour : shownAs(numFmt, colour);
    if (Object.keys(style).length === 0) return [];
    return [{ type: 'cellIs', operator, formulae: [...limits], style } as Rule];
  });
  addRules(sheet, shows(numbers), rules);
}

/** The row of the followed weight: its name, its number and its gradient. */
function addFollowedWeights(sheet: Worksheet, { stacks }: Picture): void {
  for (const { top, bottom, left, right } of columnsOf(stacks)) {
    const name = cellAddress(left, top, { absolute: 'column' });
    const follows = isNamed(name, NAMES.follow);
    const areaOf = (column: number) => `${cellAddress(column, top)}:${cellAddress(column, bottom)}`;
    addLit(sheet, areaOf(left + 1), cellAddress(left + 1, top), 'weight', follows);
    addLit(sheet, areaOf(right), cellAddress(right, top), 'weightGradient', follows);
    addRules(sheet, areaOf(left), [expression(follows, FOLLOWED)]);
  }
}

/** The stacks of a layer as one rectangle. */
function columnsOf(stacks: readonly Stack[]): Stack[] {
  const columns = new Map<number, Stack>();
  for (const stack of stacks) {
    const { top = stack.top } = columns.get(stack.left) ?? {};
    columns.set(stack.left, { ...stack, top });
  }
  return [...columns.values()];
}

/** The names of the weights, and the units, through which the error depends on the followed one. */
function addFollowedWay(sheet: Worksheet, { network }: Plan, picture: Picture): void {
  const ways = waysIn(network);
  for (const { ref, row, column } of picture.names) {
    if (ref.kind !== 'weight') continue;
    const on = isBehind(network, ref.layer, ways.weight(ref.layer, ref.unit, ref.input));
    if (on) addRules(sheet, cellAddress(column, row), [expression(on, FOLLOWED)]);
  }
  for (const unit of picture.units) {
    const { layer, left, right, netRight } = unit;
    const behind = ways.unit(layer, unit.unit);
    const own = isBehind(network, layer, behind)!;
    if (netRight === null) addLitUnit(sheet, unit, { first: left, last: right }, own);
    else {
      addLitUnit(sheet, unit, { first: left, last: netRight }, own);
      // Every activation depends on every net input.
      const all = { ...behind, own: [{ row: null, from: 0, to: Number.POSITIVE_INFINITY }] };
      addLitUnit(sheet, unit, { first: right, last: right }, isBehind(network, layer, all)!);
    }
  }
}

/** The gradients of a unit, or of one half of it. */
function addLitUnit(
  sheet: Worksheet,
  { bottom }: Frame,
  { first, last }: { first: number; last: number },
  on: string,
): void {
  const from = cellAddress(first, bottom);
  addLit(sheet, `${from}:${cellAddress(last, bottom)}`, from, 'unitGradient', on);
}

const FOLLOWED_PLACE = {
  layer: NAMES.followedLayer,
  unit: NAMES.followedUnit,
  input: NAMES.followedInput,
} as const;

/** Whether what is followed is one of those that something lies behind; null: that cannot be. */
function isBehind({ layers }: Network, layer: number, { before, own }: Behind): string | null {
  const of = (l: number) => (reach: Reach) =>
    followedIn(FOLLOWED_PLACE, l, reach, layers[l]!.fanIn);
  // Whatever is before the layer before leads through all of that.
  const far = before === 'all' ? layer : layer - 1;
  const tests = [
    ...own.map(of(layer)),
    ...(before === 'all' ? [] : before.map(of(layer - 1))),
    ...(far > 0 ? [followedBefore(NAMES.followedLayer, far)] : []),
  ];
  return tests.length === 0 ? null : anyOf(tests);
}

/** Lights numbers up, each in its own format. */
function addLit(sheet: Worksheet, area: string, first: string, look: Look, on: string): void {
  const { zero, power } = numberStates(look);
  addRules(sheet, area, [
    expression(allOf([isZero(first), on]), shownAs(zero, FOLLOWED)),
    expression(
      allOf([isOdd(first, POWER_OF_TEN.below, POWER_OF_TEN.above), on]),
      shownAs(power, FOLLOWED),
    ),
    expression(on, FOLLOWED),
  ]);
}
