import { addressOf, columnNumber, type Position } from '../../address.ts';
import { translator } from '../../formula-text.ts';
import { EXCEL } from '../../limits.ts';
import { decodeString } from '../../reader/xml.ts';
import { Overlaps, sheetOf } from './areas.ts';
import { chainOf } from './chain.ts';
import type { Context } from './context.ts';
import type { Tell } from './facts.ts';
import { sizeOf } from './formula.ts';
import type { Attributes, PartHandler, Parts, Relation } from './parts.ts';
import { tellRules } from './rules.ts';

interface Sheet {
  readonly name: string;
  readonly path: string;
}

/**
 * A reference grows from `A1` to `XFD1048576` at most, so that a shared formula shorter than this
 * stays within what a cell holds wherever it is.
 */
const ALWAYS_SHORT = EXCEL.formulaCharacters / 5;

/** Tells all that is on a sheet, and gives how many cells it spans and how many hold formulas. */
export async function tellSheet(
  parts: Parts,
  { name, path: part }: Sheet,
  context: Context,
  tell: Tell,
): Promise<{ cells: number; formulas: number }> {
  const relations = await parts.relations(part);
  const cells = cellTeller(part, context, tell);
  const others = otherTeller(part, context, relations, tell);
  const rules = tellRules(part, context, tell);
  const tellers: PartHandler[] = [cells.handler, others.handler, rules];
  await parts.scan(part, {
    open(element, attributes, around) {
      // What newer programs add there follows limits of its own.
      if (around.includes('extLst')) return;
      for (const { open } of tellers) open?.(element, attributes, around);
    },
    close(element, text, attributes, around) {
      if (around.includes('extLst')) return;
      for (const { close } of tellers) close?.(element, text, attributes, around);
    },
  });
  const { lastRow, lastColumn, formulas, chain } = cells.size;
  tell('sheet', { part, place: name, name, lastColumn, chain, ...others.size });
  return { cells: lastRow * lastColumn, formulas };
}

/** Rows, cells and formulas. */
function cellTeller(part: string, { styles, texts }: Context, tell: Tell) {
  const size = { lastRow: 0, lastColumn: 0, formulas: 0, chain: 0 };
  const masters = new Map<string, (to: Position) => string>();
  let position: Position = { row: 0, column: 0 };
  let after = 0;
  let cell: { value?: string; formula?: { text: string; attributes: Attributes } } = {};

  const tellFormula = (place: string, text: string) =>
    tell('formula', { part, place, text, size: () => sizeOf(text) });
  const addFormula = (place: string, text: string, { t, si = '', ref = '' }: Attributes) => {
    size.formulas++;
    if (t !== 'shared') tellFormula(place, text);
    else if (text !== '') {
      tellFormula(place, text);
      size.chain = Math.max(size.chain, chainOf(text, position, ref));
      if (text.length > ALWAYS_SHORT) masters.set(si, translator(text, position));
    } else if (masters.has(si)) tellFormula(place, masters.get(si)!(position));
  };

  const handler: PartHandler = {
    open(element, attributes) {
      if (element === 'row') {
        const number = Number(attributes.r ?? position.row + 1);
        const height = attributes.ht === undefined ? undefined : Number(attributes.ht);
        tell('row', { part, place: `row ${number}`, number, after: position.row, height });
        position = { row: number, column: 0 };
        after = 0;
      } else if (element === 'c') {
        position = positionOf(attributes.r, position);
        cell = {};
      }
    },
    close(element, text, attributes) {
      if (element === 'v') cell.value = text;
      else if (element === 'f') cell.formula = { text, attributes };
      else if (element === 'is') cell.value = '';
      else if (element === 'c') {
        const place = addressOf(position);
        const { value, formula } = cell;
        const type = attributes.t ?? 'n';
        if (formula) addFormula(place, formula.text, formula.attributes);
        if (type === 'str') tell('text', { part, place, text: decodeString(value ?? '') });
        const style = Number(attributes.s ?? 0);
        const hasFormula = formula !== undefined;
        const known = { styles, texts };
        tell('cell', { part, place, position, after, type, value, hasFormula, style, ...known });
        after = position.column;
        size.lastRow = Math.max(size.lastRow, position.row);
        size.lastColumn = Math.max(size.lastColumn, position.column);
      }
    },
  };
  return { handler, size };
}

/** Where a cell is, be it on the sheet or not; one without an address follows the cell before it. */
function positionOf(address: string | undefined, before: Position): Position {
  const [, letters, digits] = /^([A-Za-z]+)(\d+)$/.exec(address ?? '') ?? [];
  if (letters === undefined) return { row: before.row, column: before.column + 1 };
  return { row: Number(digits), column: columnNumber(letters) };
}

/** Columns, merged cells, links, page breaks, headers and footers. */
function otherTeller(
  part: string,
  { sheetNames }: Context,
  relations: readonly Relation[],
  tell: Tell,
) {
  const size = { hyperlinks: 0, pageBreaks: 0, headerFooter: 0 };
  const merges = new Overlaps();
  let lastColumn = 0;
  const handler: PartHandler = {
    open(element, attributes) {
      if (element === 'col') {
        const [from, to] = [Number(attributes.min), Number(attributes.max)];
        const width = attributes.width === undefined ? undefined : Number(attributes.width);
        tell('column', { part, place: `column ${from}`, from, to, after: lastColumn, width });
        lastColumn = to;
      }
      if (element === 'mergeCell') {
        const { ref: area = '' } = attributes;
        tell('merge', { part, place: area, area, overlaps: merges.add(area) });
      }
      if (element === 'brk') size.pageBreaks++;
      if (element === 'hyperlink') {
        size.hyperlinks++;
        const { ref: place = '', location, tooltip = '', 'r:id': id } = attributes;
        const target = relations.find((relation) => relation.id === id)?.target;
        const sheet = location === undefined ? null : sheetOf(location);
        const sheetExists = sheet === null || sheetNames.has(sheet.toLowerCase());
        tell('hyperlink', { part, place, location, target, tooltip, sheetExists });
      }
    },
    close(_, text, __, around) {
      if (around[around.length - 1] === 'headerFooter') {
        size.headerFooter = Math.max(size.headerFooter, text.length);
      }
    },
  };
  return { handler, size };
}
