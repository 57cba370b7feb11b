import { expect } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import type { Selection } from '../../src/layout/plan.ts';
import { buildNetwork } from '../../src/network/network.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { compareCells, formatDifferences } from '../../src/verify/compare.ts';
import { quotientSpread } from '../../src/verify/quotients.ts';
import type { Cells } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { openedAt } from '../support/opened-at.ts';
import { isSameText } from '../support/same-text.ts';
import { withTypedRate } from '../support/specs.ts';
import type { Edit } from './edit.ts';
import { largest } from './largest.ts';
import { libreoffice } from './libreoffice.ts';
import { sessions } from './session.ts';

/** An edit, and the spec that the workbook then is of. */
interface Case {
  readonly edit: Edit;
  readonly becomes: Spec;
}

/**
 * Opens the workbook of a spec in a LibreOffice as most people have it, which trusts what is stored
 * and recalculates what an edit reaches; then changes η, or a sample. Every formula must have the
 * engine's value, before and after.
 */
export async function expectSoundAfterEdits(spec: Spec, seconds = 300): Promise<void> {
  const cases = [rateChanged(spec), ...(spec.data ? [sampleChanged(spec)] : [])];
  const file = (await buildWorkbook(buildNetwork(spec))).bytes;
  const outcomes = await sessions(
    cases.map(({ edit }) => ({ file, actions: [edit] })),
    { seconds },
  );
  expect(differences(spec, await readCells(file, largest), outcomes[0].opened)).toBe('');
  for (const [i, { becomes }] of cases.entries()) {
    const selection = openedAt(spec);
    const { bytes } = await buildWorkbook(buildNetwork(becomes), selection);
    const expected = await readCells(bytes, largest);
    expect(differences(becomes, expected, outcomes[i].edited, selection)).toBe('');
  }
}

/** The same of a LibreOffice that is told to recalculate everything. */
export async function expectSoundRecalculated(spec: Spec): Promise<void> {
  const { bytes } = await buildWorkbook(buildNetwork(spec));
  const [recalculated] = await libreoffice.recalculate([bytes]);
  expect(differences(spec, await readCells(bytes, largest), recalculated)).toBe('');
}

function differences(spec: Spec, expected: Cells, got: Cells, selection?: Selection): string {
  const quotients = quotientSpread(buildNetwork(spec), selection);
  const all = compareCells(expected, got, {
    formulasOnly: true,
    sameText: isSameText,
    spread: (sheet) => quotients(sheet),
  });
  return formatDifferences(all);
}

function rateChanged(spec: Spec): Case {
  const learningRate = spec.training.learningRate * 0.75;
  return {
    edit: { sheet: 'Network', cell: 'B4', value: learningRate },
    becomes: withTypedRate(spec, learningRate),
  };
}

function sampleChanged(spec: Spec): Case {
  const { data } = spec;
  const inputs = data!.inputs.map((row, i) => (i === 0 ? [0.625, ...row.slice(1)] : row));
  return {
    edit: { sheet: 'Data', cell: 'B9', value: 0.625 },
    becomes: { ...spec, inputs: inputs[0], data: { ...data!, inputs } },
  };
}
