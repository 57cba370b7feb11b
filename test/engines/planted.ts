import { expect } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { mulberry32 } from '../../src/functions/random.ts';
import { CHECK } from '../../src/layout/check/layout.ts';
import { type Plan, planWorkbook } from '../../src/layout/plan.ts';
import { SHEETS } from '../../src/layout/sheets.ts';
import { rowOfStep, singleBatches } from '../../src/network/batches.ts';
import { buildNetwork, type Network } from '../../src/network/network.ts';
import { gradientOf } from '../../src/network/parameters.ts';
import { runOf } from '../../src/numeric/run.ts';
import { columnOf } from '../../src/numeric/value.ts';
import { type Ref, ref } from '../../src/ref.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { addressOf, cellAddress, parseAddress } from '../../src/xlsx/address.ts';
import { type Cells, type CellValue, cellAt } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { FAULTS, type Fault, faultIn, harmlessEdit } from '../support/faults.ts';
import { editFile, setFormula, typeOver } from './edit.ts';
import { type OpenWorkbook, openWorkbook } from './hyperformula.ts';

/** What the check says of a workbook that nothing is wrong with, in one of these words. */
export const BLAME = /wrong|differ|no formula|does not follow/;

/** A workbook of a spec, ready to be spoilt. */
export interface Subject {
  readonly network: Network;
  readonly plan: Plan;
  readonly bytes: Uint8Array;
  readonly cells: Cells;
}

export async function subjectOf(spec: Spec): Promise<Subject> {
  const network = buildNetwork({ ...spec, compare: [] });
  const { bytes } = await buildWorkbook(network);
  const cells = await readCells(bytes);
  const sheets = new Map([...cells.sheets].filter(([name]) => READ.has(name)));
  return { network, plan: planWorkbook(network), bytes, cells: { ...cells, sheets } };
}

/** The check reads these sheets and no others. */
const READ = new Set<string>([
  SHEETS.network,
  SHEETS.data,
  SHEETS.training,
  SHEETS.selected,
  SHEETS.pictureData,
  SHEETS.gradientCheck,
]);

/** Faults of all kinds in turn. */
export function faultsOf({ plan, cells }: Subject, count: number, seed: number): Fault[] {
  const random = mulberry32(seed);
  return Array.from({ length: count }, (_, i) =>
    faultIn(plan, cells, FAULTS[(seed + i) % FAULTS.length], random),
  );
}

/** What a planted fault must have led to. */
export interface Findings {
  /** How many faults changed anything, and so had to be found. */
  counted: number;
  readonly missed: string[];
}

const proofCell = cellAddress(CHECK.settingColumn, CHECK.proofRow);

/**
 * Plants each fault by itself in an open workbook and reads the summary: with the check on the first
 * step and on the fault's own. What is typed, empty, a text or part of an update must be named from
 * anywhere; all else where the check stands on it; and nothing may be called proven that is not.
 */
export function plantAll(subject: Subject, faults: readonly Fault[]): Findings {
  const findings: Findings = { counted: 0, missed: [] };
  const { desk } = subject.plan;
  const selectedStep = addressOf(desk.selectedStep);
  const selectedSample = addressOf(desk.selectedSample ?? desk.selectedStep);
  for (const fault of faults) {
    const { cell, kind, name, step, sample, content } = fault;
    // Opened anew: HyperFormula does not ask again whether a cell holds a formula.
    const open = openWorkbook(withCell(subject.cells, cell, content));
    try {
      const before = cellAt(subject.cells, SHEETS.training, cell)!.value;
      const after = open.value(SHEETS.training, cell);
      const isTyped = !(typeof content === 'string' && content.startsWith('='));
      const counts = isTyped || isChange(before, after);
      if (counts) findings.counted++;
      const miss = (where: string, says: unknown) =>
        findings.missed.push(
          `${subject.network.spec.name}: ${name} at step ${step} ${kind} (${before} → ${after}), ${where}: ${says}`,
        );
      const names = `${name} at step ${step}${sample === null ? '' : `, sample ${sample}`} `;
      for (const at of ['step 0', 'its step'] as const) {
        open.type(SHEETS.network, selectedStep, at === 'step 0' ? 0 : step);
        if (sample !== null)
          open.type(SHEETS.network, selectedSample, at === 'step 0' ? 1 : sample);
        const says = String(open.value(SHEETS.gradientCheck, proofCell));
        const isFound = says.includes(names) || (!fault.anywhere && BLAME.test(says));
        if (counts && !isFound && (fault.anywhere || at === 'its step')) miss(at, says);
        const wrongly = falseClaim(
          subject,
          open,
          says,
          at === 'step 0' ? 0 : step,
          at === 'step 0' ? 1 : sample,
        );
        if (wrongly) miss(`${at}, ${wrongly}`, says);
      }
    } finally {
      open.close();
    }
  }
  return findings;
}

/** The same workbook with something else in one cell of `Training`. */
function withCell(cells: Cells, address: string, content: Fault['content']): Cells {
  const training = cells.sheets.get(SHEETS.training)!;
  const { row, column } = parseAddress(address)!;
  const changed = new Map(training.rows.get(row)!);
  const isFormula = typeof content === 'string' && content.startsWith('=');
  if (content === null) changed.delete(column);
  else {
    const cell = { ...changed.get(column)!, formula: undefined, value: content };
    changed.set(column, isFormula ? { ...cell, formula: content.slice(1), value: 0 } : cell);
  }
  const rows = new Map(training.rows).set(row, changed);
  const sheets = new Map(cells.sheets).set(SHEETS.training, { ...training, rows });
  return { ...cells, sheets };
}

