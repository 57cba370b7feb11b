/**
 * Changes cells in a written .xlsx as a person would, but nothing else: no stored result is
 * touched, so only an engine that really computes can show the consequences. The XML is edited as
 * text, since a library that reads and writes workbooks would write a file of its own.
 */
import JSZip from 'jszip';
import { parseAddress } from '../../src/xlsx/address.ts';
import { translator } from '../../src/xlsx/formula-text.ts';
import { defaultLimits } from '../../src/xlsx/reader/limits.ts';
import { openPackage } from '../../src/xlsx/reader/package.ts';

export interface Edit {
  readonly sheet: string;
  readonly cell: string;
  /** A text stays a text, whatever it looks like; null empties the cell. */
  readonly value: number | string | null;
}

/** Types numbers and texts into input cells, or empties them. Refuses to overwrite a formula or to fill an empty place. */
export async function editFile(bytes: Uint8Array, edits: readonly Edit[]): Promise<Uint8Array> {
  let edited = bytes;
  for (const { sheet, cell, value } of edits) {
    edited = await changeSheet(edited, sheet, (xml) => {
      const found = findCell(xml, cell);
      if (found.xml.includes('<f')) throw new Error(`${sheet}!${cell} holds a formula`);
      const attributes = found.attributes.replace(/ t="[^"]*"/, '');
      return replaceCell(xml, found, `<c${attributes}${content(value)}</c>`);
    });
  }
  return edited;
}

/** The rest of a cell's XML, from where its type is to stand. */
function content(value: Edit['value']): string {
  if (value === null) return '>';
  if (typeof value === 'number') return `><v>${value}</v>`;
  return ` t="inlineStr"><is><t xml:space="preserve">${toXml(value)}</t></is>`;
}

/**
 * Puts another formula (without `=`) into a formula cell, keeping its stored result. Cells that
 * shared the old formula keep it, each spelled out.
 */
export function setFormula(
  bytes: Uint8Array,
  { sheet, cell, formula }: { sheet: string; cell: string; formula: string },
): Promise<Uint8Array> {
  return changeSheet(bytes, sheet, (xml) => {
    const group = /<f\b[^>]*\bsi="(\d+)"/.exec(findCell(xml, cell).xml)?.[1];
    const plain = group === undefined ? xml : spellOut(xml, group);
    const found = findCell(plain, cell);
    if (!found.xml.includes('<f')) throw new Error(`${sheet}!${cell} holds no formula`);
    return replaceCell(plain, found, withFormula(found.xml, formula));
  });
}

/** Types over a formula, or empties its cell. Cells that shared the formula keep it, each spelled out. */
export async function typeOver(
  bytes: Uint8Array,
  { sheet, cell, value }: Edit,
): Promise<Uint8Array> {
  const own = await setFormula(bytes, { sheet, cell, formula: '0' });
  return changeSheet(own, sheet, (xml) => {
    const found = findCell(xml, cell);
    const attributes = found.attributes.replace(/ t="[^"]*"/, '');
    return replaceCell(xml, found, `<c${attributes}${content(value)}</c>`);
  });
}

/** The XML of a sheet. */
export async function sheetXml(bytes: Uint8Array, sheet: string): Promise<string> {
  const zip = await JSZip.loadAsync(bytes);
  return (await zip.file(await sheetPath(bytes, sheet))?.async('string')) ?? '';
}

/** Changes the XML of a sheet. */
export async function changeSheet(
  bytes: Uint8Array,
  sheet: string,
  change: (xml: string) => string,
): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes);
  zip.file(await sheetPath(bytes, sheet), change(await sheetXml(bytes, sheet)));
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

async function sheetPath(bytes: Uint8Array, sheet: string): Promise<string> {
  const { sheets } = await openPackage(bytes, defaultLimits);
  const path = sheets.find(({ name }) => name === sheet)?.path;
  if (path === undefined) throw new Error(`there is no sheet ${sheet}`);
  return path;
}

interface FoundCell {
  readonly start: number;
  readonly xml: string;
  /** As written, with a space in front. */
  readonly attributes: string;
}

// A cell contains no cell, and attributes contain no >.
const CELL = /<c((?: [^>]*?)?)(?:\/>|>.*?<\/c>)/gs;

function cellsIn(xml: string): FoundCell[] {
  return Array.from(xml.matchAll(CELL), (match) => ({
    start: match.index,
    xml: match[0],
    attributes: match[1],
  }));
}

function findCell(xml: string, address: string): FoundCell {
  const found = cellsIn(xml).find(({ attributes }) => attributes.includes(` r="${address}"`));
  if (found === undefined) throw new Error(`there is no cell ${address}`);
  return found;
}

function replaceCell(xml: string, { start, xml: old }: FoundCell, cell: string): string {
  return xml.slice(0, start) + cell + xml.slice(start + old.length);
}

/** Gives each cell of a shared formula its own copy. */
function spellOut(xml: string, group: string): string {
  const shared = new RegExp(`<f\\b[^>]*\\bsi="${group}"[^>]*?(?:/>|>(.*?)</f>)`, 's');
  let translate: ReturnType<typeof translator> | undefined;
  return xml.replace(CELL, (cell: string, attributes: string) => {
    const match = shared.exec(cell);
    const position = parseAddress(/ r="([^"]*)"/.exec(attributes)?.[1] ?? '');
    if (match === null || position === undefined) return cell;
    if (match[1]) translate = translator(fromXml(match[1]), position);
    if (translate === undefined) throw new Error(`shared formula ${group} has no master`);
    return withFormula(cell, translate(position));
  });
}

function withFormula(cell: string, formula: string): string {
  return cell.replace(/<f\b[^>]*?(?:\/>|>.*?<\/f>)/s, () => `<f>${toXml(formula)}</f>`);
}

const ENTITIES = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
] as const;

function toXml(text: string): string {
  return ENTITIES.reduce((all, [character, entity]) => all.replaceAll(character, entity), text);
}

function fromXml(text: string): string {
  return ENTITIES.reduceRight(
    (all, [character, entity]) => all.replaceAll(entity, character),
    text,
  );
}
