import type { Quantity } from '../model.ts';
import { type Arrange, groupsOf, type Label } from './layout.ts';

/** Every step a block of its own, below the one before: groups side by side, a name beside each number. */
export const lists: Arrange = (model, header, chance) => {
  const sheet = chance.pick(['Sheet1', 'Blatt 1', 'Backprop']);
  const moving = model.quantities.filter(({ once }) => !once);
  const columns = split(groupsOf(moving), chance.whole(2, 4));
  const places = new Map<string, { row: number; column: number }>();
  for (const [c, quantities] of columns.entries()) {
    for (const [r, { key }] of quantities.entries()) places.set(key, { row: r, column: 3 * c + 2 });
  }
  const height = Math.max(...columns.map(({ length }) => length)) + 2;
  return blocksOf(model, header, sheet, places, height, 'beside');
};

/** The same with names above the numbers, a strip of a few rows for each group. */
export const strips: Arrange = (model, header, chance) => {
  const sheet = chance.pick(['Sheet1', 'Training', 'steps']);
  const groups = groupsOf(model.quantities.filter(({ once }) => !once));
  const places = new Map<string, { row: number; column: number }>();
  for (const [g, quantities] of groups.entries()) {
    for (const [c, { key }] of quantities.entries())
      places.set(key, { row: 2 * g + 1, column: c + 1 });
  }
  return blocksOf(model, header, sheet, places, 2 * groups.length + 2, 'above');
};

function split(groups: readonly Quantity[][], into: number): Quantity[][] {
  const columns: Quantity[][] = Array.from({ length: into }, () => []);
  for (const [g, group] of groups.entries()) {
    columns[Math.floor((g * into) / groups.length)].push(...group);
  }
  return columns.filter(({ length }) => length > 0);
}

function blocksOf(
  { quantities, steps }: Parameters<Arrange>[0],
  header: (quantity: Quantity) => string,
  sheet: string,
  places: ReadonlyMap<string, { row: number; column: number }>,
  height: number,
  names: 'above' | 'beside',
) {
  const once = quantities.filter((quantity) => quantity.once);
  const fixed = new Map(once.map(({ key }, i) => [key, { sheet, row: 2, column: i + 1 }]));
  const top = once.length === 0 ? 2 : 5;
  const place = (key: string, step: number) => {
    const once = fixed.get(key);
    if (once) return once;
    const { row, column } = places.get(key)!;
    return { sheet, row: top + 1 + step * height + row, column };
  };
  const labels: Label[] = once.map((quantity, i) => {
    return { sheet, row: 1, column: i + 1, text: header(quantity) };
  });
  for (let step = 0; step < steps; step++) {
    labels.push({ sheet, row: top + step * height, column: 1, text: `Step ${step}` });
    for (const quantity of quantities) {
      if (quantity.once) continue;
      const { row, column } = place(quantity.key, step);
      const text = header(quantity);
      labels.push(
        names === 'above'
          ? { sheet, row: row - 1, column, text }
          : { sheet, row, column: column - 1, text },
      );
    }
  }
  return { sheets: [sheet], place, labels };
}
