import type { Worksheet } from 'exceljs';
import { columnLetters } from '../xlsx/address.ts';
import type { TableRows } from '../xlsx/writer/package.ts';
import { addRules, type Rule } from './sheet.ts';
import { FORMATS, NUMBER_RULES } from './theme/formats.ts';

/**
 * Adds the rules that mend what a number format alone shows ill, to all cells of a sheet that have
 * such a format; those of a streamed table stand in the skeleton only in its first rows.
 */
export function mendNumbers(sheet: Worksheet, rows: TableRows | null): void {
  const areas = areasOf(stretchesOf(sheet, rows));
  if (areas.length === 0) return;
  addRules(
    sheet,
    areas.join(' '),
    NUMBER_RULES.map(
      ({ numFmt, formulae, ...rule }) =>
        ({ ...rule, formulae: [...formulae], style: { numFmt } }) as unknown as Rule,
    ),
  );
}

const MENDED: readonly unknown[] = [FORMATS.number, FORMATS.size];

/** Rows from the one to the other. */
type Stretch = readonly [first: number, last: number];

/** By column: the rows that hold such numbers, from top to bottom. */
function stretchesOf(sheet: Worksheet, table: TableRows | null): Map<number, Stretch[]> {
  const stretches = new Map<number, Stretch[]>();
  const add = (column: number, first: number, last: number) => {
    const known = stretches.get(column) ?? [];
    const before = known[known.length - 1];
    if (before && first <= before[1] + 1) {
      known[known.length - 1] = [before[0], Math.max(last, before[1])];
    } else known.push([first, last]);
    stretches.set(column, known);
  };
  sheet.eachRow((row, at) =>
    row.eachCell((cell, column) => {
      if (!MENDED.includes(cell.style.numFmt)) return;
      add(column, at, table && isTemplate(table, at, column) ? table.lastRow : at);
    }),
  );
  return stretches;
}

/** Whether the rows below get the style of this cell. */
function isTemplate({ within, firstTemplateRow }: TableRows, row: number, column: number): boolean {
  if (within === undefined) return row === firstTemplateRow + 1;
  return column >= within && row === firstTemplateRow;
}

/** Neighbouring columns with the same rows make one area. */
function areasOf(stretches: Map<number, Stretch[]>): string[] {
  const areas: { from: number; to: number; first: number; last: number }[] = [];
  const open = new Map<string, (typeof areas)[number]>();
  for (const column of [...stretches.keys()].sort((a, b) => a - b)) {
    for (const [first, last] of stretches.get(column)!) {
      const key = `${first}:${last}`;
      const beside = open.get(key);
      if (beside?.to === column - 1) beside.to = column;
      else {
        const area = { from: column, to: column, first, last };
        open.set(key, area);
        areas.push(area);
      }
    }
  }
  return areas.map(({ from, to, first, last }) => {
    const corner = `${columnLetters(from)}${first}`;
    return from === to && first === last ? corner : `${corner}:${columnLetters(to)}${last}`;
  });
}
