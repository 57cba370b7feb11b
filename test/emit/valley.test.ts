import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { SHEETS } from '../../src/layout/sheets.ts';
import { VALLEY } from '../../src/layout/valley.ts';
import { rowOfStep } from '../../src/network/batches.ts';
import { buildNetwork, type Network } from '../../src/network/network.ts';
import { train } from '../../src/numeric/train.ts';
import { ref } from '../../src/ref.ts';
import { valleyPlaces } from '../../src/spec/limits.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { compareCells, formatDifferences } from '../../src/verify/compare.ts';
import { cellAddress } from '../../src/xlsx/address.ts';
import { type Cells, type CellValue, isCellError } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { expectSoundAfterEdits } from '../engines/after-edits.ts';
import { type Edit, editFile, typeOver } from '../engines/edit.ts';
import type { Engine } from '../engines/engine.ts';
import { gnumeric } from '../engines/gnumeric.ts';
import { hyperformula, recompute } from '../engines/hyperformula.ts';
import { libreoffice } from '../engines/libreoffice.ts';
import { openXmlValidator, validate } from '../engines/openxml.ts';
import { engineOrSkip } from '../engines/require.ts';
import { libreofficeSession } from '../engines/session.ts';
import { inputCells } from '../support/input-cells.ts';
import { templates } from '../support/templates.ts';

const { across, up } = valleyPlaces;
const named = new Map(templates().map(({ name, spec }) => [name, spec]));
const lessons = ['plain-descent', 'momentum', 'adam', 'schedule'].map((name) => ({
  name,
  spec: named.get(name)!,
}));
const [plain, momentum, adam, schedule] = lessons.map(({ spec }) => spec) as [
  Spec,
  Spec,
  Spec,
  Spec,
];

/** Made once of each description, for all engines. */
function memo<Made>(make: (spec: Spec) => Made): (spec: Spec) => Made {
  const known = new Map<Spec, Made>();
  return (spec) => {
    const made = known.get(spec) ?? make(spec);
    known.set(spec, made);
    return made;
  };
}

const bytesOf = memo(async (spec) => (await buildWorkbook(buildNetwork(spec))).bytes);
const writtenOf = memo(async (spec: Spec) => readCells(await bytesOf(spec)));

const valueAt = (cells: Cells, row: number, column: number): CellValue | null | undefined =>
  cells.sheets.get(SHEETS.valley)!.rows.get(row)?.get(column)?.value;

/** What the picture shows, from the lowest row up, each from the left. */
const squaresOf = (cells: Cells) =>
  Array.from({ length: across * up }, (_, i) =>
    valueAt(cells, VALLEY.lastRow - Math.floor(i / across), VALLEY.firstColumn + (i % across)),
  );
const panel = (cells: Cells, row: number) =>
  [0, 1].map((k) => Number(valueAt(cells, row, VALLEY.valueColumn + k)));
const axesOf = (cells: Cells) => {
  const [from, to] = [panel(cells, VALLEY.fromRow), panel(cells, VALLEY.toRow)];
  return [0, 1].map((k) => ({ from: from[k]!, to: to[k]! }));
};

/** Both weights at each step, by the engine. */
function pathOf(network: Network): number[][] {
  const { layers, rows } = train(network);
  const { weights } = layers[0]!;
  const width = weights.length / rows;
  return Array.from({ length: network.steps + 1 }, (_, step) =>
    Array.from(weights.subarray(rowOfStep(network, step) * width).subarray(0, width)),
  );
}

/** The picture by the engine: each loss is the cost of a training that begins there. */
function expected(spec: Spec, cells: Cells): (number | string)[] {
  const [x, y] = axesOf(cells);
  const path = pathOf(buildNetwork(spec));
  const nearest = (value: number, { from, to }: { from: number; to: number }, places: number) =>
    Math.floor(((value - from) / (to - from)) * (places - 1) + 0.5 + 1e-6);
  const marks = new Map<number, string>();
  for (const [step, [w1, w2]] of path.entries()) {
    const [column, row] = [nearest(w1!, x!, across), nearest(w2!, y!, up)];
    if (!(column >= 0 && column < across && row >= 0 && row < up)) continue;
    const square = row * across + column;
    const isLast = step === path.length - 1;
    if (isLast || !marks.has(square)) marks.set(square, isLast ? '✓' : step ? `${step}` : '●');
  }
  return Array.from({ length: across * up }, (_, i) => {
    const mark = marks.get(i);
    if (mark !== undefined) return mark;
    const w1 = x!.from + ((x!.to - x!.from) * (i % across)) / (across - 1);
    const w2 = y!.from + ((y!.to - y!.from) * Math.floor(i / across)) / (up - 1);
    const [layer] = spec.layers;
    const layers = [{ ...layer!, weights: [[w1, w2]] }] as Spec['layers'];
    const training = { ...spec.training, steps: 1, schedule: 'constant', batchSize: null } as const;
    return train(buildNetwork({ ...spec, layers, training, compare: [] })).costs[0]!;
  });
}

