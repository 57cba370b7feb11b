import type { Chance } from '../chance.ts';
import type { Model, Quantity } from '../model.ts';
import {
  type Arrange,
  isBackward,
  type Label,
  type Layout,
  orderedGroups,
  type Place,
} from './layout.ts';

/** A row a step. */
export const rows: Arrange = (model, header, chance) => tableOf(model, header, chance, 'Sheet1');

/** A column a step: the same, mirrored. */
export const transposed: Arrange = (model, header, chance) => {
  const { place, labels, sheets } = tableOf(model, header, chance, 'Training');
  const mirror = <T extends Place>(at: T): T => ({ ...at, row: at.column, column: at.row });
  return {
    sheets,
    place: (key, step) => mirror(place(key, step)),
    labels: labels.map(mirror),
  };
};

/** The way forward on one sheet and the way back on another, in the same rows or not. */
export const twoSheets: Arrange = (model, header, chance) => {
  const [front, back] = chance.pick([
    ['Forward', 'Backward'],
    ['forward pass', 'backward pass'],
    ['Vorwärts', 'Rückwärts'],
  ]);
  const split = (wanted: boolean): Model => ({
    ...model,
    quantities: model.quantities.filter((quantity) => isBackward(quantity) === wanted),
  });
  const [forward, backward] = [
    tableOf(split(false), header, chance, front),
    tableOf(split(true), header, chance, back),
  ];
  const isBack = new Map(model.quantities.map((quantity) => [quantity.key, isBackward(quantity)]));
  return {
    sheets: [front, back],
    place: (key, step) => (isBack.get(key) ? backward : forward).place(key, step),
    labels: [...forward.labels, ...backward.labels],
  };
};

function tableOf(
  model: Model,
  header: (quantity: Quantity) => string,
  chance: Chance,
  sheet: string,
): Layout {
  const groups = orderedGroups(model, chance);
  const once = model.quantities.filter((quantity) => quantity.once);
  const left = chance.whole(1, 2);
  const above = chance.pick([1, 3, 28]);
  const gap = chance.yes(0.25) ? 1 : 0;
  const places = new Map<string, { row: number; column: number }>();
  const labels: Label[] = [];
  const label = (row: number, column: number, text: string) =>
    labels.push({ sheet, row, column, text });

  if (above > 1) label(1, 1, chance.pick(['Backpropagation', 'Exercise 6', 'a = 1/(1+exp(-h))']));
  // What stands once: a name with its number below it, or beside it.
  const beside = chance.yes(0.5);
  for (const [i, quantity] of once.entries()) {
    const at = beside
      ? { row: above + 1, column: left + 2 * i }
      : { row: above + 1, column: left + i };
    label(at.row, at.column, header(quantity));
    const value = beside
      ? { row: at.row, column: at.column + 1 }
      : { row: at.row + 1, column: at.column };
    places.set(quantity.key, value);
  }
  const headerRow = once.length === 0 ? above + 1 : above + 4;
  let column = left;
  for (const group of groups) {
    for (const quantity of group) {
      label(headerRow, column, header(quantity));
      places.set(quantity.key, { row: headerRow + 1, column });
      column++;
    }
    column += gap;
  }
  const fixed = new Set(once.map(({ key }) => key));
  return {
    sheets: [sheet],
    place: (key, step) => {
      const { row, column: at } = places.get(key)!;
      return { sheet, row: row + (fixed.has(key) ? 0 : step), column: at };
    },
    labels,
  };
}
