import type { Style, Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import { SHEETS } from '../../layout/sheets.ts';
import { gradientOf } from '../../network/parameters.ts';
import {
  captionOf,
  numberAt,
  numberIf,
  productOf,
  productOrRest,
  signBefore,
  sumOfWays,
  textAt,
} from '../../symbolic/cells/ways.ts';
import type { ChainWay, Slot } from '../../symbolic/ways.ts';
import { cellAddress } from '../../xlsx/address.ts';
import {
  FOLLOWED_ROW,
  FOUND_NAME,
  followedValue,
  ifFollowed,
  parameterColumn,
  shownWay,
  wayColumn,
  whileFollowed,
} from '../followed.ts';
import type { Selected } from '../selected.ts';
import { ifSelected } from '../selection.ts';
import { addRules, type CellContent, heading, put, type Rule } from '../sheet.ts';
import { NUMBER_RANGES } from '../theme/formats.ts';
import { STYLES } from '../theme/styles.ts';
import { FILLED_TILE, TILES } from '../theme/tiles.ts';
import { putField } from './fields.ts';
import { addUpdateLines } from './waysLines.ts';

/** What stands above the factors of a place, if they are alike. */
export const SLOT_CAPTIONS: Record<Slot, string> = {
  input: 'input or weight',
  slope: 'slope of activation',
  loss: 'slope of the loss',
};

/**
 * The chain rule of what is followed: a pair of rows a way, the names of its factors above their
 * numbers, each in its place from the weight on the left to the loss on the right; what the factors
 * come to, what the ways add up to, and what becomes of that.
 */
export function addWaysBlock(sheet: Worksheet, plan: Plan, selected: Selected): void {
  const { ways, networkSheet, names } = plan;
  const block = networkSheet.waysBlock;
  const { columns } = block;
  const shown = ways.followed[0]!;
  heading(sheet, block.row, null, networkSheet.columns);
  const [before, after] = ['The chain rule for ', ', read from right to left along the way back'];
  const title = {
    formula: ifSelected(plan, ifFollowed(`"${before}"&${FOUND_NAME}&"${after}"`)),
    result: `${before}${names.of(shown.parameter)}${after}`,
  };
  put(sheet, block.row, 1, title, STYLES.heading);
  addCaptions(sheet, plan);
  const tile = (row: number, column: number, content: CellContent, style: Partial<Style>) =>
    putField(
      sheet,
      { sheet: SHEETS.network, row, column, lastColumn: columns.lastOf(column) },
      content,
      style,
    );
  const products: string[] = [];
  const results: number[] = [];
  const filled = { names: [] as string[], numbers: [] as string[] };
  for (let k = 0; k < ways.most; k++) {
    const way = shown.ways.at(k);
    const row = block.wayRow(k);
    const place = shownWay(k);
    const label = {
      formula: textAt(place, wayColumn(plan, ways.columns.label)),
      result: way?.label ?? '',
    };
    tile(row, columns.product, label, TILES.label);
    const numbers: number[] = [];
    for (const slot of ways.slots.keys()) {
      const factor = way?.factors.find((each) => each.slot === slot);
      const column = columns.slot(slot);
      const at = ways.columns.slot(slot);
      const name = { formula: textAt(place, wayColumn(plan, at)), result: factor?.name ?? '' };
      tile(row, column, name, TILES.name);
      const sign = columns.sign(slot);
      if (sign !== null) {
        const names = Array.from({ length: slot }, (_, s) => cellAddress(columns.slot(s), row));
        const text = numbers.length === 0 ? '=' : '×';
        const content = {
          formula: signBefore(cellAddress(column, row), names),
          result: factor ? text : '',
        };
        put(sheet, row + 1, sign, content, STYLES.caption);
      }
      const result = factor ? (factor.value === 1 ? 1 : selected(factor.value)) : '';
      if (typeof result === 'number') numbers.push(result);
      const nameCell = cellAddress(column, row);
      const formula = numberAt(nameCell, place, wayColumn(plan, at + 1));
      tile(row + 1, column, { formula, result }, TILES.number);
    }
    const product = productIn(plan, k, products, way, { numbers, results }, selected);
    tile(row + 1, columns.product, product, TILES.number);
    if (typeof product.result === 'number') results.push(product.result);
    products.push(cellAddress(columns.product, row + 1));
    for (const column of [columns.product, ...[...ways.slots.keys()].map(columns.slot)]) {
      const last = columns.lastOf(column);
      filled.names.push(`${cellAddress(column, row)}:${cellAddress(last, row)}`);
      filled.numbers.push(`${cellAddress(column, row + 1)}:${cellAddress(last, row + 1)}`);
    }
  }
  if (ways.most > 0) fillTiles(sheet, filled);
  const words = {
    formula: whileFollowed(followedValue(plan, ways.columns.sum)),
    result: shown.sum,
  };
  put(sheet, block.sumRow, columns.symbols, words, STYLES.label);
  const sum = {
    formula: sumOfWays(FOLLOWED_ROW, products),
    result: results.reduce((all, each) => all + each, 0),
  };
  tile(block.sumRow, columns.result, sum, TILES.result);
  addUpdateLines(sheet, plan, selected);
}

/**
 * Tints the tiles that have something in them. Of the rules of a cell LibreOffice takes the first that
 * holds, so that these have the number formats, too.
 */
function fillTiles(
  sheet: Worksheet,
  { names, numbers }: Readonly<Record<'names' | 'numbers', readonly string[]>>,
): void {
  const notEmpty = {
    type: 'cellIs',
    operator: 'notEqual',
    formulae: ['""'],
    style: FILLED_TILE,
  } as unknown as Rule;
  addRules(sheet, names.join(' '), [notEmpty]);
  const inRange = NUMBER_RANGES.map(
    ({ from, to, numFmt }) =>
      ({
        type: 'cellIs',
        operator: 'between',
        formulae: [from, to],
        style: { ...FILLED_TILE, ...(numFmt !== undefined && { numFmt }) },
      }) as unknown as Rule,
  );
  addRules(sheet, numbers.join(' '), inRange);
}

/** What the factors of a way come to, or what is left of the gradient for the ways that have none here. */
function productIn(
  plan: Plan,
  k: number,
  products: readonly string[],
  way: ChainWay | undefined,
  {
    numbers,
    results,
  }: { readonly numbers: readonly number[]; readonly results: readonly number[] },
  selected: Selected,
) {
  const { ways, networkSheet } = plan;
  const { wayRow, columns } = networkSheet.waysBlock;
  const label = cellAddress(columns.product, wayRow(k));
  // From the loss on, as the gradients are computed.
  const slots = [...ways.slots.keys()].reverse();
  const factors = slots.map((slot) => cellAddress(columns.slot(slot), wayRow(k) + 1));
  const product = [...numbers].reverse().reduce((all, each) => all * each, 1);
  if (!ways.followed.some((each) => each.ways.at(k)?.factors.length === 0)) {
    return { formula: productOf(label, factors), result: way ? product : '' };
  }
  const gradient = gradientOf(ways.all[0]!);
  const column = parameterColumn(plan, ways.columns.kept(gradient));
  const rest = numberIf(FOLLOWED_ROW, column);
  const shown = ways.followed[0]!;
  const left = selected(gradientOf(shown.parameter)) - results.reduce((a, b) => a + b, 0);
  const result = way ? (way.factors.length > 0 ? product : left) : '';
  return { formula: productOrRest(label, factors, rest, products), result };
}

/** What stands in each column, if all that stands there is alike. */
function addCaptions(sheet: Worksheet, { ways, networkSheet }: Plan): void {
  const { row, wayRow, columns } = networkSheet.waysBlock;
  if (ways.most === 0) return;
  const caption = (column: number, content: CellContent) =>
    putField(
      sheet,
      { sheet: SHEETS.network, row: row + 1, column, lastColumn: columns.lastOf(column) },
      content,
      STYLES.caption,
    );
  caption(columns.product, 'product of a way');
  const shown = ways.followed[0]!.ways.flatMap(({ factors }) => factors);
  for (const [slot, kind] of ways.slots.entries()) {
    const column = columns.slot(slot);
    const inColumn = shown.filter((each) => each.slot === slot);
    const sums = inColumn.filter(({ name }) => name.startsWith('∂E/∂')).length;
    const ofSums = sums === inColumn.length ? 'all ways from there' : '';
    const names = Array.from({ length: ways.most }, (_, way) => cellAddress(column, wayRow(way)));
    caption(column, {
      formula: captionOf(names, SLOT_CAPTIONS[kind]),
      result: inColumn.length === 0 ? '' : sums === 0 ? SLOT_CAPTIONS[kind] : ofSums,
    });
  }
}
