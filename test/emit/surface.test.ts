import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_COLUMNS } from '../../src/emit/surface/marks.ts';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { SHEETS } from '../../src/layout/sheets.ts';
import { SURFACE, SURFACE_PICTURE } from '../../src/layout/surface.ts';
import { type Axis, axisAround } from '../../src/network/axis.ts';
import { buildNetwork, type Network } from '../../src/network/network.ts';
import { largestOutput, nearestPlace, surfaceOf } from '../../src/numeric/surface.ts';
import { train } from '../../src/numeric/train.ts';
import { ref } from '../../src/ref.ts';
import type { LayerSpec, Spec, TrainingSpec } from '../../src/spec/spec.ts';
import { compareCells, formatDifferences } from '../../src/verify/compare.ts';
import { isRoundingTie } from '../../src/verify/worked-lines.ts';
import { cellAddress } from '../../src/xlsx/address.ts';
import { type Cells, type CellValue, cellsOf } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { type Edit, editFile, sheetXml } from '../engines/edit.ts';
import type { Engine } from '../engines/engine.ts';
import { gnumeric } from '../engines/gnumeric.ts';
import { hyperformula, recompute } from '../engines/hyperformula.ts';
import { libreoffice } from '../engines/libreoffice.ts';
import { openXmlValidator, validate } from '../engines/openxml.ts';
import { engineOrSkip } from '../engines/require.ts';
import { inputCells } from '../support/input-cells.ts';
import { seed } from '../support/specs.ts';

const { most } = SURFACE;

const spec = (
  given: Pick<Spec, 'name' | 'layers' | 'loss'> & {
    inputs: number[][];
    targets: number[][];
    names?: [inputs: string[], targets: string[]];
    standardise?: boolean;
    training: Partial<TrainingSpec>;
  },
): Spec => ({
  name: given.name,
  inputs: given.inputs[0],
  targets: given.targets[0],
  data: {
    inputs: given.inputs,
    targets: given.targets,
    inputNames: given.names?.[0] ?? null,
    targetNames: given.names?.[1] ?? null,
    standardise: given.standardise ?? false,
  },
  layers: given.layers,
  loss: given.loss,
  training: {
    learningRate: 1,
    schedule: 'constant',
    optimizer: 'sgd',
    steps: 3,
    batchSize: null,
    shuffle: null,
    trainBiases: true,
    ...given.training,
  },
  compare: [],
});

const layer = (
  activation: LayerSpec['activation'],
  weights: number[][],
  biases: number[],
): LayerSpec => ({ units: weights.length, activation, weights, biases });

/** Near enough to XOR that a few steps solve it. */
const xor = spec({
  name: 'XOR',
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [[0], [1], [1], [0]],
  names: [['x1', 'x2'], ['y']],
  layers: [
    layer(
      'tanh',
      [
        [1.2, 1.1],
        [0.9, 1],
      ],
      [-0.4, -1.4],
    ),
    layer('sigmoid', [[1.5, -1.5]], [-0.3]),
  ],
  loss: 'binary-cross-entropy',
  training: { steps: 40 },
});

const flowers = spec({
  name: 'Three classes',
  inputs: [
    [1.4, 0.2],
    [4.7, 1.4],
    [6, 2.5],
    [1.3, 0.3],
    [4.5, 1.5],
    [5.1, 1.9],
  ],
  targets: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  names: [
    ['length', 'width'],
    ['setosa', 'versicolor', 'virginica'],
  ],
  standardise: true,
  layers: [
    layer(
      'softmax',
      [
        [-1, -0.8],
        [0.1, -0.2],
        [0.9, 1.1],
      ],
      [0, 0.3, -0.2],
    ),
  ],
  loss: 'cross-entropy',
  training: { steps: 8, learningRate: 0.5, batchSize: 4, shuffle: 2 },
});

/** Several outputs that are no classes, two samples of the same value on one axis. */
const pair = spec({
  name: 'Two outputs',
  inputs: [
    [5, 0.001],
    [5, 0.004],
    [5, -0.002],
  ],
  targets: [
    [12, -3],
    [4, 5],
    [0.5, 1],
  ],
  layers: [layer('relu', [[0.3, 20]], [0.1]), layer('linear', [[1.1], [-0.7]], [0.2, 0.4])],
  loss: 'mean-squared-error',
  training: { steps: 2, learningRate: 0.01 },
});

