import { columnLetters } from '../address.ts';
import { targetPath } from '../part-path.ts';
import { chartXml, type ScatterChart } from './chart.ts';
import { CONTENT_TYPE } from './content-types.ts';
import {
  type Anchor,
  addObjects,
  type CellAnchor,
  chartFrame,
  type DrawingObject,
  EMPTY_DRAWING,
} from './drawing.ts';
import { addScrollBars, type ScrollBar } from './form-control.ts';
import { shareFormatsOfRules } from './formats-of-rules.ts';
import { mendCore, mendSharedStrings, mendStyles } from './mend.ts';
import { mendHyperlinks, mendWorksheet } from './mend-worksheet.ts';
import { Package, type Parts } from './opc.ts';
import { RELATIONSHIP } from './relationships.ts';
import { type Block, rowXml } from './rows.ts';
import {
  type DefinedName,
  defineNames,
  openOnFirstSheet,
  sheetEntries,
  takeAsCalculated,
  WORKBOOK_PATH,
} from './workbook.ts';
import {
  addDrawing,
  nextSharedIndex,
  openAtRow,
  openWithin,
  reachTo,
  templateStyles,
} from './worksheet.ts';
import { dropIllegal } from './xml.ts';

/** What a sheet gets beyond what exceljs can write; at most one of these per sheet. */
export interface SheetAddition {
  /** The name on its tab. */
  readonly sheet: string;
  readonly rows?: TableRows;
  readonly charts?: readonly ChartAddition[];
  readonly shapes?: readonly DrawingObject[];
  readonly scrollBars?: readonly ScrollBar[];
}

/**
 * Rows that take the place of the skeleton's template rows and of all rows below them; or, with
 * `within`, cells that take the place of the skeleton's from that column on.
 */
export interface TableRows {
  /**
   * The first column of these cells. The rows are in the skeleton, with what stands before it and a
   * cell in the last column; the first has a cell for each style. What is below stays.
   */
  readonly within?: number;
  /** The row whose cells carry the style of the table's row 0; the next carries that of the rest. */
  readonly firstTemplateRow: number;
  /** Called when the sheet is written; the blocks are taken from it one by one. */
  readonly blocks: (styles: TemplateStyles) => Iterable<Block>;
  readonly lastRow: number;
  readonly lastColumn: number;
}

/** The cell formats of a column, counted from 1, in the two template rows. */
export type TemplateStyles = (column: number) => readonly [first: number, rest: number];

export interface ChartAddition {
  readonly anchor: Anchor | CellAnchor;
  /** Of the object, as a screen reader or a selection pane shows it. */
  readonly name: string;
  /** Says what the chart shows to those who cannot see it. */
  readonly altText: string;
  readonly chart: ScatterChart;
}

export interface FinishOptions {
  readonly names?: readonly DefinedName[];
  /** When the workbook was made, as it says itself. Not the clock: same input, same bytes. */
  readonly date?: string;
  /** Called before each piece of a part is packed; may throw to stop. */
  readonly onPiece?: () => void;
}

/**
 * Turns what exceljs wrote into the final workbook: mends it, replaces the rows of big tables,
 * adds drawings and charts. The same arguments give the same bytes.
 *
 * @param skeleton its parts by their paths.
 */
export async function finishWorkbook(
  skeleton: Parts,
  additions: readonly SheetAddition[],
  { names = [], date = '2000-01-01T00:00:00Z', onPiece }: FinishOptions = {},
): Promise<Uint8Array> {
  const file = new Package(skeleton);
  mendParts(file, date);
  file.update(WORKBOOK_PATH, (xml) => defineNames(xml, names));

  const paths = sheetPaths(file);
  for (const addition of additions) {
    const path = paths.get(addition.sheet);
    if (path === undefined) throw new Error(`the skeleton has no sheet ${addition.sheet}`);
    addDrawingObjects(file, path, addition);
    if (addition.rows !== undefined) replaceRows(file, path, addition.rows);
  }
  return file.bytes(onPiece);
}

function mendParts(file: Package, date: string): void {
  file.update(WORKBOOK_PATH, (xml) => takeAsCalculated(openOnFirstSheet(xml)));
  file.update('docProps/core.xml', (xml) => mendCore(xml, date));
  file.update('xl/styles.xml', mendStyles);
  // A workbook without any text has no such part.
  if (file.has(SHARED_STRINGS)) file.update(SHARED_STRINGS, mendSharedStrings);
  [...sheetPaths(file).values()].forEach((path, index) => {
    const linked = mendHyperlinks(file.text(path), file.relationships(path));
    file.setRelationships(path, linked.relationships);
    file.update(path, () => mendWorksheet(linked.xml, index === 0));
  });
  shareFormatsOfRules(file, [...sheetPaths(file).values()]);
  for (const path of file.textPaths) file.update(path, dropIllegal);
}

const SHARED_STRINGS = 'xl/sharedStrings.xml';

/** Sheets by name, in the order of their tabs. */
function sheetPaths(file: Package): Map<string, string> {
  const byId = new Map(file.relationships(WORKBOOK_PATH).map((item) => [item.id, item]));
  return new Map(
    sheetEntries(file.text(WORKBOOK_PATH)).map(({ name, relationshipId }) => [
      name,
      targetPath(WORKBOOK_PATH, byId.get(relationshipId)!.target)!,
    ]),
  );
}

function addDrawingObjects(
  file: Package,
  sheetPath: string,
  { charts = [], shapes = [], scrollBars = [] }: SheetAddition,
): void {
  if (charts.length + shapes.length + scrollBars.length === 0) return;
  const drawing = file.related(sheetPath, RELATIONSHIP.drawing) ?? newDrawing(file, sheetPath);
  const frames = charts.map(({ anchor, name, altText, chart }): DrawingObject => {
    const path = file.add('xl/charts/chart', chartXml(chart), CONTENT_TYPE.chart);
    const relationshipId = file.relate(drawing, RELATIONSHIP.chart, path);
    return { anchor, xml: (newId) => chartFrame({ relationshipId, name, altText }, newId) };
  });
  // Charts may lie over shapes: what comes later is drawn above what comes before.
  file.update(drawing, (xml) => addObjects(xml, [...shapes, ...frames]));
  addScrollBars(file, { sheet: sheetPath, drawing }, scrollBars);
}

function newDrawing(file: Package, sheetPath: string): string {
  const path = file.add('xl/drawings/drawing', EMPTY_DRAWING, CONTENT_TYPE.drawing);
  const id = file.relate(sheetPath, RELATIONSHIP.drawing, path);
  file.update(sheetPath, (xml) => addDrawing(xml, id));
  return path;
}

function replaceRows(file: Package, sheetPath: string, rows: TableRows): void {
  const { within, firstTemplateRow, blocks, lastRow, lastColumn } = rows;
  const xml = reachTo(file.text(sheetPath), lastRow, lastColumn);
  const first = templateStyles(xml, firstTemplateRow);
  const rest = within === undefined ? templateStyles(xml, firstTemplateRow + 1) : first;
  const styles: TemplateStyles = (column) => {
    const letters = columnLetters(column);
    return [first.get(letters) ?? 0, rest.get(letters) ?? 0];
  };
  const { head, tail, begin } =
    within === undefined
      ? { ...openAtRow(xml, firstTemplateRow), begin: undefined }
      : openWithin(xml, { first: firstTemplateRow, last: lastRow, column: within });
  file.stream(sheetPath, function* () {
    yield head;
    yield* rowXml(blocks(styles), nextSharedIndex(head), begin);
    yield tail;
  });
}
