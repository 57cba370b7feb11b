import {
  atMost,
  markdown,
  megabytes,
  short,
  times,
  type Verdict,
  whole,
  withRange,
} from '../report.ts';
import { type Series, summarise } from '../rounds.ts';
import { isNodeWriter, type NodeWriter, nodeWriters } from './contenders.ts';
import { type PythonWriter, pythonWriters } from './python.ts';

export type WriterName = NodeWriter | PythonWriter;

/** What one writing took. */
export interface Sample {
  /** From the table in memory to the file on disk. */
  readonly seconds: number;
  /** From the start of the process to its end. */
  readonly whole: number;
  readonly peak: number;
  readonly bytes: number;
}

export type Results = ReadonlyMap<WriterName, Series<Sample>>;

const MEASURES = ['seconds', 'whole', 'peak', 'bytes'] as const;
type Measure = (typeof MEASURES)[number];

const median = (series: Series<Sample> | undefined, measure: Measure): number | undefined =>
  series?.samples && summarise(series.samples.map((sample) => sample[measure])).median;

export function resultsAsTable(results: Results, formulas: number): string {
  const ours = results.get('gradsheet');
  const against = (value: number, measure: Measure) => {
    const own = median(ours, measure);
    return own === undefined ? '–' : times(value / own);
  };
  const header = [
    'writer',
    'write, s',
    '×',
    'process, s',
    '×',
    'peak memory, MB',
    '×',
    'bytes',
    '×',
    'bytes a formula cell',
  ];
  const rows = [...results].map(([name, { samples, reason }]) => {
    const title = titleOf(name);
    if (samples === undefined) return [title, reason, ...header.slice(2).map(() => '–')];
    const [seconds, whole_, peak, bytes] = MEASURES.map((measure) =>
      summarise(samples.map((sample) => sample[measure])),
    );
    return [
      title,
      withRange(seconds),
      against(seconds.median, 'seconds'),
      withRange(whole_),
      against(whole_.median, 'whole'),
      megabytes(peak.median),
      against(peak.median, 'peak'),
      whole(bytes.median),
      against(bytes.median, 'bytes'),
      short(bytes.median / formulas),
    ];
  });
  return markdown(header, rows);
}

const titleOf = (name: WriterName): string =>
  isNodeWriter(name) ? nodeWriters[name].title : pythonWriters[name].title;

/** The targets at this many rows. */
export function verdictsOn(results: Results, rows: number): Verdict[] {
  const at = `at ${whole(rows)} rows`;
  const [ours, floor] = [results.get('gradsheet'), results.get('floor')];
  const [own, least] = [ours, floor].map((series) => median(series, 'seconds'));
  const [memory, leastMemory] = [ours, floor].map((series) => median(series, 'peak'));
  const verdicts = [
    ...rivalry(results, 'seconds', `faster than every other writer ${at}`),
    ...rivalry(results, 'whole', `faster ${at}, process and all`),
    ...rivalry(results, 'bytes', `smaller than every other writer ${at}`),
  ];
  if (rows !== 5_000) return verdicts;
  return [
    atMost(`write at most 1.5× the floor ${at}`, own! / least!, 1.5, times),
    atMost(
      `at most 100 MB over the floor ${at}`,
      memory! - leastMemory!,
      100e6,
      (value) => `${megabytes(value)} MB`,
    ),
    ...verdicts,
  ];
}

/** Against the best of the others; openpyxl is no rival, as it leaves out the cached values. */
function rivalry(results: Results, measure: Measure, target: string): Verdict[] {
  const own = median(results.get('gradsheet'), measure);
  const others = [...results]
    .filter(([name]) => !['gradsheet', 'floor', 'openpyxl'].includes(name))
    .flatMap(([name, series]) => {
      const value = median(series, measure);
      return value === undefined ? [] : [{ name, value }];
    })
    .sort((a, b) => a.value - b.value);
  if (own === undefined || others.length === 0) return [];
  const [{ name, value }] = others;
  return [atMost(target, own / value, 1, (ratio) => `${times(ratio)} of ${titleOf(name)}`)];
}
