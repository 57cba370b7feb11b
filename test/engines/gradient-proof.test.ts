import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { activationOf } from '../../src/functions/activations.ts';
import { CHECK } from '../../src/layout/check/layout.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { DATA } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { checkedParameters, parametersOf } from '../../src/network/parameters.ts';
import { checkGradients } from '../../src/numeric/check/check.ts';
import { runOf } from '../../src/numeric/run.ts';
import { ref } from '../../src/ref.ts';
import { specToYaml } from '../../src/spec/print.ts';
import { namesOf } from '../../src/symbolic/names.ts';
import { headedTables } from '../../src/verify/table.ts';
import { cellAddress } from '../../src/xlsx/address.ts';
import { type Cells, cellAt } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { anySpec, seed } from '../support/specs.ts';
import { templates } from '../support/templates.ts';
import { editFile, setFormula } from './edit.ts';
import type { Engine } from './engine.ts';
import { gnumeric } from './gnumeric.ts';
import { hyperformula } from './hyperformula.ts';
import { libreoffice } from './libreoffice.ts';
import { engineOrSkip } from './require.ts';

/** Parameter → mark, as the sheet shows them. */
function marksIn(cells: Cells): Record<string, unknown> {
  const rows = [...cells.sheets.get('Gradient check')!.rows].filter(
    ([at, row]) => at >= CHECK.firstRow && /^[✓✗–]$/.test(String(row.get(CHECK.mark)?.value)),
  );
  return Object.fromEntries(
    rows.map(([, row]) => [row.get(CHECK.parameter)?.value, row.get(CHECK.mark)?.value]),
  );
}

const RATES = [1e-3, 0.1, 1, 100, 1e4, 1e6];

describe('random networks', () => {
  it('have no gradient called wrong, at any rate and any step, and most of them proven', () => {
    let [all, proven] = [0, 0];
    const specs = fc.sample(anySpec({ maxSteps: 8 }), { numRuns: 120, seed: 7 });
    for (const [i, spec] of specs.entries()) {
      const learningRate = RATES[i % RATES.length];
      const network = buildNetwork({ ...spec, training: { ...spec.training, learningRate } });
      const run = runOf(network);
      for (let step = 0; step <= network.steps; step++) {
        const sample = step % network.samples.length;
        const { gradients } = checkGradients(run, parametersOf(network), { step, sample });
        const wrong = gradients.filter(({ mark }) => mark === '✗');
        const names = wrong.map(({ parameter }) => namesOf(network).of(parameter));
        expect(names, `step ${step} of\n${specToYaml(network.spec)}`).toEqual([]);
        if (learningRate > 1) continue;
        all += gradients.length;
        proven += gradients.filter(({ mark }) => mark === '✓').length;
      }
    }
    expect(proven / all).toBeGreaterThan(0.95);
  });
});

/** The historical slip of the seed's cells: a_h1·(1 − a_h1) where the derivation says a_h2. */
async function withSlip(): Promise<Uint8Array> {
  const network = buildNetwork({ ...seed, training: { ...seed.training, steps: 12 }, compare: [] });
  const { bytes } = await buildWorkbook(network);
  const cells = await readCells(bytes);
  const [{ headerRow, columns }] = headedTables(cells.sheets.get('Training')!);
  const address = (name: string) => {
    const column = columns.get(name)!;
    return cells.sheets
      .get('Training')!
      .rows.get(headerRow + 1)!
      .get(column)!.address;
  };
  const slip = (input: string) =>
    `${address('∂E/∂a_h2')}*${address('a_h1')}*(1-${address('a_h1')})*${address(input)}`;
  const third = await setFormula(bytes, {
    sheet: 'Training',
    cell: address('∂E/∂w3'),
    formula: slip('i1'),
  });
  return setFormula(third, { sheet: 'Training', cell: address('∂E/∂w4'), formula: slip('i2') });
}

describe.each<Engine>([hyperformula, libreoffice, gnumeric])('$name', (engine) => {
  engineOrSkip(engine)('recalculates the slip of the seed', () => {
    it('and flags it at exactly the two weights it spoils', async () => {
      const [cells] = await engine.recalculate([await withSlip()]);
      expect(marksIn(cells)).toEqual({
        w1: '✓',
        w2: '✓',
        w3: '✗',
        w4: '✗',
        w5: '✓',
        w6: '✓',
        w7: '✓',
        w8: '✓',
      });
      expect(cellAt(cells, 'Gradient check', `B${CHECK.proofRow}`)?.value).toBe(
        '2 of 8 gradients at step 0 are wrong · ∂E/∂w4 at step 0 does not follow its formula',
      );
    }, 120_000);
  });
});

describe('a kink', () => {
  it('between the two passes leaves a gradient unmarked, with the reason', async () => {
    const spec = { ...seed, inputs: [0.1, -0.05], compare: [] };
    const network = buildNetwork({ ...spec, training: { ...spec.training, steps: 2 } });
    // w1·i1 + w2·i2 = 0.1·0.1 − 0.2·0.05 = 0: exactly at the kink.
    network.layers[0].weights.set([0.1, 0.2]);
    const kinked = {
      ...network,
      layers: [{ ...network.layers[0], activation: activationOf('relu') }, network.layers[1]],
    };
    const { bytes } = await buildWorkbook(kinked);
    const cells = await readCells(bytes);
    const [recalculated] = await hyperformula.recalculate([bytes]);
    for (const each of [cells, recalculated]) {
      expect(marksIn(each)).toMatchObject({ w1: '–', w2: '–', w3: '✓', w5: '✓' });
      const row = each.sheets.get('Gradient check')!.rows.get(CHECK.firstRow)!;
      expect(row.get(CHECK.remark)?.value).toBe('crosses a kink');
    }
  });
});

it('checks a seeded sample of a network with many parameters and says so', async () => {
  const wide = buildNetwork({
    ...seed,
    layers: [20, 2].map((units, l) => ({
      units,
      activation: 'tanh',
      weights: Array.from({ length: units }, (_, j) =>
        Array.from({ length: [2, 20][l] }, (_, k) => Math.sin(j * 7 + k + l) / 2),
      ),
      biases: null,
    })),
    training: { ...seed.training, steps: 1 },
    compare: [],
  });
  expect(parametersOf(wide)).toHaveLength(80);
  const sample = checkedParameters(wide);
  expect(sample).toHaveLength(64);
  expect(checkedParameters(wide)).toEqual(sample);
  const cells = await readCells((await buildWorkbook(wide)).bytes);
  const say = (row: number, column: string) => cellAt(cells, 'Gradient check', `${column}${row}`);
  expect(say(CHECK.gradientsRow, 'B')?.value).toBe('64 of the 80 gradients at step 0 proven');
  expect(say(CHECK.aboutRow, 'A')?.value).toMatch(/^A sample of 64 of the 80 parameters/);
});

it('says so where the targets of a sample no longer add up to 1', async () => {
  const { spec } = templates().find(({ name }) => name === 'softmax-classifier')!;
  const plan = planWorkbook(buildNetwork(spec));
  const { column } = plan.data!.placeOf(ref('target', 0, 0));
  const cell = cellAddress(column, DATA.firstRow);
  const { bytes } = await buildWorkbook(buildNetwork(spec));
  const [cells] = await hyperformula.recalculate([
    await editFile(bytes, [{ sheet: 'Data', cell, value: 0.25 }]),
  ]);
  expect(cellAt(cells, 'Gradient check', `B${CHECK.gradientsRow}`)?.value).toBe(
    'the targets of this sample do not add up to 1',
  );
});
