import type { Arrange, Label } from './layout.ts';

/** A step a band of matrices side by side, each with its name above; the next step below. */
export const matrixBands: Arrange = ({ quantities, steps }, header) => {
  const sheet = 'Sheet1';
  const places = new Map<string, { row: number; column: number }>();
  const labels: Label[] = [];
  let column = 1;
  let tallest = 1;
  for (const quantity of quantities.filter(({ once }) => once)) {
    const { rows, columns } = quantity.shape ?? { rows: 1, columns: 1 };
    labels.push({ sheet, row: 1, column, text: header(quantity) || quantity.key });
    places.set(quantity.key, { row: 2, column });
    column += columns + 1;
    tallest = Math.max(tallest, rows);
  }
  const top = tallest + 4;
  const moving = quantities.filter(({ once }) => !once);
  const height = Math.max(...moving.map(({ shape }) => shape?.rows ?? 1)) + 3;
  column = 1;
  for (const quantity of moving) {
    places.set(quantity.key, { row: top, column });
    column += (quantity.shape?.columns ?? 1) + 1;
  }
  const fixed = new Set(quantities.filter(({ once }) => once).map(({ key }) => key));
  const place = (key: string, step: number) => {
    const { row, column: at } = places.get(key)!;
    return { sheet, row: row + (fixed.has(key) ? 0 : step * height), column: at };
  };
  for (let step = 0; step < steps; step++) {
    for (const quantity of moving) {
      const { row, column: at } = place(quantity.key, step);
      labels.push({ sheet, row: row - 1, column: at, text: header(quantity) });
    }
  }
  return { sheets: [sheet], place, labels };
};
