import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { buildNetwork } from '../../src/network/network.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { faultsOnPaper, onLetter } from '../support/pdf.ts';
import { mazur, withTraining } from '../support/specs.ts';
import { templates } from '../support/templates.ts';
import { libreoffice } from './libreoffice.ts';
import { poppler, toPdf } from './picture.ts';
import { engineOrSkip } from './require.ts';
import { run, withTempFolder } from './tool.ts';

/** What is on each page that LibreOffice prints, without spaces, as indices have baselines of their own. */
async function printedPages(spec: Spec): Promise<string[]> {
  const { bytes } = await buildWorkbook(buildNetwork(spec));
  return withTempFolder(async (folder) => {
    const text = join(folder, 'text');
    await run('pdftotext', ['-raw', await toPdf(bytes, folder), text], { seconds: 60 });
    return (await readFile(text, 'utf8')).split('\f').map((page) => page.replace(/\s/g, ''));
  });
}

engineOrSkip(libreoffice, poppler)('a lesson of 2-2-2 on paper', () => {
  // With biases there is more to tell than without.
  it('has its lines on two pages at most, and its derivation on one', async () => {
    const spec = withTraining(mazur, { steps: 3 });
    const { narration, derivation } = planWorkbook(buildNetwork(spec)).networkSheet;
    const pages = await printedPages(spec);
    const plain = (text: string) => text.replace(/\s/g, '');
    const from = (text: string, count: number) => {
      const first = pages.findIndex((page) => page.includes(plain(text)));
      return pages.slice(first, first + count).join('');
    };
    const lines = from(', line by line', 2);
    for (const { title } of narration) expect(lines).toContain(plain(title));
    expect(lines).toContain(plain(narration.at(-1)!.lines.at(-1)!.symbols));
    const derived = from('Where the gradients come from', 1);
    for (const { number, title } of derivation) {
      expect(derived).toContain(plain(`${number} ${title}`).replaceAll('_', ''));
    }
    const { text } = derivation.at(-1)!.lines.at(-1)!;
    expect(derived).toContain(plain(text).replaceAll('_', ''));
  });
});

engineOrSkip(libreoffice, poppler)('on paper', () => {
  // One whose picture takes two pages, and one whose table of steps stands upright.
  it.each([
    ['deep', 'A4'],
    ['linear-regression', 'Letter'],
  ])(
    '%s on %s has no page that is nearly empty, and none of a hidden sheet',
    async (name, paper) => {
      const { spec } = templates().find((each) => each.name === name)!;
      const short = withTraining({ ...spec, compare: spec.compare.slice(0, 2) }, { steps: 45 });
      const { bytes } = await buildWorkbook(buildNetwork(short));
      expect(await faultsOnPaper(paper === 'A4' ? bytes : await onLetter(bytes))).toEqual([]);
    },
  );
});
