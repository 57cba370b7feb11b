import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { LEARNING_RATES, SHEETS, TRAINING } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { ref } from '../../src/ref.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { cellAddress } from '../../src/xlsx/address.ts';
import { type Cells, cellAt, cellsOf } from '../../src/xlsx/cells.ts';
import { inputCells } from '../support/input-cells.ts';
import { seed, withData, withTraining } from '../support/specs.ts';
import { type Edit, editFile } from './edit.ts';
import type { Engine } from './engine.ts';
import { gnumeric } from './gnumeric.ts';
import { hyperformula } from './hyperformula.ts';
import { libreoffice } from './libreoffice.ts';
import { engineOrSkip } from './require.ts';
import { type Action, libreofficeSession, type Outcome, sessions } from './session.ts';

const lesson: Spec = { ...withTraining(seed, { steps: 7 }), compare: [0.5, 2] };
const samples: Spec = {
  ...withTraining(
    withData(
      seed,
      [
        [0.1, 0.9],
        [0.4, 0.2],
        [0.7, 0.3],
        [0.2, 0.6],
      ],
      [
        [0, 1],
        [1, 0],
        [1, 0],
        [0, 1],
      ],
    ),
    { steps: 5, batchSize: 2, optimizer: 'adam', learningRate: 0.1 },
  ),
  compare: [0.01],
};
const standardised: Spec = { ...samples, data: { ...samples.data!, standardise: true } };
const lone: Spec = {
  ...lesson,
  inputs: [2],
  targets: [1],
  layers: [{ units: 1, activation: 'linear', weights: [[0.5]], biases: null }],
};

const [cells, many] = [inputCells(lesson), inputCells(samples)];
const [w1, w6] = [ref('weight', 0, 0, 0), ref('weight', 1, 0, 1)];
const over = (edit: Edit, value: Edit['value']): Edit => ({ ...edit, value });

interface Case {
  readonly name: string;
  readonly spec: Spec;
  readonly edit: Edit;
  readonly verdict: string | RegExp;
  /** Of the compared rates; the same if left out. */
  readonly rates?: RegExp;
}

/** What people leave in an input cell, and what the workbook must say of it before anything else. */
const cases: Case[] = [
  {
    name: 'η with a comma that is none',
    spec: lesson,
    edit: over(cells.eta(0), '0,3 '),
    verdict: 'η is not a number',
    rates: /^descending/,
  },
  {
    name: 'no η',
    spec: samples,
    edit: over(many.eta(0), null),
    verdict: 'η is empty',
    rates: /ing/,
  },
  { name: 'no w1', spec: lesson, edit: over(cells.weight(w1, 0), null), verdict: 'w1 is empty' },
  {
    name: 'a text in w6',
    spec: lesson,
    edit: over(cells.weight(w6, 0), 'x'),
    verdict: 'w6 is not a number',
  },
  {
    name: 'no weight at all',
    spec: lone,
    edit: over(inputCells(lone).weight(w1, 0), null),
    verdict: 'w1 is empty',
  },
  {
    name: 'a text in an input',
    spec: lesson,
    edit: over(cells.given(ref('input', 0, 1), 0), '0.1'),
    verdict: 'i2 is not a number',
  },
  {
    name: 'no target',
    spec: lesson,
    edit: over(cells.given(ref('target', 0, 0), 0), null),
    verdict: 't1 is empty',
  },
  {
    name: 'a text in the tolerance',
    spec: lesson,
    edit: over(cells.tolerance(0), '1e-3'),
    verdict: 'Tolerance is not a number',
  },
  {
    name: 'no β₁',
    spec: samples,
    edit: over(many.given(ref('setting', 0, 0), 0), null),
    verdict: 'beta_1, β₁ is empty',
  },
  {
    name: 'a text in a sample',
    spec: samples,
    edit: over(many.data(ref('input', 0, 1), 2, 0), 'n/a'),
    verdict: 'sample 3 on Data has a cell that holds no number',
  },
  {
    name: 'a sample without a target, inputs standardised',
    spec: standardised,
    edit: over(inputCells(standardised).data(ref('target', 0, 1), 3, 0), null),
    verdict: 'sample 4 on Data has a cell that holds no number',
  },
  {
    name: 'a text in a compared rate',
    spec: lesson,
    edit: over(cells.rate(0, 0), '0,5'),
    verdict: /^(?:descending|rising)/,
    rates: /^η is not a number$/,
  },
  { name: 'nothing wrong', spec: samples, edit: many.eta(0.2), verdict: /^\w+ing$/ },
];