function expectPicture(cells: Cells, spec: Spec): void {
  const [got, wanted] = [squaresOf(cells), expected(spec, cells)];
  const wrong = wanted.flatMap((value, i) => {
    const there = got[i];
    const isRight =
      typeof value === 'string' || typeof there !== 'number'
        ? there === value
        : Math.abs(there - value) <= 1e-14 + 1e-12 * Math.abs(value);
    return isRight ? [] : [`square ${i + 1}: ${String(there)}, not ${value}`];
  });
  expect(wrong).toEqual([]);
}

/** A lesson after an edit, and the description that it then is of. */
const edits: readonly { what: string; spec: Spec; edit: (of: Spec) => Edit; becomes: Spec }[] = [
  {
    what: 'η',
    spec: plain,
    edit: (of) => inputCells(of).eta(0.12),
    becomes: withTraining(plain, { learningRate: 0.12 }),
  },
  {
    what: 'the first weight',
    spec: momentum,
    edit: (of) => inputCells(of).weight(ref('weight'), 5.5),
    becomes: { ...momentum, layers: [{ ...momentum.layers[0]!, weights: [[5.5, 2]] }] } as Spec,
  },
  {
    what: 'the coefficient of momentum',
    spec: momentum,
    edit: (of) => inputCells(of).given(ref('setting'), 0.9),
    becomes: withTraining(momentum, { optimizer: { name: 'momentum', beta: 0.9 } }),
  },
  {
    what: 'β₁',
    spec: adam,
    edit: (of) => inputCells(of).given(ref('setting'), 0.5),
    becomes: withTraining(adam, { optimizer: { name: 'adam', beta1: 0.5 } }),
  },
  {
    what: 'a sample',
    spec: schedule,
    edit: (of) => inputCells(of).data(ref('input'), 2, -1.5),
    becomes: {
      ...schedule,
      data: {
        ...schedule.data!,
        inputs: schedule.data!.inputs.map((row, i) => (i === 2 ? [-1.5, row[1]!] : row)),
      },
    },
  },
];

function withTraining(spec: Spec, training: Partial<Spec['training']>): Spec {
  return { ...spec, training: { ...spec.training, ...training } };
}

/** Where the loss is no parabola, has no floor, or is that of one sample; biases that are kept. */
const others: readonly Spec[] = (
  [
    { inputs: [[1], [2], [3]], targets: [[0], [1], [1]], weights: [[0.1]], biases: [0.2] },
    {
      inputs: [[1, 2]],
      targets: [[1]],
      weights: [[0.4, -0.3]],
      biases: null,
      activation: 'linear',
    },
    {
      inputs: [
        [1, -1],
        [0.5, 2],
      ],
      targets: [[0.2], [0.7]],
      weights: [[1, 1]],
      biases: [0.3],
      activation: 'tanh',
      trainBiases: false,
    },
  ] as const
).map((given, i) => ({
  name: `Small ${i}`,
  inputs: [...given.inputs[0]!],
  targets: [...given.targets[0]!],
  data: {
    inputs: given.inputs.map((row) => [...row]),
    targets: given.targets.map((row) => [...row]),
    inputNames: null,
    targetNames: null,
    standardise: false,
  },
  layers: [
    {
      units: 1,
      activation: 'activation' in given ? given.activation : 'sigmoid',
      weights: given.weights.map((row) => [...row]),
      biases: given.biases && [...given.biases],
    },
  ],
  loss: 'activation' in given ? 'half-squared-error' : 'binary-cross-entropy',
  training: {
    learningRate: 0.8,
    schedule: 'constant',
    optimizer: 'sgd',
    steps: 6,
    batchSize: i === 0 ? 2 : null,
    shuffle: null,
    trainBiases: !('trainBiases' in given),
  },
  compare: [],
})) as unknown as Spec[];

