import { expect } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { SHEETS } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { networkAt } from '../../src/numeric/at.ts';
import { type Trace, train } from '../../src/numeric/train.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { cellAddress } from '../../src/xlsx/address.ts';
import { expectTold, readFollowed } from '../support/followed.ts';
import { expectMarks, expectNumbers, expectWires, type Reader } from '../support/picture/values.ts';
import type { Changed, Variant } from '../support/picture/variants.ts';
import type { Onlooker, Subject } from './looks.ts';

/** The workbook of a spec and what is to be looked at in it. */
export async function subjectOf(
  spec: Spec,
  variantsOf: (spec: Spec) => readonly Variant[],
): Promise<Subject> {
  const lesson = { ...spec, compare: [] };
  const network = buildNetwork(lesson);
  const { bytes } = await buildWorkbook(network);
  return { plan: planWorkbook(network), file: bytes, variants: variantsOf(lesson) };
}

/**
 * All that the picture shows must be what the engine has: its numbers, words and wires, and the chain
 * rule of what is followed, factor by factor up to the update.
 */
export async function expectPictured(
  program: Onlooker,
  subjects: readonly Subject[],
): Promise<void> {
  const traces = new Map<Changed, Trace>();
  let looked = 0;
  await program.look(subjects, ({ plan }, variant, read) => {
    const { changed } = variant;
    if (!traces.has(changed)) traces.set(changed, train(changed.becomes));
    expectVariant({ ...plan, network: changed.becomes }, traces.get(changed)!, variant, read);
    looked++;
  });
  expect(looked).toBe(subjects.reduce((sum, { variants }) => sum + variants.length, 0));
}

function expectVariant(
  plan: Subject['plan'],
  trace: Trace,
  { step, sample, wires, follow, changed }: Variant,
  read: Reader,
): void {
  const own = train(networkAt(trace, step, sample));
  const what = `${plan.network.spec.name}, ${changed.name} edited, step ${step}, sample ${sample + 1}, ${wires}, ${plan.names.of(follow)} followed`;
  expectNumbers(plan, read, own, what);
  expectWires(plan, read, own, wires, what);
  expectMarks(plan, read, own, what);
  const told = readFollowed(plan, (row, column) => read(SHEETS.network, cellAddress(column, row)));
  expectTold(plan, trace, { parameter: follow, step, sample }, told);
}