const curve = spec({
  name: 'A curve',
  inputs: [[-2], [-1], [0], [1.5], [2]],
  targets: [[-0.9], [-0.8], [0.1], [1], [0.9]],
  names: [['x'], ['sin x']],
  layers: [layer('tanh', [[0.8], [-0.3]], [0.1, 0.2]), layer('linear', [[0.9, -0.4]], [0])],
  loss: 'squared-error',
  training: { steps: 12, learningRate: 0.05 },
});

const diverging = spec({
  name: 'Overflow',
  inputs: [
    [1, 2],
    [3, 5],
  ],
  targets: [[1], [2]],
  layers: [layer('linear', [[1, 1]], [0])],
  loss: 'squared-error',
  training: { steps: 3, learningRate: 1e200 },
});

const cases = [xor, flowers, pair, curve, diverging];

const onPanel = (row: number, value: number): Edit => ({
  sheet: SHEETS.surface,
  cell: cellAddress(SURFACE.valueColumn, row),
  value,
});
const selectStep = (given: Spec, value: number): Edit => inputCells(given).selectedStep(value);

async function bytesOf(given: Spec, selectedStep = 0): Promise<Uint8Array> {
  return (await buildWorkbook(buildNetwork(given), { selectedStep })).bytes;
}

/** What HyperFormula makes of the file after the edits. */
async function edited(given: Spec, edits: readonly Edit[]): Promise<Cells> {
  return recompute(await readCells(await editFile(await bytesOf(given), edits)));
}

/** Difference quotients magnify round-off; they are compared elsewhere. */
const spread = (sheet: string) => (sheet === SHEETS.gradientCheck ? Number.POSITIVE_INFINITY : 0);

const valueAt = (cells: Cells, sheet: string, row: number, column: number): CellValue | null =>
  cells.sheets.get(sheet)!.rows.get(row)!.get(column)!.value;

/**
 * The squares by column and row of the picture, both from 1, row 1 at the bottom; where a mark stands
 * the value behind it.
 */
const squareOf =
  (cells: Cells, behindMarks = true) =>
  (column: number, row: number) => {
    const [line, place] = [SURFACE_PICTURE.lastRow + 1 - row, SURFACE.firstColumn + column - 1];
    const value = valueAt(cells, SHEETS.surface, line, place);
    if (!behindMarks || !MARKS.includes(String(value)) || typeof value === 'number') return value;
    return answerAt(cells, (row - 1) * most + column);
  };

const MARKS = ['●', '○', '◆', '1', '2', '3'];

/** What the table of the samples says of a square. */
function answerAt(cells: Cells, square: number): CellValue | null {
  const { firstSampleRow } = SURFACE_PICTURE;
  for (let row = firstSampleRow; ; row++) {
    const at = (column: number) => valueAt(cells, SHEETS.surface, row, column);
    if (at(SAMPLE_COLUMNS.square) === square) return at(SAMPLE_COLUMNS.answer);
  }
}

const squares = (cells: Cells): (CellValue | null)[] => {
  const square = squareOf(cells);
  return Array.from({ length: most * most }, (_, point) =>
    square((point % most) + 1, Math.floor(point / most) + 1),
  );
};

/** The same from the engine: an output, or the number of the largest. */
function expected(
  network: Network,
  step: number,
  given: { output?: number; places?: number; resolution?: number; axes?: readonly Axis[] } = {},
): number[] {
  const { output = 1, places = most, resolution = places, axes = axesOf(network) } = given;
  const { trace } = surfaceOf(train(network), step, axes, { places, resolution });
  const { activation } = trace.layers[trace.layers.length - 1];
  const { length } = network.targets;
  return Array.from({ length: trace.rows }, (_, row) =>
    output === 0 ? largestOutput(trace, row) : activation[row * length + output - 1],
  );
}

const axesOf = ({ samples, inputs }: Network) =>
  Array.from(inputs, (_, k) => axisAround(samples.map((sample) => sample.inputs[k])));

function expectClose(got: readonly (CellValue | null)[], wanted: readonly number[]): void {
  expect(got).toHaveLength(wanted.length);
  for (const [i, value] of wanted.entries()) expect(got[i]).toBeCloseTo(value, 12);
}

