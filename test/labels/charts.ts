import JSZip from 'jszip';

/** A chart as its part of the file has it. */
export interface ReadChart {
  readonly part: string;
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly series: readonly ReadSeries[];
}

export interface ReadSeries {
  /** A text, or the cell that holds it. */
  readonly name: string | { readonly ref: string };
  readonly x: ReadRange;
  readonly y: ReadRange;
}

export interface ReadRange {
  readonly ref: string;
  /** What the file keeps of it; NaN for a gap. */
  readonly kept: readonly number[];
}

/** All charts of a workbook. */
export async function readCharts(bytes: Uint8Array): Promise<ReadChart[]> {
  const zip = await JSZip.loadAsync(bytes);
  const parts = Object.keys(zip.files).filter((path) => /^xl\/charts\/chart\d+\.xml$/.test(path));
  return Promise.all(
    parts.map(async (part) => chartIn(part, await zip.file(part)!.async('string'))),
  );
}

function chartIn(part: string, xml: string): ReadChart {
  const titles = [...xml.matchAll(/<c:title>(.*?)<\/c:title>/gs)].map(([, title]) =>
    [...title.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => unescaped(text)).join(''),
  );
  const series = [...xml.matchAll(/<c:ser>(.*?)<\/c:ser>/gs)].map(([, ser]): ReadSeries => {
    const [, tx] = /<c:tx>(.*?)<\/c:tx>/s.exec(ser)!;
    const [, ref] = /<c:f>([^<]*)<\/c:f>/.exec(tx) ?? [];
    const [, text] = /<c:v>([^<]*)<\/c:v>/.exec(tx) ?? [];
    return {
      name: ref === undefined ? unescaped(text) : { ref: unescaped(ref) },
      x: rangeIn(/<c:xVal>(.*?)<\/c:xVal>/s.exec(ser)![1]),
      y: rangeIn(/<c:yVal>(.*?)<\/c:yVal>/s.exec(ser)![1]),
    };
  });
  // A small chart has no title, nor has its axis of steps unless there is more to say below it.
  const isTitled = xml.includes('<c:autoTitleDeleted val="0"/>');
  const [title = '', xTitle = '', yTitle = ''] = isTitled
    ? titles
    : ['', titles.at(-2)?.split(';')[0] ?? 'step', titles.at(-1)!];
  return { part, title, xTitle, yTitle, series };
}

function rangeIn(xml: string): ReadRange {
  const [, ref] = /<c:f>([^<]*)<\/c:f>/.exec(xml)!;
  const count = Number(/<c:ptCount val="(\d+)"/.exec(xml)![1]);
  const kept = Array<number>(count).fill(Number.NaN);
  for (const [, index, value] of xml.matchAll(/<c:pt idx="(\d+)"[^>]*><c:v>([^<]*)</g)) {
    kept[Number(index)] = Number(value);
  }
  return { ref: unescaped(ref), kept };
}

const unescaped = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => ENTITIES[name]);
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
