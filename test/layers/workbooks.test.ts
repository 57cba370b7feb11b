import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { CHECK } from '../../src/layout/check/layout.ts';
import { SHEETS } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { specToYaml } from '../../src/spec/print.ts';
import { kindOf } from '../../src/spec/shapes.ts';
import { compareCells, formatDifferences } from '../../src/verify/compare.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { recompute } from '../engines/hyperformula.ts';
import { anyKindSpec } from '../support/kinds.ts';
import { proveKinds } from '../support/prove-kinds.ts';
import { withTraining } from '../support/specs.ts';
import { templates } from '../support/templates.ts';

const BOUNDS: readonly number[] = [CHECK.offRow, CHECK.reachRow];
const rowOf = (cell: string) => Number(/\d+$/.exec(cell)?.[0]);

it(
  'workbooks of convolutional and recurrent networks recalculate to the values of the engine',
  () => proveKinds({ cases: 12, seed: 13 }),
  300_000,
);

it('descriptions of convolutional and recurrent networks are read back as they were', () =>
  fc.assert(
    fc.property(anyKindSpec(), (spec) => {
      const read = parseSpec(specToYaml(spec));
      expect({ layers: read.layers, shape: read.inputShape }).toEqual({
        layers: spec.layers,
        shape: spec.inputShape,
      });
      expect(parseSpec(specToYaml(read))).toEqual(read);
    }),
    { numRuns: 100, seed: 14, endOnFailure: true },
  ));

it('round-off in the gradient check is bounded by the same rule, wherever the factors stand', async () => {
  const random = fc.sample(anyKindSpec({ maxSteps: 1, maxRates: 0, maxSamples: 2 }), {
    numRuns: 6,
    seed: 15,
  });
  const mixed = templates().filter(({ spec }) =>
    spec.layers.some((layer) => kindOf(layer) !== 'dense'),
  );
  for (const spec of [...mixed.map((each) => each.spec), ...random]) {
    const { bytes } = await buildWorkbook(
      buildNetwork({ ...withTraining(spec, { steps: 1 }), compare: [] }),
    );
    const cells = await readCells(bytes);
    const sizes = compareCells(cells, recompute(cells), {
      formulasOnly: true,
      // Far below what other cells may be off: a bound of 1e-15 is compared with one of 1e-15.
      tolerance: { absolute: 0, relative: 1e-6 },
    }).filter(({ sheet, cell }) => sheet === SHEETS.gradientCheck && BOUNDS.includes(rowOf(cell)));
    expect(formatDifferences(sizes), specToYaml(spec)).toBe('');
  }
});