/** One sample, through two layers. */
const single: Spec = {
  ...others[1]!,
  name: 'One sample',
  inputs: [0.7],
  targets: [0.3],
  data: null,
  layers: [0, 1].map(() => ({ ...others[0]!.layers[0]!, biases: null })) as Spec['layers'],
  loss: 'squared-error',
};

/** Difference quotients magnify round-off, and a run that first climbs does; the picture is compared apart. */
const onValley = (sheet: string) =>
  sheet === SHEETS.valley || sheet === SHEETS.valleyData ? 0 : Number.POSITIVE_INFINITY;

describe.each<{ engine: Engine }>([
  { engine: hyperformula },
  { engine: libreoffice },
  { engine: gnumeric },
])('$engine.name', ({ engine }) => {
  engineOrSkip(engine)('recalculates', () => {
    const all = [
      ...lessons,
      ...edits.map(({ what, becomes }) => ({ name: `after an edit of ${what}`, spec: becomes })),
      ...[...others, single].map((spec) => ({ name: spec.name, spec })),
    ];
    let results: Cells[];
    beforeAll(async () => {
      const files = await Promise.all([
        ...lessons.map(({ spec }) => bytesOf(spec)),
        ...edits.map(async ({ spec, edit }) => editFile(await bytesOf(spec), [edit(spec)])),
        ...[...others, single].map(bytesOf),
      ]);
      results = await engine.recalculate(files);
    }, 300_000);

    it.each(all.map((each, index) => ({ ...each, index })))(
      '$name: every square and step',
      async ({ spec, index }) => {
        if (index < lessons.length + edits.length) expectPicture(results[index]!, spec);
        const written = await writtenOf(spec);
        const differences = compareCells(written, results[index]!, {
          formulasOnly: true,
          anyOverflow: true,
          spread: onValley,
        });
        expect(formatDifferences(differences)).toBe('');
      },
    );
  });
});

describe('what the lessons say', async () => {
  const pictures = await Promise.all(lessons.map(({ spec }) => writtenOf(spec)));
  const paths = lessons.map(({ spec }) => pathOf(buildNetwork(spec)));
  const turns = pictures.map((cells) => panel(cells, VALLEY.turnsRow));
  const ends = pictures.map((cells) => panel(cells, VALLEY.endLossRow)[0]!);
  const square = (cells: Cells, mark: string) => {
    const at = squaresOf(cells).indexOf(mark);
    return [at % across, Math.floor(at / across)] as const;
  };

  it('they go down the same valley from the same place', () => {
    for (const cells of pictures) {
      expect(axesOf(cells)).toEqual([
        { from: -4, to: 6 },
        { from: -2, to: 3 },
      ]);
      expect(panel(cells, VALLEY.outsideRow)[0]).toBe(0);
      expect(panel(cells, VALLEY.startRow)).toEqual([-2, 2]);
      const tints = Array.from({ length: 12 }, (_, i) =>
        valueAt(cells, VALLEY.lastRow - i, VALLEY.scaleLabelColumn),
      );
      // The darkest has the lowest loss that is shown.
      expect(tints[0]).toBe(panel(cells, VALLEY.leastLossRow)[0]);
      expect(tints).toEqual(
        Array.from({ length: 12 }, (_, i) =>
          valueAt(pictures[0]!, VALLEY.lastRow - i, VALLEY.scaleLabelColumn),
        ),
      );
    }
  });
  it('plain descent jumps from wall to wall and creeps along the floor', () => {
    expect(turns[0]![1]).toBeGreaterThan(30);
    expect(turns[0]![0]).toBe(0);
    const rows = [1, 2, 3, 4, 5, 6].map((step) => square(pictures[0]!, String(step))[1]);
    const floor = square(pictures[0]!, '✓')[1];
    expect(rows.map((row) => row > floor)).toEqual([false, true, false, true, false, true]);
    const moves = paths[0]!.slice(1).map(([w1], step) => w1! - paths[0]![step]![0]!);
    expect(Math.max(...moves.slice(10))).toBeLessThan(0.25);
  });
  it('momentum turns less often and comes further in as many steps', () => {
    expect(turns[1]![1]! * 5).toBeLessThan(turns[0]![1]!);
    expect(ends[1]! * 5).toBeLessThan(ends[0]!);
    expect(paths[1]!.at(-1)![0]).toBeGreaterThan(paths[0]!.at(-1)![0]!);
  });
  it('Adam begins on the diagonal', () => {
    for (let step = 1; step <= 3; step++) {
      const [was, is] = [paths[2]![step - 1]!, paths[2]![step]!];
      for (const k of [0, 1]) expect(Math.abs(is[k]! - was[k]!)).toBeCloseTo(0.3, 1);
    }
    const [start, first, second] = ['●', '1', '2'].map((mark) => square(pictures[2]!, mark));
    expect([first![0] - start![0], first![1] - start![1]]).toEqual([1, -1]);
    expect([second![0] - start![0], second![1] - start![1]]).toEqual([2, -2]);
  });
  it('the schedule swings wider, comes to rest, and too soon', () => {
    const floor = 0.519;
    const swing = paths[3]!.map(([, w2]) => Math.abs(w2! - floor));
    expect(swing[8]).toBeGreaterThan(swing[0]! * 1.2);
    expect(swing.at(-1)).toBeLessThan(0.1);
    const [before, last] = paths[3]!.slice(-2);
    expect(Math.abs(last![0]! - before![0]!)).toBeLessThan(0.001);
    expect(last![0]).toBeLessThan(2);
    expect(square(pictures[3]!, '✓')[0]).toBeLessThan(square(pictures[0]!, '✓')[0]);
  });
});

