import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork, type Network } from '../../src/network/network.ts';
import { ref } from '../../src/ref.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { formatDifferences } from '../../src/verify/compare.ts';
import { type Cells, cellsOf, isCellError } from '../../src/xlsx/cells.ts';
import { differencesFrom, type Expectation, expectationOf } from '../support/expectation.ts';
import { inputCells } from '../support/input-cells.ts';
import { seed, withTraining, withTypedRate } from '../support/specs.ts';
import { templates } from '../support/templates.ts';
import { type Edit, editFile } from './edit.ts';
import type { Engine } from './engine.ts';
import { gnumeric } from './gnumeric.ts';
import { libreoffice } from './libreoffice.ts';
import { openXmlValidator, validate } from './openxml.ts';
import { engineOrSkip } from './require.ts';

/** From the smallest to the largest: none may give an error cell in a bounded network. */
const EXTREME_RATES = [1e-300, 1e-12, 0.001, 30, 1000, 1e5, 1e8, 1e15, 1e100, 1e300, 1.7e308];

interface Case {
  readonly name: string;
  readonly spec: Spec;
  /** Typed into the written file before it is recalculated … */
  readonly edits?: readonly Edit[];
  /** … which must then hold the values of this spec … */
  readonly edited?: Spec;
  /** … with this step selected, and this sample. */
  readonly selectedStep?: number;
  readonly selectedSample?: number;
  /** By which of the engines alone; left out: by both. */
  readonly by?: number;
}

const ENGINES: readonly { readonly engine: Engine; readonly anyOverflow: boolean }[] = [
  { engine: libreoffice, anyOverflow: false },
  { engine: gnumeric, anyOverflow: true },
];

const linear: Spec = {
  ...withTraining(seed, { learningRate: 1e6, steps: 40 }),
  layers: seed.layers.map((layer) => ({ ...layer, activation: 'linear' })),
  compare: [0.5, 1e7],
};

const small: Spec = { ...seed, compare: [0.5, 2] };
const cells = inputCells(small);

const cases: readonly Case[] = [
  ...templates(),
  ...EXTREME_RATES.map((learningRate) => ({
    name: `the seed at η = ${learningRate}`,
    // The other rates are the same at each: the template has them.
    spec: { ...withTraining(seed, { learningRate }), compare: [0.5] },
  })),
  { name: 'a linear network that overflows', spec: linear },
  {
    name: 'η typed over',
    spec: small,
    edits: [cells.eta(2.5)],
    edited: withTypedRate(small, 2.5),
  },
  {
    name: 'a target typed over',
    spec: small,
    edits: [cells.given(ref('target', 0, 1), 0.9)],
    edited: { ...small, targets: [0.5, 0.9] },
  },
  {
    name: 'an input, a first weight and a compared rate typed over',
    spec: small,
    edits: [
      cells.given(ref('input', 0, 0), -0.75),
      cells.weight(ref('weight', 0, 0, 0), 1.25),
      cells.rate(2, 7),
    ],
    edited: {
      ...small,
      inputs: [-0.75, 0.1],
      layers: [
        {
          ...seed.layers[0],
          weights: [
            [1.25, 0.2],
            [0.25, 0.3],
          ],
        },
        seed.layers[1],
      ],
      compare: [0.5, 7],
    },
  },
  ...templates().flatMap(({ name, spec }, place) =>
    [1, spec.training.steps].map((step, which) => {
      const bare = { ...spec, compare: [] };
      const sample = spec.data ? Math.min(step, spec.data.inputs.length) - 1 : 0;
      const { selectedStep, selectedSample } = inputCells(bare);
      return {
        name: `${name} with step ${step} selected`,
        spec: bare,
        edits: [selectedStep(step), ...(spec.data ? [selectedSample(sample + 1)] : [])],
        selectedStep: step,
        selectedSample: sample,
        // Taking turns, or the two would take minutes longer: the picture is tried at more steps in both.
        by: (place + which) % ENGINES.length,
      };
    }),
  ),
  ...courseEdits(),
];