/** More than what the check calls round-off. */
function isChange(before: CellValue | null, after: CellValue | null): boolean {
  if (typeof before !== 'number' || typeof after !== 'number') return true;
  return Math.abs(after - before) > 1e-9 * Math.max(Math.abs(before), Math.abs(after));
}

/** Whether gradients are said to be proven that are not those of the parameters that stand there. */
function falseClaim(
  { network, plan }: Subject,
  open: OpenWorkbook,
  says: string,
  step: number,
  sample: number | null,
): string | undefined {
  if (!/^[^·]*gradients at step \d+(, sample \d+)? proven(?!,)/.test(says)) return undefined;
  const { training, check } = plan;
  const stepRow = rowOfStep(network, step);
  const read = (r: Ref, row: number) =>
    open.value(SHEETS.training, cellAddress(training.columnOf(r), training.firstRow + row));
  const row = Number(
    open.value(SHEETS.gradientCheck, cellAddress(CHECK.settingColumn, CHECK.trainingRow)),
  );
  if (row === 0) return undefined;
  const own = (network.samples[(sample ?? 1) - 1] ?? network.samples[0])!;
  const there: Network = {
    ...network,
    ...own,
    samples: [own],
    batches: singleBatches(0),
    steps: 0,
    layers: network.layers.map((layer, l) => ({
      ...layer,
      weights: layer.weights.map((_, i) =>
        Number(read(ref('weight', l, Math.floor(i / layer.fanIn), i % layer.fanIn), stepRow)),
      ),
      biases: layer.biases?.map((_, j) => Number(read(ref('bias', l, j), stepRow))) ?? null,
    })),
  };
  const right = runOf(there);
  for (const { parameter, row: checkRow } of check.rows) {
    const g = gradientOf(parameter);
    const [expected, got] = [columnOf(right, g)(0), read(g, row - 1)];
    const allowed = Number(open.value(SHEETS.gradientCheck, cellAddress(CHECK.allowed, checkRow)));
    if (!(Math.abs(expected - Number(got)) <= 2 * allowed)) {
      return `${plan.names.of(parameter)} is not right`;
    }
  }
  return undefined;
}

/** Types harmless numbers, several on top of each other, and returns what the check blamed. */
export function editAll(subject: Subject, count: number, seed: number): string[] {
  const random = mulberry32(seed);
  const blamed: string[] = [];
  const open = openWorkbook(subject.cells);
  try {
    for (let i = 0; i < count; i++) {
      const { sheet, cell, value } = harmlessEdit(subject.network, random);
      open.type(sheet, cell, value);
      const says = String(open.value(SHEETS.gradientCheck, proofCell));
      if (BLAME.test(says) || !/proven|judged|add up/.test(says)) {
        blamed.push(`${subject.network.spec.name} ${sheet}!${cell} = ${value}: ${says}`);
      }
    }
  } finally {
    open.close();
  }
  return blamed;
}

/** The file of a workbook with a fault planted in it, the check on the fault's own step. */
export async function spoiltFile({ bytes, plan }: Subject, fault: Fault): Promise<Uint8Array> {
  const { cell, content, step, sample } = fault;
  const sheet = SHEETS.training;
  const isFormula = typeof content === 'string' && content.startsWith('=');
  const spoilt = isFormula
    ? await setFormula(bytes, { sheet, cell, formula: content.slice(1) })
    : await typeOver(bytes, { sheet, cell, value: content });
  return editFile(spoilt, [
    { sheet: SHEETS.network, cell: addressOf(plan.desk.selectedStep), value: step },
    ...(sample === null
      ? []
      : [{ sheet: SHEETS.network, cell: addressOf(plan.desk.selectedSample!), value: sample }]),
  ]);
}

/** What was missed in files that a program has recalculated, as `plantAll`. */
export function missedIn(
  subject: Subject,
  faults: readonly Fault[],
  recalculated: readonly Cells[],
): string[] {
  return faults.flatMap((fault, i) => {
    const { cell, kind, name, step, sample, content } = fault;
    const isTyped = !(typeof content === 'string' && content.startsWith('='));
    const [before, after] = [subject.cells, recalculated[i]].map(
      (cells) => cellAt(cells, SHEETS.training, cell)?.value ?? null,
    );
    if (!isTyped && !isChange(before, after)) return [];
    const says = String(cellAt(recalculated[i], SHEETS.gradientCheck, proofCell)?.value);
    const place = `${name} at step ${step}${sample === null ? '' : `, sample ${sample}`}`;
    const isFound = says.includes(`${place} `) || (!fault.anywhere && BLAME.test(says));
    return isFound ? [] : [`${place} ${kind} (${before} → ${after}): ${says}`];
  });
}

/** Nothing missed, and most faults were worth finding. */
export function expectFound(all: readonly Findings[], faults: number): void {
  const missed = all.flatMap((each) => each.missed);
  expect(missed).toEqual([]);
  expect(all.reduce((sum, { counted }) => sum + counted, 0)).toBeGreaterThan(0.7 * faults);
}
