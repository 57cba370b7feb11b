import JSZip from 'jszip';
import { columnNumber, parseRange } from '../../src/xlsx/address.ts';

/** How a workbook goes on paper, worked out from what its file says; lengths are points. */

/** What is cut into pages: columns or rows, by their numbers from 1. */
interface Span {
  readonly first: number;
  readonly last: number;
}

/** A rectangle of cells. */
export interface Area {
  readonly columns: Span;
  readonly rows: Span;
}

export interface Printed {
  readonly sheet: string;
  readonly scale: number;
  /** Of the smallest text in cells and charts, as it is printed. */
  readonly smallest: number;
  readonly pages: readonly Area[];
  /** Charts that do not lie on one page as a whole. */
  readonly cut: readonly string[];
}

export const PAPERS = { A4: [595.3, 841.9], Letter: [612, 792] } as const;

/** Points that a column of one character takes. */
export const PROGRAMS = { Excel: 5.25, LibreOffice: 5.55 } as const;

export interface Press {
  readonly paper: keyof typeof PAPERS;
  readonly program: keyof typeof PROGRAMS;
}

const attributeOf = (tag: string, name: string) =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
const numberOf = (tag: string, name: string) => Number(attributeOf(tag, name) ?? Number.NaN);

/** The sheets that are not hidden, as they are printed. */
export async function printedSheets(bytes: Uint8Array, presses: readonly Press[]) {
  const zip = await JSZip.loadAsync(bytes);
  const text = async (path: string) => (await zip.file(path)?.async('string')) ?? '';
  const workbook = await text('xl/workbook.xml');
  const styles = await text('xl/styles.xml');
  const fonts = [...between(styles, 'fonts').matchAll(/<font>.*?<\/font>/gs)].map(([font]) =>
    Number(/<sz val="([\d.]+)"/.exec(font)?.[1] ?? 11),
  );
  const formats = [...between(styles, 'cellXfs').matchAll(/<xf [^>]*>/g)].map(
    ([xf]) => fonts[numberOf(xf, 'fontId')] ?? 11,
  );
  const names = [
    ...workbook.matchAll(/<definedName name="_xlnm\.(\w+)" localSheetId="(\d+)">([^<]*)</g),
  ];
  const printed: (Printed & Press)[] = [];
  const sheets = [...workbook.matchAll(/<sheet [^>]*>/g)].map(([tag]) => tag);
  for (const [index, tag] of sheets.entries()) {
    if ((attributeOf(tag, 'state') ?? 'visible') !== 'visible') continue;
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    const named = (name: string) =>
      names.find(([, of, sheet]) => of === name && Number(sheet) === index)?.[3];
    const xml = await text(path);
    const charts = await chartsOf(zip, path);
    const parts = { xml, charts, formats, named, sheet: attributeOf(tag, 'name')! };
    for (const press of presses) printed.push({ ...press, ...printedSheet(parts, press) });
  }
  return printed;
}

const between = (xml: string, name: string) =>
  new RegExp(`<${name}[ >].*?</${name}>`, 's').exec(xml)?.[0] ?? '';

interface Chart {
  readonly name: string;
  /** Where it begins: column and row from 1, and how far in them. */
  readonly from: readonly [column: number, dx: number, row: number, dy: number];
  readonly to: readonly [column: number, dx: number, row: number, dy: number] | null;
  readonly size: readonly [width: number, height: number] | null;
  readonly smallest: number;
}

const EMU = 12_700;

async function chartsOf(zip: JSZip, sheetPath: string): Promise<Chart[]> {
  const text = async (path: string) => (await zip.file(path)?.async('string')) ?? '';
  const relsOf = (path: string) => path.replace(/([^/]+)$/, '_rels/$1.rels');
  const drawing = /Target="\.\.\/drawings\/(drawing\d+\.xml)"/.exec(await text(relsOf(sheetPath)));
  if (!drawing) return [];
  const path = `xl/drawings/${drawing[1]}`;
  const rels = await text(relsOf(path));
  const anchors =
    (await text(path)).match(/<xdr:(one|two)CellAnchor.*?<\/xdr:\1CellAnchor>/gs) ?? [];
  const charts: Chart[] = [];
  for (const anchor of anchors.filter((each) => each.includes('<xdr:graphicFrame'))) {
    const corner = (name: string) => {
      const inner = between(anchor, `xdr:${name}`);
      if (inner === '') return null;
      const value = (of: string) => Number(new RegExp(`<xdr:${of}>(-?\\d+)<`).exec(inner)![1]);
      return [
        value('col') + 1,
        value('colOff') / EMU,
        value('row') + 1,
        value('rowOff') / EMU,
      ] as const;
    };
    const extent = /<xdr:ext cx="(\d+)" cy="(\d+)"/.exec(anchor);
    const id = /r:id="([^"]+)"/.exec(anchor)![1];
    const target = new RegExp(`Id="${id}"[^>]*Target="\\.\\./([^"]+)"`).exec(rels)?.[1];
    const chart = target ? await text(`xl/${target}`) : '';
    const sizes = [...chart.matchAll(/ sz="(\d+)"/g)].map(([, size]) => Number(size) / 100);
    const isTwo = anchor.startsWith('<xdr:two');
    charts.push({
      name: /<xdr:cNvPr [^>]*name="([^"]*)"/.exec(anchor)?.[1] ?? '',
      from: corner('from')!,
      to: isTwo ? corner('to') : null,
      size: isTwo || !extent ? null : [Number(extent[1]) / EMU, Number(extent[2]) / EMU],
      smallest: Math.min(...sizes, 18),
    });
  }
  return charts;
}