describe('the picture', () => {
  it('keeps its axes when the run leaves it, and shows no error', async () => {
    const file = await editFile(await bytesOf(plain), [inputCells(plain).eta(1e200)]);
    const cells = recompute(await readCells(file));
    expect(axesOf(cells)[0]).toEqual({ from: -4, to: 6 });
    expect(panel(cells, VALLEY.outsideRow)[0]).toBe(plain.training.steps);
    expect(squaresOf(cells).filter((value) => typeof value === 'string')).toEqual(['●']);
    expect(squaresOf(cells).filter((value) => isCellError(value ?? null))).toEqual([]);
  });
  it('shows what is typed as its axes', async () => {
    let file = await bytesOf(momentum);
    for (const [row, k, value] of [
      [VALLEY.fromRow, 0, 0],
      [VALLEY.toRow, 0, 4],
      [VALLEY.fromRow, 1, 1],
      [VALLEY.toRow, 1, 0],
    ] as const) {
      const cell = cellAddress(VALLEY.valueColumn + k, row);
      file = await typeOver(file, { sheet: SHEETS.valley, cell, value });
    }
    const cells = recompute(await readCells(file));
    const axis = (k: 0 | 1) => {
      const { axisRow, axisColumn, firstColumn, lastRow } = VALLEY;
      return [0, 1, 2, 3, 4, 5].map((tick) =>
        k === 0
          ? valueAt(cells, axisRow, Math.max(firstColumn, firstColumn + tick * 8 - 1))
          : valueAt(cells, lastRow - tick * 4, axisColumn),
      );
    };
    expect(axis(0)).toEqual([0, 0.8, 1.6, 2.4, 3.2, 4]);
    expect(axis(1)).toEqual([1, 0.8, 0.6, 0.4, 0.2, 0]);
    expectPicture(cells, momentum);
  });
  it('is where exactly two parameters are trained by a small network', async () => {
    const has = async (spec: Spec) =>
      (await buildWorkbook(buildNetwork(spec))).sheets.includes(SHEETS.valley);
    expect(await has(single)).toBe(true);
    expect(await has(named.get('logistic-regression')!)).toBe(false);
    expect(await has(named.get('xor')!)).toBe(false);
    const three = { ...plain, layers: [{ ...plain.layers[0]!, biases: [1] }] } as Spec;
    expect(await has(three)).toBe(false);
    expect(await has(withTraining(three, { trainBiases: false }))).toBe(true);
    expect(await has(withTraining(plain, { steps: 1001 }))).toBe(false);
  });
});

engineOrSkip(libreofficeSession)('LibreOffice, opened as usual', () => {
  it('follows η and a sample', () => expectSoundAfterEdits(momentum), 300_000);
});

engineOrSkip(openXmlValidator)('the Open XML validator', () => {
  it('finds no error', async () => {
    const files = await Promise.all(
      [...lessons, { spec: single }].map(({ spec }) => bytesOf(spec)),
    );
    expect((await validate(files)).flat()).toEqual([]);
  }, 120_000);
});