/** The verdicts on Network and Start, and that of the first compared rate. */
function verdictsIn(got: Cells, spec: Spec) {
  const { desk } = planWorkbook(buildNetwork(spec));
  const value = (sheet: string, column: number, row: number) =>
    cellAt(got, sheet, cellAddress(column, row))?.value;
  const label = [...cellsOf(got.sheets.get(SHEETS.start)!)].find(
    (cell) => cell.value === 'Verdict',
  );
  return {
    network: value(SHEETS.network, desk.verdict.column, desk.verdict.row),
    start: value(SHEETS.start, 2, label!.row),
    rates: value(SHEETS.learningRates, LEARNING_RATES.verdictColumn, LEARNING_RATES.firstRateRow),
  };
}

const fileOf = async (spec: Spec) => (await buildWorkbook(buildNetwork(spec))).bytes;

describe.each<Engine>([hyperformula, libreoffice, gnumeric])('$name', (engine) => {
  engineOrSkip(engine)('says what is the matter', () => {
    let results: Cells[];
    beforeAll(async () => {
      const files = cases.map(async ({ spec, edit }) => editFile(await fileOf(spec), [edit]));
      results = await engine.recalculate(await Promise.all(files));
    }, 600_000);

    it.each(cases.map((each, index) => ({ ...each, index })))('with $name', (each) => {
      const verdict = expect.stringMatching(each.verdict);
      const rates = each.rates ? expect.stringMatching(each.rates) : verdict;
      const got = verdictsIn(results[each.index], each.spec);
      expect(got).toEqual({ network: verdict, start: verdict, rates });
      if (typeof each.verdict === 'string') expect(got.network).toBe(each.verdict);
    });
  });
});

/** What people do to the rows of a table. */
const last = (spec: Spec) => planWorkbook(buildNetwork(spec)).training.lastRow;
const rowsOf = (spec: Spec) => `A${TRAINING.firstRow}:CZ${last(spec)}`;
const sheet = SHEETS.training;
const disorders: { name: string; spec: Spec; action: Action; verdict: string }[] = [
  ...[lesson, samples].flatMap((spec) => {
    const kind = spec.data ? 'batches' : 'single steps';
    const missing = 'rows of the table are missing';
    return [
      {
        name: `rows of ${kind} sorted`,
        spec,
        action: { sheet, sort: rowsOf(spec), descending: true },
        verdict: 'the steps are out of order',
      },
      ...[TRAINING.firstRow, last(spec)].map((row) => ({
        name: `row ${row} of ${kind} deleted`,
        spec,
        action: { sheet, deleteRow: row },
        verdict: missing,
      })),
    ];
  }),
];

engineOrSkip(libreofficeSession, gnumeric)('a table in disorder', () => {
  let outcomes: Outcome[];
  let inGnumeric: Cells[];
  beforeAll(async () => {
    const all = disorders.map(async ({ spec, action }) => ({
      file: await fileOf(spec),
      actions: [action],
    }));
    outcomes = await sessions(await Promise.all(all), { seconds: 600 });
    const saved = outcomes.map((each) => each.saved);
    inGnumeric = await gnumeric.recalculate(saved);
  }, 600_000);

  it.each(disorders.map((each, index) => ({ ...each, index })))('$name', (each) => {
    const { network, start } = verdictsIn(outcomes[each.index].edited, each.spec);
    expect({ network, start }).toEqual({ network: each.verdict, start: each.verdict });
    expect(verdictsIn(inGnumeric[each.index], each.spec).network).toBe(each.verdict);
  });
});
