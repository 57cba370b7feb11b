import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { planWorkbook } from '../../src/layout/plan.ts';

import { buildNetwork } from '../../src/network/network.ts';
import { parametersOf } from '../../src/network/parameters.ts';
import { train } from '../../src/numeric/train.ts';
import { ref } from '../../src/ref.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { addressOf } from '../../src/xlsx/address.ts';
import type { Cells } from '../../src/xlsx/cells.ts';
import { expectTold, readerOf, readFollowed } from '../support/followed.ts';
import { inputCells } from '../support/input-cells.ts';
import { seed, withTraining, withTypedRate } from '../support/specs.ts';
import { templates } from '../support/templates.ts';
import { type Edit, editFile } from './edit.ts';
import type { Engine } from './engine.ts';
import { gnumeric } from './gnumeric.ts';
import { hyperformula } from './hyperformula.ts';
import { libreoffice } from './libreoffice.ts';
import { engineOrSkip } from './require.ts';

const lesson: Spec = { ...withTraining(seed, { steps: 4 }), compare: [] };
const flowers: Spec = {
  ...withTraining(templates().find(({ name }) => name === 'flowers')!.spec, { steps: 2 }),
  compare: [],
};

/** Another η, another first weight. */
const edited: Spec = {
  ...withTypedRate(lesson, 0.3),
  layers: lesson.layers.map((layer, l) =>
    l > 0
      ? layer
      : {
          ...layer,
          weights: [
            [0.7, 0.2],
            [0.25, 0.3],
          ],
        },
  ),
};
const typed = inputCells(lesson);

/** What is typed into the workbook of a spec, and the spec that it then is of. */
const cases: readonly { spec: Spec; becomes: Spec; edits: Edit[]; follow: number; step: number }[] =
  [
    { spec: lesson, becomes: lesson, edits: [], follow: 6, step: 1 },
    {
      spec: lesson,
      becomes: edited,
      edits: [typed.eta(0.3), typed.weight(ref('weight'), 0.7)],
      follow: 0,
      step: 3,
    },
    { spec: flowers, becomes: flowers, edits: [], follow: 0, step: 1 },
    { spec: flowers, becomes: flowers, edits: [], follow: -1, step: 2 },
  ];

describe.each<Engine>([hyperformula, libreoffice, gnumeric])('$name', (engine) => {
  engineOrSkip(engine)('follows a weight', () => {
    let results: Cells[];
    beforeAll(async () => {
      const files = cases.map(async ({ spec, edits, follow, step }) => {
        const network = buildNetwork(spec);
        const plan = planWorkbook(network);
        const { sheet } = plan.desk.follow;
        const cell = addressOf(plan.desk.follow);
        const value = plan.names.of(parametersOf(network).at(follow)!);
        return editFile((await buildWorkbook(network)).bytes, [
          ...edits,
          { sheet, cell, value },
          inputCells(spec).selectedStep(step),
        ]);
      });
      results = await engine.recalculate(await Promise.all(files));
    }, 600_000);

    it.each(cases.map((each, index) => ({ ...each, index, name: each.spec.name })))(
      'of $name, parameter $follow at step $step',
      ({ spec, becomes, follow, step, index }) => {
        const network = buildNetwork(becomes);
        const plan = planWorkbook(buildNetwork(spec));
        const parameter = parametersOf(network).at(follow)!;
        const told = readFollowed(plan, readerOf(results[index]));
        const sample = plan.selectedSample;
        expectTold(plan, train(network), { parameter, step, sample }, told);
        expect(told.ways.length).toBeGreaterThan(0);
      },
    );
  });
});
