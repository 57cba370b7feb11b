import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { faultsOnPaper, onLetter } from '../support/pdf.ts';
import { templates } from '../support/templates.ts';

describe.each(templates())('$name on paper', ({ spec }) => {
  it('has no page that is nearly empty, and none of a hidden sheet, on A4 and on Letter', {
    timeout: 1_200_000,
  }, async () => {
    const { bytes } = await buildWorkbook(buildNetwork(spec));
    expect(await faultsOnPaper(bytes)).toEqual([]);
    expect(await faultsOnPaper(await onLetter(bytes))).toEqual([]);
  });
});
