import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { train } from '../../src/numeric/train.ts';
import { headedTables } from '../../src/verify/table.ts';
import { libreoffice } from '../engines/libreoffice.ts';
import { openXmlValidator, validate } from '../engines/openxml.ts';
import { engineOrSkip } from '../engines/require.ts';
import { columnCount, valueByName } from '../support/oracle.ts';
import { seed, withTraining } from '../support/specs.ts';

const STEPS = 50_000;

describe('50,000 steps', async () => {
  const network = buildNetwork({ ...withTraining(seed, { steps: STEPS }), compare: [] });
  const { bytes, formulas } = await buildWorkbook(network);

  it('make over two million formulas in at most 6 bytes each', () => {
    expect(formulas).toBeGreaterThan(2_000_000);
    expect(bytes.length / formulas).toBeLessThanOrEqual(6);
  });

  engineOrSkip(openXmlValidator)('validate', () => {
    it('without an error', async () => {
      expect(await validate([bytes])).toEqual([[]]);
    }, 300_000);
  });

  engineOrSkip(libreoffice)('recalculate in LibreOffice', () => {
    it("to the engine's values", async () => {
      const [cells] = await libreoffice.recalculate([bytes]);
      const { rows } = cells.sheets.get('Training')!;
      const [{ headerRow, columns }] = headedTables(cells.sheets.get('Training')!);
      const trace = train(network);
      const wrong: string[] = [];
      let compared = 0;
      for (const step of [0, 1, 1000, STEPS]) {
        for (const [name, column] of columns) {
          const expected = name === 'step' ? undefined : valueByName(trace, name, step);
          if (expected === undefined) continue;
          compared++;
          const got = rows.get(headerRow + 1 + step)?.get(column)?.value as number;
          const allowed = 1e-14 + 1e-12 * Math.abs(expected);
          if (!(Math.abs(got - expected) <= allowed)) wrong.push(`${name} at ${step}: ${got}`);
        }
      }
      expect(compared).toBe(4 * columnCount(network));
      expect(wrong).toEqual([]);
    }, 600_000);
  });
});
