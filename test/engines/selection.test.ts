import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { CHECK } from '../../src/layout/check/layout.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { NETWORK, SHEETS } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { cellAddress } from '../../src/xlsx/address.ts';
import { type Cells, cellAt } from '../../src/xlsx/cells.ts';
import { seed, withData, withTraining } from '../support/specs.ts';
import { editFile } from './edit.ts';
import type { Engine } from './engine.ts';
import { gnumeric } from './gnumeric.ts';
import { hyperformula } from './hyperformula.ts';
import { libreoffice } from './libreoffice.ts';
import { engineOrSkip } from './require.ts';

const lesson: Spec = { ...withTraining(seed, { steps: 7 }), compare: [] };
const samples: Spec = {
  ...withTraining(
    withData(
      seed,
      [
        [0.1, 0.9],
        [0.4, 0.2],
        [0.7, 0.3],
      ],
      [
        [0, 1],
        [1, 0],
        [1, 0],
      ],
    ),
    { steps: 5, batchSize: 2 },
  ),
  compare: [],
};

const { selectedStepRow: stepRow, selectedSampleRow: sampleRow } = NETWORK;
const noStep = (most: number) => `there is no such step: type a whole number from 0 to ${most}`;
const noSample = 'there is no such sample: type a whole number from 1 to 3';

/** What may stand in the two cells, and what the workbook must say of it. */
const cases = [
  ...[8, -1, 2.5, '2', null].map((value) => ({
    spec: lesson,
    row: stepRow,
    value,
    says: noStep(7),
  })),
  ...[6, -1, 0.5, 'x'].map((value) => ({
    spec: samples,
    row: stepRow,
    value,
    says: noStep(5),
  })),
  ...[4, 0, 1.5, '2', null].map((value) => ({
    spec: samples,
    row: sampleRow,
    value,
    says: noSample,
  })),
];
const sound = [
  ...[0, 7].map((value) => ({ spec: lesson, row: stepRow, value, says: '0 to 7' })),
  ...[5].map((value) => ({ spec: samples, row: stepRow, value, says: '0 to 5' })),
  ...[3].map((value) => ({
    spec: samples,
    row: sampleRow,
    value,
    says: '1 to 3, as numbered on Data',
  })),
];

/** What `Network` says: beside the cell, above the pictures, above the lines, of the proof; and its loss. */
function said(cells: Cells, spec: Spec, row: number) {
  const { desk, networkSheet } = planWorkbook(buildNetwork(spec));
  const at = (column: number, r: number) =>
    cellAt(cells, SHEETS.network, cellAddress(column, r))?.value;
  return {
    note: at(NETWORK.noteColumn, row),
    picture: at(1, networkSheet.diagramRow),
    lines: at(1, networkSheet.narrationRow),
    proof: String(at(NETWORK.valueColumn, desk.proofRow)).split(' · ')[0],
    check: cellAt(cells, SHEETS.gradientCheck, cellAddress(CHECK.settingColumn, CHECK.forwardRow))
      ?.value,
    loss: at(NETWORK.valueColumn, desk.selectedLossRow),
  };
}

describe.each<Engine>([hyperformula, libreoffice, gnumeric])('$name', (engine) => {
  engineOrSkip(engine)('looks for what is selected', () => {
    let results: Cells[];
    beforeAll(async () => {
      const files = [...cases, ...sound].map(async ({ spec, row, value }) => {
        const { bytes } = await buildWorkbook(buildNetwork(spec));
        const cell = cellAddress(NETWORK.valueColumn, row);
        return editFile(bytes, [{ sheet: SHEETS.network, cell, value }]);
      });
      results = await engine.recalculate(await Promise.all(files));
    }, 600_000);

    it.each(cases.map((each, index) => ({ ...each, index })))(
      'and says that there is no $value ($says)',
      ({ spec, row, says, index }) => {
        const { loss, ...words } = said(results[index], spec, row);
        expect(words).toEqual({ note: says, picture: says, lines: says, proof: says, check: says });
        // Not the values of another step. The cost belongs to the step, whichever sample there is.
        if (row === stepRow) expect(typeof loss).not.toBe('number');
      },
    );

    it.each(sound.map((each, index) => ({ ...each, index })))(
      'and finds $value ($says)',
      ({ spec, row, value, says, index }) => {
        const { note, picture, loss } = said(results[cases.length + index], spec, row);
        expect(note).toBe(says);
        expect(picture).toMatch(new RegExp(`^The network at.* ${value}(,|$)`));
        expect(typeof loss).toBe('number');
      },
    );
  });
});