/** Numbers typed into the cells that networks with several samples and optimizers have. */
function courseEdits(): Case[] {
  const of = (name: string) => templates().find((each) => each.name === name)!.spec;
  const [xor, adam, schedule, flowers] = ['xor', 'adam', 'schedule', 'flowers'].map(of);
  const retrained = (spec: Spec, training: Partial<Spec['training']>) =>
    withTraining({ ...spec, compare: [] }, training);
  const setting = (spec: Spec, index: number, value: number) =>
    inputCells(spec).given(ref('setting', 0, index), value);
  const withTarget = (spec: Spec, sample: number, value: number): Spec => {
    const targets = spec.data!.targets.map((row, i) => (i === sample ? [value] : row));
    return { ...spec, data: { ...spec.data!, targets } };
  };
  const withInput = (spec: Spec, sample: number, value: number): Spec => {
    const inputs = spec.data!.inputs.map((row, i) =>
      i === sample ? [value, ...row.slice(1)] : row,
    );
    return { ...spec, data: { ...spec.data!, inputs } };
  };
  const unit: Spec = {
    ...withTraining(seed, { steps: 1100, learningRate: 0.01 }),
    targets: [0.5],
    layers: [{ units: 1, activation: 'sigmoid', weights: [[0.1, 0.2]], biases: null }],
    compare: [],
  };
  const powers = { name: 'adam', beta1: 0.5, beta2: 0.4 } as const;
  return [
    ...(['sgd', 'adam', 'adagrad', 'rmsprop'] as const).map((optimizer) => ({
      name: `squares too small for a number, ${optimizer}`,
      spec: {
        ...retrained(unit, { optimizer, steps: 3 }),
        inputs: [1, 1],
        targets: [0],
        layers: [{ ...unit.layers[0], weights: [[-250, -250]] }],
      },
    })),
    { name: 'powers of β too small for a number', spec: retrained(unit, { optimizer: powers }) },
    ...(['exponential', 'step-decay'] as const).map((name) => ({
      name: `powers of γ too small for a number, ${name}`,
      spec: retrained(unit, {
        schedule: { name, factor: 0.4, ...(name === 'step-decay' && { every: 1 }) },
      }),
    })),
    {
      name: 'a target of a sample typed over',
      spec: xor,
      edits: [inputCells(xor).data(ref('target', 0, 0), 3, 1)],
      edited: withTarget(xor, 3, 1),
    },
    {
      name: 'a standardised input typed over',
      spec: flowers,
      edits: [inputCells(flowers).data(ref('input', 0, 0), 7, 9.5)],
      edited: withInput(flowers, 7, 9.5),
    },
    {
      name: 'β₁ and ε of Adam typed over',
      spec: adam,
      edits: [setting(adam, 0, 0.5), setting(adam, 2, 0.01)],
      edited: retrained(adam, { optimizer: { name: 'adam', beta1: 0.5, epsilon: 0.01 } }),
    },
    {
      name: 'the least η of a cosine typed over',
      spec: schedule,
      edits: [setting(schedule, 0, 0.03)],
      edited: retrained(schedule, { schedule: { name: 'cosine', least: 0.03 } }),
    },
  ];
}

const expectations = new Map<number, Promise<Expectation>>();

/** What a case must come to, worked out once for all engines. */
function expectation(index: number): Promise<Expectation> {
  const { spec, edited = spec, selectedStep, selectedSample } = cases[index];
  const selection = {
    ...(selectedStep !== undefined && { selectedStep }),
    ...(selectedSample !== undefined && { selectedSample }),
  };
  const known = expectations.get(index) ?? expectationOf(edited, selection);
  expectations.set(index, known);
  return known;
}

describe.each(ENGINES)('$engine.name', ({ engine, anyOverflow }) => {
  const own = cases.flatMap((each, index) => {
    const isOwn = each.by === undefined || ENGINES[each.by].engine === engine;
    return isOwn ? [{ ...each, index }] : [];
  });
  engineOrSkip(engine)('recalculates', () => {
    let results: Cells[];
    beforeAll(async () => {
      const files: Uint8Array[] = [];
      for (const { spec, edits = [] } of own) {
        const { bytes } = await buildWorkbook(buildNetwork(spec));
        files.push(await editFile(bytes, edits));
      }
      results = await engine.recalculate(files);
    }, 900_000);

    it.each(own.map((each, place) => ({ ...each, place })))('$name', async ({ index, place }) => {
      const expected = await expectation(index);
      const differences = await differencesFrom(expected, results[place], { anyOverflow });
      expect(formatDifferences(differences)).toBe('');
      if (isBounded(expected.network)) expect(errorCells(results[place])).toEqual([]);
    });
  });
});

engineOrSkip(openXmlValidator)('the Open XML validator', () => {
  it('finds no error in any template, nor in an overflowing network', async () => {
    const specs = [...templates().map(({ spec }) => spec), linear];
    const files = await Promise.all(
      specs.map(async (spec) => (await buildWorkbook(buildNetwork(spec))).bytes),
    );
    expect((await validate(files)).flat()).toEqual([]);
  }, 300_000);
});

function isBounded({ layers }: Network): boolean {
  return layers.every(({ activation }) => activation.bounds !== null);
}

/** Cells that show an error: #NUM!, #DIV/0!, Err:502, an infinity. Gaps between wires are none. */
function errorCells(cells: Cells): string[] {
  const seen = [...cells.sheets.values()].filter(({ name }) => name !== 'Picture data');
  return seen.flatMap((sheet) =>
    [...cellsOf(sheet)]
      .filter(({ value }) => isCellError(value) || value === Number.POSITIVE_INFINITY)
      .map(({ address }) => `${sheet.name}!${address}`),
  );
}