interface Parts {
  readonly sheet: string;
  readonly xml: string;
  readonly charts: readonly Chart[];
  readonly formats: readonly number[];
  readonly named: (name: string) => string | undefined;
}

function printedSheet({ sheet, xml, charts, formats, named }: Parts, press: Press): Printed {
  const lengths = lengthsOf(xml, PROGRAMS[press.program]);
  const placed = charts.map((chart) => ({ ...chart, ...placeOf(chart, lengths) }));
  const setup = /<pageSetup [^>]*>/.exec(xml)![0];
  const margins = /<pageMargins [^>]*>/.exec(xml)![0];
  const [across, along] = PAPERS[press.paper];
  const landscape = attributeOf(setup, 'orientation') === 'landscape';
  const room = {
    width:
      (landscape ? along : across) - 72 * (numberOf(margins, 'left') + numberOf(margins, 'right')),
    height:
      (landscape ? across : along) - 72 * (numberOf(margins, 'top') + numberOf(margins, 'bottom')),
  };
  const cells = cellsIn(xml);
  const used = usedArea(cells, placed);
  const areas = areasOf(named('Print_Area'), used) ?? [used];
  const titles = titlesOf(named('Print_Titles'));
  const isFitted = /<pageSetUpPr [^>]*fitToPage="1"/.test(xml);
  const breaks = isFitted
    ? []
    : [...between(xml, 'rowBreaks').matchAll(/ id="(\d+)"/g)].map(([, id]) => Number(id));
  const pagesAt = (scale: number) =>
    areas.map(({ columns, rows }) => ({
      columns: cutUp(columns, lengths.column, (room.width * 100) / scale, titles.columns, []),
      rows: cutUp(rows, lengths.row, (room.height * 100) / scale, titles.rows, breaks),
    }));
  const scale = isFitted ? fittedScale(setup, pagesAt) : numberOf(setup, 'scale');
  const pages = pagesAt(scale).flatMap(({ columns, rows }) =>
    rows.flatMap((row) => columns.map((column) => ({ columns: column, rows: row }))),
  );
  const isOn = (area: Area, column: Span, row: Span) =>
    area.columns.first <= column.first &&
    column.last <= area.columns.last &&
    area.rows.first <= row.first &&
    row.last <= area.rows.last;
  const shown = cells.filter(
    ({ column, row, hasText }) =>
      hasText &&
      lengths.column(column) > 0 &&
      lengths.row(row) > 0 &&
      areas.some((area) => isOn(area, { first: column, last: column }, { first: row, last: row })),
  );
  const sizes = [
    ...new Set(shown.map(({ style }) => formats[style])),
    ...charts.map((chart) => chart.smallest),
  ];
  return {
    sheet,
    scale,
    smallest: (Math.min(...sizes) * scale) / 100,
    pages,
    cut: placed
      .filter(({ columns, rows }) => !pages.some((page) => isOn(page, columns, rows)))
      .map(({ name }) => name),
  };
}

interface Lengths {
  readonly column: (n: number) => number;
  readonly row: (n: number) => number;
}

function lengthsOf(xml: string, character: number): Lengths {
  const columns = new Map<number, number>();
  for (const [tag] of between(xml, 'cols').matchAll(/<col [^>]*>/g)) {
    const width = attributeOf(tag, 'hidden') === '1' ? 0 : numberOf(tag, 'width') * character;
    for (let n = numberOf(tag, 'min'); n <= numberOf(tag, 'max'); n++) columns.set(n, width);
  }
  const rows = new Map<number, number>();
  for (const [tag] of xml.matchAll(/<row [^>]*>/g)) {
    if (attributeOf(tag, 'hidden') === '1') rows.set(numberOf(tag, 'r'), 0);
    else if (attributeOf(tag, 'ht')) rows.set(numberOf(tag, 'r'), numberOf(tag, 'ht'));
  }
  const usual = numberOf(/<sheetFormatPr [^>]*>/.exec(xml)![0], 'defaultRowHeight');
  return {
    column: (n) => columns.get(n) ?? 9.14 * character,
    row: (n) => rows.get(n) ?? usual,
  };
}

