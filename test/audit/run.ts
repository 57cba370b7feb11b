import { auditCells } from '../../src/audit/audit.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { type Case, type CorpusKind, drawCase } from './corpus/draw.ts';
import { type Score, scoreOf } from './score.ts';

/** A workbook of the corpus that was audited. */
export interface Result extends Score {
  readonly kind: CorpusKind;
  readonly seed: number;
  readonly about: string;
  readonly slip: Case['slip'];
  readonly change: string;
}

/** Draws and audits so many workbooks of a kind, from a first seed on. */
export async function runCorpus(
  kind: CorpusKind,
  { from = 0, count }: { readonly from?: number; readonly count: number },
): Promise<Result[]> {
  const results: Result[] = [];
  for (let seed = from; seed < from + count; seed++) {
    const drawn = await drawCase(kind, seed);
    const { about, slip, wrong } = drawn;
    const change = wrong.map((each) => each.change).join(' and ');
    results.push({ kind, seed, about, slip, change, ...scoreOf(drawn, await auditOf(drawn)) });
  }
  return results;
}

async function auditOf({ bytes }: Case) {
  return auditCells(await readCells(bytes));
}
