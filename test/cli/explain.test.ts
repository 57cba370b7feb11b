import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { initialiserNames } from '../../src/functions/initialisers.ts';
import { choicePlaces } from '../../src/spec/choices.ts';
import { fileFields, inlineFields } from '../../src/spec/fields.ts';
import { runIn, scratchFolder } from './world.ts';

const iris = `name: Iris
data:
  file: iris.csv
  inputs: [petal, sepal]
  targets: [species]
  standardise: true
layers:
  - { units: 4, activation: { name: leaky-relu, slope: 0.1 }, weights: { init: he, seed: 7 }, biases: zeros }
  - { units: 2, activation: softmax, weights: xavier }
loss: cross-entropy
training:
  optimizer: { name: adam, weightDecay: 0.01 }
  schedule: { name: step-decay, every: 5 }
  epochs: 10
  batchSize: 2
  shuffle: 3
  trainBiases: false
compare: [0.1]
`;
const csv = 'petal,sepal,species\n1,2,setosa\n2,3,virginica\n3,4,setosa\n';

function irisFolder(): string {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'iris.yaml'), iris);
  writeFileSync(join(folder, 'iris.csv'), csv);
  return folder;
}

describe('explain', () => {
  it('tells of the default lesson', async () => {
    const { code, out, err, built } = await runIn(scratchFolder(), ['explain']);
    expect([code, err, built]).toEqual([0, '', undefined]);
    expect(out.split('\n')).toEqual([
      'Simple BackProp, a 2-2-2 network',
      '',
      '  layer 1        2 units, sigmoid; 4 weights',
      '  layer 2        2 units, sigmoid; 4 weights',
      '  parameters     8',
      '  loss           half-squared-error',
      '  optimizer      sgd',
      '  schedule       constant',
      '  learning rate  1, for 67 steps',
      '  compared       0.1, 0.2, 0.5, 0.8, 1, 2, 5, 10, 30, 50, 100, 300, 500, 600, 1000',
      '',
      'Sheets, besides the pages Start, Network and Charts:',
      '',
      '  Training        68 rows × 52 columns, 3,540 cells',
      '  Gradient check  8 rows × 56 columns, 448 cells',
      '  Learning rates  68 rows × 16 columns, 1,090 cells',
      '  Ways            8 rows × 24 columns, 192 cells',
      '  Chart data      68 rows × 33 columns, 2,240 cells',
      '  Runs            1,020 rows × 51 columns, 52,000 cells',
      '  in all          about 59,500 cells',
      '',
      'Limits:',
      '',
      '  columns of a sheet      56 of 16,384',
      '  rows of a sheet         1,020 of 1,048,576',
      '  cells in Google Sheets  59,528 of 10,000,000',
      '',
    ]);
  });

  it('tells of functions, drawn weights, samples and batches', async () => {
    const { code, out, err } = await runIn(irisFolder(), ['explain', 'iris.yaml']);
    expect(code).toBe(0);
    expect(err).toBe(
      'remark: the column species becomes 2 targets, one for each class in alphabetical order: setosa, virginica\n',
    );
    for (const line of [
      'Iris, a 2-4-2 network',
      '  layer 1        4 units, leaky-relu (slope 0.1); 8 weights, he by the seed 7; 4 biases, zeros by the seed 1',
      '  layer 2        2 units, softmax; 8 weights, xavier by the seed 1',
      '  parameters     20, the biases among them fixed',
      '  loss           cross-entropy',
      '  optimizer      adam (beta1 0.9, beta2 0.999, epsilon 1e-8, weightDecay 0.01)',
      '  schedule       step-decay (factor 0.5, every 5)',
      '  learning rate  0.5, for 20 steps',
      '  samples        3, standardised',
      '  batches        of 2 samples, shuffled by the seed 3',
      '  epochs         10 of 2 steps each',
      '  compared       0.1, 0.5',
    ]) {
      expect(out.split('\n')).toContain(line);
    }
    for (const sheet of ['Data', 'Selected', 'Summary', 'Decision surface', 'Runs']) {
      expect(out).toMatch(new RegExp(`^ {2}${sheet} +\\d`, 'm'));
    }
  });

  it('tells it as JSON', async () => {
    const { out, err } = await runIn(irisFolder(), ['explain', 'iris.yaml', '--json']);
    expect(err).toBe('');
    const told = JSON.parse(out);
    expect(told).toMatchObject({
      name: 'Iris',
      madeFrom: 'iris.yaml',
      inputs: 2,
      outputs: 2,
      parameters: 20,
      layers: [
        { units: 4, weightsDrawn: { init: 'he', seed: 7 } },
        { biases: 0, biasesDrawn: null },
      ],
      optimizer: { name: 'adam', parameters: { beta1: 0.9, weightDecay: 0.01 } },
      data: {
        samples: 3,
        batchSize: 2,
        stepsPerEpoch: 2,
        epochs: 10,
        shuffle: 3,
        standardise: true,
      },
      steps: 20,
      remarks: [expect.stringMatching(/species becomes 2 targets/)],
    });
    // 10 epochs of 3 rows, and the 2 rows of the step that would come next.
    const [training] = told.sheets.filter(({ sheet }: { sheet: string }) => sheet === 'Training');
    // Before the quantities those that say which row it is, behind them those that check it.
    expect(training).toMatchObject({ rows: 32, columns: 4 + told.quantities + 4 });
    expect(told.cells).toBe(
      told.sheets.reduce((sum: number, { cells }: { cells: number }) => sum + cells, 0),
    );
  });

  it.each([['--describe'], ['--describe', '--json']])(
    'is the same as generate %j',
    async (...flags) => {
      const folder = irisFolder();
      const explained = await runIn(folder, ['explain', 'iris.yaml', ...flags.slice(1)]);
      expect(await runIn(folder, ['generate', 'iris.yaml', ...flags])).toEqual(explained);
    },
  );

  it('says which limits are near or broken', async () => {
    const argv = ['explain', '--compare', 'none', '--steps'];
    const near = await runIn(scratchFolder(), [...argv, '170000']);
    expect(near.out).toMatch(/cells in Google Sheets +8,858,692 of 10,000,000: near the limit$/m);
    const beyond = await runIn(scratchFolder(), [...argv, '1000000']);
    expect(beyond.out).toMatch(/rows of a sheet +1,000,001 of 1,048,576: near the limit$/m);
    expect(beyond.out).toMatch(/Google Sheets +52,018,692 of 10,000,000: beyond the limit$/m);
    expect(beyond.err).toMatch(/^remark: the workbook has about 52,000,000 cells; Google Sheets/);
  });

  it.each([
    [['explain', '--steps', '2000000']],
    [['generate', '--describe', '--steps', '2000000']],
  ])('%j refuses what does not fit', async (argv) => {
    const { code, out, err } = await runIn(scratchFolder(), argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^error: 2,000,000 steps need 2,000,021 rows/);
  });

  it('has help that begins with examples that work, and names all rows', async () => {
    const folder = scratchFolder();
    const { out } = await runIn(folder, ['explain', '--help']);
    expect(out).toMatch(/^Examples:\n {2}gradsheet explain/);
    const lines = out.match(/^ {2}gradsheet .*$/gm) ?? [];
    expect(lines).toHaveLength(5);
    for (const line of lines) {
      const argv = line.trim().split(/ {2,}/)[0].split(' ').slice(1);
      expect(await runIn(folder, argv)).toMatchObject({ code: 0, built: undefined });
    }
    const names = Object.values(choicePlaces).flatMap(({ rows }) => Object.keys(rows));
    for (const name of [...names, ...initialiserNames]) expect(out).toContain(`  ${name} `);
    const keys = [fileFields, inlineFields].flatMap((table) =>
      Object.entries(table)
        .filter(([path, { synonym }]) => /^data\.\w+$/.test(path) && !synonym)
        .map(([path]) => path.replace('data.', '')),
    );
    const readme = readFileSync(new URL('../../templates/README.md', import.meta.url), 'utf8');
    const [, section] = /\n### Data sets\n(.*?)\n### /s.exec(readme)!;
    for (const key of keys) {
      expect(out).toContain(`  ${key} `);
      expect(section).toMatch(new RegExp(`\\b${key}\\b`));
    }
    // Holes of the tables.
    expect(out).not.toMatch(/\{\w+\}/);
  });
});

describe('what no workbook can hold', () => {
  const units = 3000;
  const lesson = `inputs: [1]
targets: [1]
layers:
  - { units: ${units}, activation: tanh, weights: xavier }
  - { units: 1, activation: linear, weights: xavier }
training: { steps: 1 }
compare: []
`;
  it.each(['explain', 'generate'])('%s refuses at once, with line and remedy', async (command) => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'wide.yaml'), lesson);
    const { code, err, built } = await runIn(folder, [command, 'wide.yaml']);
    expect([code, built]).toEqual([2, undefined]);
    expect(err).toMatch(
      /wide\.yaml, line 3: this network needs [\d,]+ columns, and a sheet has at most 16,384/,
    );
    expect(err).toMatch(/use fewer units/);
  });
  it('is told from what one can: a layer of 1,000', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'wide.yaml'), lesson.replace('3000', '1000'));
    const { code } = await runIn(folder, ['explain', 'wide.yaml']);
    expect(code).toBe(0);
  });
});
