import ExcelJS from 'exceljs';
import { cellAddress } from '../../../src/xlsx/address.ts';
import type { Value } from './evaluate.ts';
import { type Node, nodesOf, print } from './expression.ts';
import type { Layout, Place } from './layouts/layout.ts';
import { contentOf, type Model, type Quantity, valuesOf } from './model.ts';

/** How references are written. */
export interface Writing {
  /** The defined name of the rate's cell; null where it is read by address. */
  readonly rateName: string | null;
}

/** The .xlsx file of a model at its places, with the values of its own formulas. */
export async function fileOf(model: Model, layout: Layout, writing: Writing): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  for (const sheet of layout.sheets) workbook.addWorksheet(sheet);
  for (const { sheet, row, column, text } of layout.labels) {
    workbook.getWorksheet(sheet)!.getCell(row, column).value = text;
  }
  const values = valuesOf(model);
  const printer = printerOf(model, layout, writing);
  for (const quantity of model.quantities) {
    for (let step = 0; step < (quantity.once ? 1 : model.steps); step++) {
      const place = layout.place(quantity.key, step);
      const content = contentOf(quantity, step);
      const value = values(quantity.key, step);
      const formula = 'formula' in content ? printer(content.formula, place, step) : undefined;
      putValue(workbook.getWorksheet(place.sheet)!, place, quantity, value, formula);
    }
  }
  if (writing.rateName) {
    const { sheet, row, column } = layout.place('rate', 0);
    const address = cellAddress(column, row, { sheet, absolute: 'both' });
    workbook.definedNames.add(address, writing.rateName);
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function putValue(
  sheet: ExcelJS.Worksheet,
  { row, column }: Place,
  { shape }: Quantity,
  value: Value,
  formula: string | undefined,
): void {
  const result = (x: number) => (Number.isFinite(x) ? x : { error: '#NUM!' });
  if (typeof value === 'number' && shape === undefined) {
    sheet.getCell(row, column).value = (
      formula === undefined ? value : { formula, result: result(value) }
    ) as ExcelJS.CellValue;
    return;
  }
  const grid = typeof value === 'number' ? [[value]] : value;
  const { rows, columns } = shape ?? { rows: grid.length, columns: grid[0].length };
  const area = `${cellAddress(column, row)}:${cellAddress(column + columns - 1, row + rows - 1)}`;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const cell = sheet.getCell(row + r, column + c);
      const its = grid[r]?.[c] ?? Number.NaN;
      const isFirst = r === 0 && c === 0;
      cell.value = (
        formula !== undefined && isFirst
          ? { formula, result: result(its), shareType: 'array', ref: area }
          : result(its)
      ) as ExcelJS.CellValue;
    }
  }
}

/** Prints a formula that stands in a cell of a step. */
function printerOf(model: Model, layout: Layout, { rateName }: Writing) {
  const byKey = new Map(model.quantities.map((quantity) => [quantity.key, quantity]));
  return (formula: Node, from: Place, step: number): string => {
    const address = (key: string, back: number): string => {
      const { once, shape } = byKey.get(key)!;
      if (key === 'rate' && rateName) return rateName;
      const { sheet, row, column } = layout.place(key, once ? 0 : step - back);
      const named = sheet === from.sheet ? {} : { sheet };
      const absolute = once ? ({ absolute: 'both' } as const) : {};
      const first = cellAddress(column, row, { ...named, ...absolute });
      if (shape === undefined) return first;
      const last = cellAddress(column + shape.columns - 1, row + shape.rows - 1, absolute);
      return `${first}:${last}`;
    };
    return print(formula, {
      ref: ({ key, back }) => address(key, back),
      range: ({ keys }) => {
        const last = address(keys[keys.length - 1], 0).replace(/^.*!/, '');
        return `${address(keys[0], 0)}:${last}`;
      },
    });
  };
}

/** Whether the cells of every range stand side by side, all ranges of a formula in one direction. */
export function rangesFit(model: Model, layout: Layout): boolean {
  return model.quantities.every(({ formula }) => {
    const ranges = formula ? nodesOf(formula).filter((node) => node.kind === 'range') : [];
    const directions = ranges.map(({ keys }) =>
      directionOf(keys.map((key) => layout.place(key, 1))),
    );
    return directions.every((direction) => direction !== null && direction === directions[0]);
  });
}

function directionOf(places: readonly Place[]): 'row' | 'column' | null {
  const along = (axis: 'row' | 'column', other: 'row' | 'column') =>
    places.every(
      (place, i) =>
        place.sheet === places[0].sheet &&
        place[other] === places[0][other] &&
        place[axis] === places[0][axis] + i,
    );
  if (along('column', 'row')) return 'row';
  return along('row', 'column') ? 'column' : null;
}
