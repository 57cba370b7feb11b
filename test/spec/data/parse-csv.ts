import { type ParseOptions, parseSpec } from '../../../src/spec/parse.ts';

export type Bytes = string | Uint8Array;

/** Reads a CSV file with the columns x1, x2 and y, or what `data` says instead. */
export function parseCsv(
  csv: Bytes,
  data = 'inputs: [x1, x2], targets: [y]',
  options: ParseOptions = {},
) {
  const bytes = typeof csv === 'string' ? new TextEncoder().encode(csv) : csv;
  // As many outputs as it takes: here only the data matters.
  const text = (units: number) =>
    `data: { file: some.csv, ${data} }\nlayers: [{ units: ${units}, weights: he }]`;
  const read = (units: number) =>
    parseSpec(text(units), { source: 'lesson.yaml', readFile: () => bytes, ...options });
  try {
    return read(1);
  } catch (error) {
    const [, targets] = /so each sample needs 1 target; it has (\d+)/.exec(String(error)) ?? [];
    if (targets === undefined) throw error;
    return read(Number(targets));
  }
}

/** The least file with these columns. */
export const plain = 'x1,x2,y\n0,0.5,1\n-1e3,2,0\n';
