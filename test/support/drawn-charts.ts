import JSZip from 'jszip';

/** What a chart of a fixed size writes, and where its lines end. Lengths are pixels at 100 %. */
interface DrawnChart {
  readonly width: number;
  readonly height: number;
  readonly title: Text;
  readonly xTitle: Text;
  readonly yTitle: Text;
  /** The middle of each name at the end of a line, from the top. */
  readonly ends: readonly number[];
}

interface Text {
  readonly text: string;
  readonly size: number;
}

const EMU = 9525;

/** The charts with a title; those without are as wide as the cells they lie over. */
export async function drawnCharts(bytes: Uint8Array): Promise<DrawnChart[]> {
  const zip = await JSZip.loadAsync(bytes);
  const text = async (path: string) => (await zip.file(path)?.async('string')) ?? '';
  const drawings = Object.keys(zip.files).filter((path) => /drawings\/drawing\d+\.xml$/.test(path));
  const charts: DrawnChart[] = [];
  for (const path of drawings) {
    const rels = await text(path.replace(/([^/]+)$/, '_rels/$1.rels'));
    const anchors = (await text(path)).matchAll(
      /<xdr:oneCellAnchor.*?<xdr:ext cx="(\d+)" cy="(\d+)".*?r:id="(\w+)".*?<\/xdr:oneCellAnchor>/gs,
    );
    for (const [, width, height, id] of anchors) {
      const [, target] = new RegExp(`Id="${id}"[^>]*Target="\\.\\./([^"]+)"`).exec(rels)!;
      charts.push(drawn(await text(`xl/${target}`), Number(width) / EMU, Number(height) / EMU));
    }
  }
  return charts;
}

function drawn(xml: string, width: number, height: number): DrawnChart {
  const titles = [...xml.matchAll(/<c:title>(.*?)<\/c:title>/gs)].map(([, title]): Text => {
    const texts = [...title!.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, each]) => each);
    return { text: texts.join(''), size: Number(/ sz="(\d+)"/.exec(title!)![1]) / 100 };
  });
  const [title, xTitle, yTitle] = titles;
  return {
    width,
    height,
    title: title!,
    xTitle: xTitle!,
    yTitle: yTitle!,
    ends: endsIn(xml).map((share) => share * height),
  };
}

/** Names stand beside the last point, on an axis of whole powers of ten or one from 0 on, or so much lower. */
function endsIn(xml: string): number[] {
  const layout = /<c:plotArea><c:layout>.*?<c:y val="([\d.]+)".*?<c:h val="([\d.]+)"/s.exec(xml);
  const series = [...xml.matchAll(/<c:ser>.*?<\/c:ser>/gs)].map(([ser]) => {
    const [, y] = /<c:yVal>(.*?)<\/c:yVal>/s.exec(ser)!;
    return { ser, values: [...y!.matchAll(/<c:v>([^<]*)</g)].map(([, value]) => Number(value)) };
  });
  const all = series.flatMap(({ values }) => values);
  const isLog = xml.includes('<c:logBase');
  const [low, high] = isLog
    ? [Math.floor(Math.log10(Math.min(...all))), Math.ceil(Math.log10(Math.max(...all)))]
    : [0, Math.max(...all)];
  return series.flatMap(({ ser, values }) => {
    if (!ser.includes('<c:dLbl>')) return [];
    const end = values.at(-1)!;
    const share = ((isLog ? Math.log10(end) : end) - low) / (high - low);
    const [, down = '0'] = /<c:dLbl>.*?<c:y val="(-?[\d.]+)"/s.exec(ser) ?? [];
    return [Number(layout![1]) + (1 - share) * Number(layout![2]) + Number(down)];
  });
}
