import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { CHECK } from '../../src/layout/check/layout.ts';
import { TOP_ROWS } from '../../src/layout/network/picture/page.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { SHEETS } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { cellAddress } from '../../src/xlsx/address.ts';
import { type Cells, cellAt } from '../../src/xlsx/cells.ts';
import { inputCells } from '../support/input-cells.ts';
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

const noStep = (most: number) => `there is no such step: type a whole number from 0 to ${most}`;
const noSample = 'there is no such sample: type a whole number from 1 to 3';

/** What may stand in the two cells, and what the workbook must say of it. */
const cases = [
  ...[8, -1, 2.5, '2', null].map((value) => ({
    spec: lesson,
    what: 'selectedStep' as const,
    value,
    says: noStep(7),
  })),
  ...[6, -1, 0.5, 'x'].map((value) => ({
    spec: samples,
    what: 'selectedStep' as const,
    value,
    says: noStep(5),
  })),
  ...[4, 0, 1.5, '2', null].map((value) => ({
    spec: samples,
    what: 'selectedSample' as const,
    value,
    says: noSample,
  })),
];
const sound = [
  ...[0, 7].map((value) => ({ spec: lesson, what: 'selectedStep' as const, value })),
  { spec: samples, what: 'selectedStep' as const, value: 5 },
  { spec: samples, what: 'selectedSample' as const, value: 3 },
];

/** What `Network` says: above the picture, above the lines, of the proof; and its loss. */
function said(cells: Cells, spec: Spec) {
  const { desk, networkSheet } = planWorkbook(buildNetwork(spec));
  const at = (column: number, r: number) =>
    cellAt(cells, SHEETS.network, cellAddress(column, r))?.value;
  return {
    picture: at(1, TOP_ROWS.heading),
    lines: at(1, networkSheet.narrationRow),
    proof: String(at(desk.proof.column, desk.proof.row))
      .split(' · ')[0]
      .replace('gradient check: ', ''),
    check: cellAt(cells, SHEETS.gradientCheck, cellAddress(CHECK.settingColumn, CHECK.forwardRow))
      ?.value,
    loss: at(desk.selectedLoss.column, desk.selectedLoss.row),
  };
}

describe.each<Engine>([hyperformula, libreoffice, gnumeric])('$name', (engine) => {
  engineOrSkip(engine)('looks for what is selected', () => {
    let results: Cells[];
    beforeAll(async () => {
      const files = [...cases, ...sound].map(async ({ spec, what, value }) => {
        const { bytes } = await buildWorkbook(buildNetwork(spec));
        return editFile(bytes, [{ ...inputCells(spec)[what](0), value }]);
      });
      results = await engine.recalculate(await Promise.all(files));
    }, 600_000);

    it.each(cases.map((each, index) => ({ ...each, index })))(
      'and says that there is no $value ($says)',
      ({ spec, what, says, index }) => {
        const { loss, ...words } = said(results[index], spec);
        expect(words).toEqual({ picture: says, lines: says, proof: says, check: says });
        // Not the values of another step. The cost belongs to the step, whichever sample there is.
        if (what === 'selectedStep') expect(typeof loss).not.toBe('number');
      },
    );

    it.each(sound.map((each, index) => ({ ...each, index })))(
      'and finds $what $value',
      ({ spec, value, index }) => {
        const { picture, loss } = said(results[cases.length + index], spec);
        expect(picture).toMatch(new RegExp(`^The network at.* ${value}(,|$)`));
        expect(typeof loss).toBe('number');
      },
    );
  });
});