describe('the surface of XOR', () => {
  const network = buildNetwork(xor);
  const { steps } = network;

  it('shows the XOR pattern at the last step', async () => {
    const square = squareOf(recompute(await readCells(await bytesOf(xor, steps))));
    const corner = (x: number, y: number) => {
      const [column, row] = axesOf(network).map((axis, k) => nearestPlace(axis, most, [x, y][k]));
      return square(column, row);
    };
    expect(corner(0, 0)).toBeLessThan(0.2);
    expect(corner(1, 1)).toBeLessThan(0.2);
    expect(corner(0, 1)).toBeGreaterThan(0.8);
    expect(corner(1, 0)).toBeGreaterThan(0.8);
  });

  it('is written with the values of the engine, upwards and to the right', async () => {
    const cells = await readCells(await bytesOf(xor, steps));
    expectClose(squares(cells), expected(network, steps));
  });

  it('follows the selected step', async () => {
    const [first, last] = [await edited(xor, []), await edited(xor, [selectStep(xor, steps)])];
    expectClose(squares(first), expected(network, 0));
    expectClose(squares(last), expected(network, steps));
    expect(squares(last)).not.toEqual(squares(first));
    const written = await readCells(await bytesOf(xor, steps));
    expect(formatDifferences(compareCells(written, last, { formulasOnly: true, spread }))).toBe('');
  });

  it('follows resolution and ranges', async () => {
    const axes = [
      { from: -2, to: 3 },
      { from: 4, to: 0 },
    ];
    const resolution = 8;
    const cells = await edited(xor, [
      onPanel(SURFACE.resolutionRow, resolution),
      ...axes.flatMap(({ from, to }, k) => [
        onPanel(SURFACE.firstAxisRow + 2 * k, from),
        onPanel(SURFACE.firstAxisRow + 2 * k + 1, to),
      ]),
    ]);
    expectClose(squares(cells), expected(network, 0, { axes, resolution }));
    const { axisRow, axisColumn, lastRow, firstSampleRow } = SURFACE_PICTURE;
    // Its cell begins a square before.
    const across = (place: number) =>
      valueAt(cells, SHEETS.surface, axisRow, SURFACE.firstColumn + Math.max(0, place - 2));
    const up = (place: number) => valueAt(cells, SHEETS.surface, lastRow + 1 - place, axisColumn);
    // A number at every fourth of the 24 steps, where the nearest of 7 steps of the resolution is.
    const numbered = [1, 5, 9, 13, 17, 21, 25];
    expect(numbered.map(across)).toEqual([-2, -1.3, -0.6, 0.9, 1.6, 2.3, 3]);
    expect(numbered.map(up)).toEqual([4, 3.43, 2.86, 1.71, 1.14, 0.57, 0]);
    const places = network.samples.map((_, i) =>
      [0, 1].map((k) =>
        valueAt(cells, SHEETS.surface, firstSampleRow + i, SAMPLE_COLUMNS.place + k),
      ),
    );
    const wanted = network.samples.map(({ inputs }) =>
      axes.map((axis, k) => nearestPlace(axis, most, inputs[k])),
    );
    expect(places).toEqual(wanted);
  });

  it('marks the samples with texts, coloured as the value behind them', async () => {
    const cells = recompute(await readCells(await bytesOf(xor, steps)));
    const square = squareOf(cells, false);
    const trace = expected(network, steps);
    const { firstSampleRow } = SURFACE_PICTURE;
    for (const [i, { inputs, targets }] of network.samples.entries()) {
      const [column, row] = axesOf(network).map((axis, k) => nearestPlace(axis, most, inputs[k]));
      expect(square(column, row)).toBe(targets[0] >= 0.5 ? '●' : '○');
      const value = trace[(row - 1) * most + column - 1];
      const [answer, shade] = [SAMPLE_COLUMNS.answer, SAMPLE_COLUMNS.shade].map((column) =>
        valueAt(cells, SHEETS.surface, firstSampleRow + i, column),
      );
      expect(answer).toBeCloseTo(value, 12);
      expect(shade).toBe(Math.round(20 * value));
    }
  });

  it('colours marks by rules that Google Sheets keeps', async () => {
    const xml = await sheetXml(await bytesOf(xor), SHEETS.surface);
    const rules = xml.match(/<cfRule type="expression"[^>]*><formula>IF\(ISTEXT/g);
    expect(rules).toHaveLength(21);
    // The number formats of squares hide numbers only, in all three of their sections.
    const zip = await JSZip.loadAsync(await bytesOf(xor));
    expect(await zip.file('xl/styles.xml')!.async('string')).not.toContain(';;;');
  });
});

describe('a softmax classifier', () => {
  const network = buildNetwork(flowers);

  it.each([0, 1, 2, 3])('shows output %i', async (output) => {
    const row = SURFACE.firstAxisRow + 4;
    const cells = await edited(flowers, [onPanel(row, output), selectStep(flowers, 8)]);
    expectClose(squares(cells), expected(network, 8, { output }));
  });

  it('shows all its classes, as it does at first', async () => {
    const cells = await readCells(await bytesOf(flowers, 8));
    expect(new Set(squares(cells))).toEqual(new Set([1, 2, 3]));
  });

  it('marks the samples by their numbers', async () => {
    const cells = await readCells(await bytesOf(flowers));
    const { firstSampleRow } = SURFACE_PICTURE;
    const marks = network.samples.map((_, i) =>
      valueAt(cells, SHEETS.surface, firstSampleRow + i, SAMPLE_COLUMNS.mark),
    );
    expect(marks).toEqual(['1', '2', '3', '1', '2', '3']);
  });
});

describe('several outputs that are no classes', () => {
  const signs = {
    ...pair,
    data: {
      ...pair.data!,
      targets: [
        [-1, 1],
        [1, 1],
        [1, -1],
      ],
    },
  };

  it.each([
    [0, ['○', '●', '●']],
    [1, ['○', '●', '●']],
    [2, ['●', '●', '○']],
  ])('with output %i shown mark the side of its target', async (output, wanted) => {
    const cells = await edited(signs, [onPanel(SURFACE.firstAxisRow + 4, output)]);
    const { firstSampleRow } = SURFACE_PICTURE;
    const marks = wanted.map((_, i) =>
      valueAt(cells, SHEETS.surface, firstSampleRow + i, SAMPLE_COLUMNS.mark),
    );
    expect(marks).toEqual(wanted);
    expectClose(squares(cells), expected(buildNetwork(signs), 0, { output }));
  });
});

describe('what has learned nothing', () => {
  /** Both outputs near ½ wherever one looks, whatever bounds the last activation has. */
  const dull = (activation: LayerSpec['activation'], targets: number[][], biases: number[]) =>
    spec({
      name: 'Dull',
      inputs: xor.data!.inputs.map((row) => [...row]),
      targets,
      layers: [
        layer(
          activation,
          targets[0].map(() => [0.02, -0.01]),
          biases,
        ),
      ],
      loss: 'squared-error',
      training: { steps: 1, learningRate: 0 },
    });
  const one = [[0], [1], [1], [0]];
  const two = [
    [0, -2],
    [1, 2],
    [1, -2],
    [0, 2],
  ];

  it.each<[LayerSpec['activation'], number[][], number[], number, number, number]>([
    ['sigmoid', one, [0], 0, 0, 1],
    ['tanh', one, [0], 0, -1, 1],
    ['linear', one, [0.5], 0, 0, 1],
    ['linear', two, [0.5, 0], 1, 0, 1],
    ['linear', two, [0.5, 0], 2, -2, 2],
  ])('looks flat: %s, targets %j, biases %j, output %i', async (...given) => {
    const [activation, targets, biases, output, low, high] = given;
    const choose = output > 0 ? [onPanel(SURFACE.firstAxisRow + 4, output)] : [];
    const cells = await edited(dull(activation, targets, biases), choose);
    const { lastRow, scaleLabelColumn, firstSampleRow } = SURFACE_PICTURE;
    const end = (row: number) => valueAt(cells, SHEETS.surface, row, scaleLabelColumn);
    expect([end(lastRow), end(SURFACE.firstRow)]).toEqual([low, high]);
    for (const row of targets.keys()) {
      const shade = valueAt(cells, SHEETS.surface, firstSampleRow + row, SAMPLE_COLUMNS.shade);
      expect([9, 10, 11]).toContain(shade);
    }
    const shown = squares(cells) as number[];
    expect(Math.max(...shown) - Math.min(...shown)).toBeLessThan((high - low) / 20);
  });

  it('keeps its colours when the picture is coloured by the ends of the scale', async () => {
    const xml = await sheetXml(await bytesOf(dull('linear', one, [0.5])), SHEETS.surface);
    const [low, high] = [SURFACE_PICTURE.lastRow, SURFACE.firstRow].map((row) =>
      cellAddress(SURFACE_PICTURE.scaleLabelColumn, row, { absolute: 'both' }),
    );
    const stops = [low, `(${low}+${high})/2`, high].map(
      (at) => `<cfvo type="formula" val="${at}"/>`,
    );
    expect(xml.split(stops.join(''))).toHaveLength(3);
  });

  it('follows targets that are typed over', async () => {
    const given = dull('linear', one, [0.5]);
    const { placeOf } = planWorkbook(buildNetwork(given)).data!;
    const { sheet, column, firstRow } = placeOf(ref('target', 0, 0));
    const cells = await edited(given, [{ sheet, cell: cellAddress(column, firstRow), value: 4 }]);
    const { scaleLabelColumn } = SURFACE_PICTURE;
    expect(valueAt(cells, SHEETS.surface, SURFACE.firstRow, scaleLabelColumn)).toBe(4);
  });
});

describe('the curve of one input', () => {
  it('follows the selected step, the range and the resolution', async () => {
    const network = buildNetwork(curve);
    const axes = [{ from: -1, to: 4 }];
    const resolution = 11;
    const cells = await edited(curve, [
      selectStep(curve, 12),
      onPanel(SURFACE.resolutionRow, resolution),
      onPanel(SURFACE.firstAxisRow, -1),
      onPanel(SURFACE.firstAxisRow + 1, 4),
    ]);
    const { curveColumn } = planWorkbook(network).surface!;
    const got = Array.from({ length: SURFACE.mostOfCurve }, (_, i) =>
      valueAt(cells, SHEETS.surfaceData, 10 + i, curveColumn),
    );
    const places = SURFACE.mostOfCurve;
    expectClose(got, expected(network, 12, { axes, places, resolution }));
    expect(new Set(got).size).toBe(resolution);
  });
});

/** An axis too long for the numbers of a spreadsheet, and one without length. */
const endless = spec({
  name: 'Endless',
  inputs: [
    [-1e308, 1e17],
    [1e308, 1e17],
  ],
  targets: [[0], [1]],
  layers: [layer('sigmoid', [[1e-308, 1e-17]], [0])],
  loss: 'binary-cross-entropy',
  training: { steps: 1, learningRate: 0 },
});

describe('an axis that overflows', () => {
  it('leaves the squares empty', async () => {
    const cells = await readCells(await bytesOf(endless));
    expect(new Set(squares(cells))).toEqual(new Set(['']));
    const elsewhere = (sheet: string) =>
      sheet === SHEETS.surface || sheet === SHEETS.surfaceData ? 0 : Number.POSITIVE_INFINITY;
    const differences = compareCells(cells, recompute(cells), {
      formulasOnly: true,
      spread: elsewhere,
    });
    expect(formatDifferences(differences)).toBe('');
  });
});

describe('where there is none', () => {
  it.each([
    ['one sample', seed],
    [
      'three inputs',
      {
        ...curve,
        inputs: [0, 0, 0],
        data: {
          ...curve.data!,
          inputs: curve.data!.inputs.map(([x]) => [x, x, x]),
          inputNames: null,
        },
        layers: [layer('linear', [[1, 1, 1]], [0])],
      },
    ],
  ])('%s', async (_, given) => {
    const full = { ...given, data: given.data ?? null };
    const training = { ...xor.training, ...given.training };
    const { sheets } = await buildWorkbook(buildNetwork({ ...full, training }));
    expect(sheets).not.toContain(SHEETS.surface);
    expect(sheets).not.toContain(SHEETS.surfaceData);
  });
});

describe.each<{ engine: Engine; anyOverflow: boolean }>([
  { engine: hyperformula, anyOverflow: false },
  { engine: libreoffice, anyOverflow: false },
  { engine: gnumeric, anyOverflow: true },
])('$engine.name', ({ engine, anyOverflow }) => {
  engineOrSkip(engine)('recalculates', () => {
    let written: Cells[];
    let results: Cells[];
    beforeAll(async () => {
      const files = await Promise.all(cases.map((each) => bytesOf(each, each.training.steps)));
      written = await Promise.all(files.map((file) => readCells(file)));
      results = await engine.recalculate(files);
    }, 300_000);

    it.each(cases.map(({ name }, index) => ({ name, index })))('$name', ({ index }) => {
      const differences = compareCells(written[index], results[index], {
        formulasOnly: true,
        anyOverflow,
        sameText: isRoundingTie,
        spread,
      });
      expect(formatDifferences(differences)).toBe('');
    });
  });
});

engineOrSkip(openXmlValidator)('the Open XML validator', () => {
  it('finds no error', async () => {
    const files = await Promise.all(cases.map((each) => bytesOf(each)));
    expect((await validate(files)).flat()).toEqual([]);
  }, 120_000);
});

describe('the file', () => {
  it('counts its formulas', async () => {
    for (const each of cases) {
      const { bytes, formulas } = await buildWorkbook(buildNetwork(each));
      let count = 0;
      for (const sheet of (await readCells(bytes)).sheets.values()) {
        for (const { formula } of cellsOf(sheet)) if (formula !== undefined) count++;
      }
      expect(formulas).toBe(count);
    }
  });
});