interface CellFound {
  readonly column: number;
  readonly row: number;
  readonly style: number;
  readonly hasText: boolean;
}

function cellsIn(xml: string): CellFound[] {
  return [...xml.matchAll(/<c r="([A-Z]+)(\d+)"([^>]*?)(\/?)>/g)].map(
    ([, letters, row, attributes, isEmpty]) => ({
      column: columnNumber(letters),
      row: Number(row),
      style: Number(/ s="(\d+)"/.exec(attributes)?.[1] ?? 0),
      hasText: isEmpty === '',
    }),
  );
}

/** Where a chart lies, as whole columns and rows. */
function placeOf({ from, to, size }: Chart, { column, row }: Lengths): Area {
  const end = (first: number, offset: number, length: number, of: (n: number) => number) => {
    let [n, rest] = [first, offset + length];
    while (rest > of(n) + 0.5) rest -= of(n++);
    return n;
  };
  if (to) {
    // The pixel by which a drawing holds to a cell shows nothing.
    const last = (n: number, offset: number) => (offset > 1 ? n : n - 1);
    return {
      columns: { first: from[0], last: last(to[0], to[1]) },
      rows: { first: from[2], last: last(to[2], to[3]) },
    };
  }
  return {
    columns: { first: from[0], last: end(from[0], from[1], size![0], column) },
    rows: { first: from[2], last: end(from[2], from[3], size![1], row) },
  };
}

/** All cells and charts. */
function usedArea(cells: readonly CellFound[], charts: readonly Area[]): Area {
  const last = (of: (each: Area) => Span, at: (cell: CellFound) => number) =>
    Math.max(
      cells.reduce((most, cell) => Math.max(most, at(cell)), 1),
      ...charts.map((chart) => of(chart).last),
    );
  return {
    columns: {
      first: 1,
      last: last(
        ({ columns }) => columns,
        ({ column }) => column,
      ),
    },
    rows: {
      first: 1,
      last: last(
        ({ rows }) => rows,
        ({ row }) => row,
      ),
    },
  };
}

/** Of whole columns as far as the sheet is used. */
function areasOf(text: string | undefined, used: Area): Area[] | undefined {
  return text?.split(/,(?=(?:'|\w)[^!]*!)/).map((each) => {
    const [, from, to] = /!\$([A-Z]+):\$([A-Z]+)$/.exec(each) ?? [];
    if (from && to) {
      return { ...used, columns: { first: columnNumber(from), last: columnNumber(to) } };
    }
    const { first, last } = parseRange(each.replace(/^.*!/, '').replaceAll('$', ''))!;
    return {
      columns: { first: first.column, last: last.column },
      rows: { first: first.row, last: last.row },
    };
  });
}

/** Which columns and rows stand on every page. */
function titlesOf(text: string | undefined): { columns: Span | null; rows: Span | null } {
  const columns = /\$([A-Z]+):\$([A-Z]+)/.exec(text ?? '');
  const rows = /\$(\d+):\$(\d+)/.exec(text ?? '');
  return {
    columns: columns && { first: columnNumber(columns[1]), last: columnNumber(columns[2]) },
    rows: rows && { first: Number(rows[1]), last: Number(rows[2]) },
  };
}

/** The pages that columns or rows take one after the other. */
function cutUp(
  { first, last }: Span,
  length: (n: number) => number,
  room: number,
  title: Span | null,
  breaks: readonly number[],
): Span[] {
  const lengthOf = (span: Span | null) => {
    let sum = 0;
    if (span) for (let n = span.first; n <= span.last; n++) sum += length(n);
    return sum;
  };
  const repeated = lengthOf(title);
  const pages: Span[] = [];
  let [start, filled] = [first, 0];
  for (let n = first; n <= last; n++) {
    const next = filled + length(n);
    if (n > start && (next > room + 0.01 || breaks.includes(n - 1))) {
      pages.push({ first: start, last: n - 1 });
      start = n;
      filled = (title && n > title.last ? repeated : 0) + length(n);
    } else filled = next;
  }
  return [...pages, { first: start, last }];
}

function fittedScale(
  setup: string,
  pagesAt: (scale: number) => readonly { columns: readonly Span[]; rows: readonly Span[] }[],
): number {
  const most = (name: string) => {
    const pages = Number(attributeOf(setup, name) ?? 1);
    return pages === 0 ? Number.POSITIVE_INFINITY : pages;
  };
  const [wide, high] = [most('fitToWidth'), most('fitToHeight')];
  for (let scale = 100; scale > 10; scale--) {
    const fits = pagesAt(scale).every(
      ({ columns, rows }) => columns.length <= wide && rows.length <= high,
    );
    if (fits) return scale;
  }
  return 10;
}
