import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { SHEETS } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { parametersOf } from '../../src/network/parameters.ts';
import { checkGradients } from '../../src/numeric/check/check.ts';
import { runOf } from '../../src/numeric/run.ts';
import { specToYaml } from '../../src/spec/print.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { namesOf } from '../../src/symbolic/names.ts';
import { compareCells, formatDifferences } from '../../src/verify/compare.ts';
import { spreadOf } from '../../src/verify/noise.ts';
import { quotientSpread } from '../../src/verify/quotients.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import type { Engine } from '../engines/engine.ts';
import { gnumeric } from '../engines/gnumeric.ts';
import { recompute } from '../engines/hyperformula.ts';
import { libreoffice } from '../engines/libreoffice.ts';
import {
  editAll,
  expectFound,
  type Findings,
  faultsOf,
  missedIn,
  plantAll,
  spoiltFile,
  subjectOf,
} from '../engines/planted.ts';
import { engineOrSkip } from '../engines/require.ts';
import { isSameText } from '../support/same-text.ts';
import { anySpec } from '../support/specs.ts';
import { templates } from '../support/templates.ts';

const RATES = [1e-3, 1e-2, 0.1, 1, 10, 100, 1e3, 1e4, 1e5, 1e6];

const atRate = (spec: Spec, learningRate: number): Spec => ({
  ...spec,
  training: { ...spec.training, learningRate },
});

/** Short runs: what holds in a few rows holds in many. */
const short = (spec: Spec): Spec => ({
  ...spec,
  training: { ...spec.training, steps: Math.min(4, spec.training.steps) },
});

const SMALL = [
  'simple-backprop',
  'mazur',
  'linear-regression',
  'logistic-regression',
  'momentum',
  'adam',
  'xor',
];
const subjects: Spec[] = [
  ...templates().flatMap(({ name, spec }) => (SMALL.includes(name) ? [short(spec)] : [])),
  ...fc
    .sample(anySpec({ maxSteps: 4 }), { numRuns: 13, seed: 11 })
    .map((spec, i) => ({ ...spec, name: `Random ${i + 1}` })),
];

describe('random networks', () => {
  it('2,000 of them have no gradient called wrong, at any rate and step', () => {
    const marks = new Map<number, Record<string, number>>();
    const specs = fc.sample(anySpec({ maxSteps: 8 }), { numRuns: 2000, seed: 20261126 });
    for (const [i, spec] of specs.entries()) {
      const rate = RATES[i % RATES.length];
      const network = buildNetwork(atRate(spec, rate));
      const run = runOf(network);
      const tally = marks.get(rate) ?? {};
      marks.set(rate, tally);
      for (let step = 0; step <= network.steps; step++) {
        const sample = step % network.samples.length;
        const { gradients } = checkGradients(run, parametersOf(network), { step, sample });
        for (const { mark, remark } of gradients) {
          const key = `${mark} ${remark}`.trim();
          tally[key] = (tally[key] ?? 0) + 1;
        }
        const wrong = gradients.filter(({ mark }) => mark === '✗');
        const names = wrong.map(({ parameter }) => namesOf(network).of(parameter));
        expect(names, `step ${step} of\n${specToYaml(network.spec)}`).toEqual([]);
      }
    }
    for (const [rate, tally] of marks) {
      const all = Object.values(tally).reduce((a, b) => a + b);
      const shares = Object.entries(tally).map(
        ([key, n]) => `${key} ${((100 * n) / all).toFixed(1)} %`,
      );
      console.log(`η = ${rate}: ${all} gradients, ${shares.join(', ')}`);
      expect(tally['✓'] / all).toBeGreaterThan(rate <= 1 ? 0.95 : rate <= 10 ? 0.75 : 0.3);
    }
  });

  it('100 of them read on the sheet as the engine says, at any rate and a later step', async () => {
    const specs = fc.sample(anySpec({ maxSteps: 6 }), { numRuns: 100, seed: 5 });
    for (const [i, spec] of specs.entries()) {
      const network = buildNetwork({ ...atRate(spec, RATES[i % RATES.length]), compare: [] });
      const selection = {
        selectedStep: Math.min(network.steps, 1 + (i % 3)),
        selectedSample: i % network.samples.length,
      };
      const cells = await readCells((await buildWorkbook(network, selection)).bytes);
      const got = recompute(cells);
      const quotients = quotientSpread(network, selection);
      const options = { formulasOnly: true, sameText: isSameText } as const;
      const ofCheck = (all: ReturnType<typeof compareCells>) =>
        all.filter(({ sheet }) => sheet === SHEETS.gradientCheck || sheet === SHEETS.training);
      let differences = ofCheck(compareCells(cells, got, { ...options, spread: quotients }));
      if (differences.length > 0) {
        const spread = await spreadOf(network, cells, selection);
        differences = ofCheck(
          compareCells(cells, got, {
            ...options,
            spread: (sheet, cell) => Math.max(quotients(sheet), spread(sheet, cell)),
          }),
        );
      }
      expect(formatDifferences(differences), specToYaml(network.spec)).toBe('');
    }
  });
});

describe('HyperFormula', () => {
  it('finds 240 planted faults', async () => {
    const findings: Findings[] = [];
    for (const [i, spec] of subjects.entries()) {
      const subject = await subjectOf(spec);
      findings.push(plantAll(subject, faultsOf(subject, 12, i)));
    }
    console.log(`${findings.reduce((sum, { counted }) => sum + counted, 0)} of 240 count`);
    expectFound(findings, 240);
  });

  it('blames none of 200 harmless edits', async () => {
    const blamed: string[] = [];
    for (const [i, spec] of subjects.entries()) {
      blamed.push(...editAll(await subjectOf(spec), 10, i));
    }
    expect(blamed).toEqual([]);
  });
});

for (const engine of [libreoffice, gnumeric] satisfies Engine[]) {
  engineOrSkip(engine)(engine.name, () => {
    it('finds 70 planted faults', async () => {
      const missed: string[] = [];
      for (const [i, spec] of subjects.slice(0, 10).entries()) {
        const subject = await subjectOf(spec);
        const faults = faultsOf(subject, 7, i);
        const files = await Promise.all(faults.map((fault) => spoiltFile(subject, fault)));
        missed.push(...missedIn(subject, faults, await engine.recalculate(files)));
      }
      expect(missed).toEqual([]);
    });
  });
}
