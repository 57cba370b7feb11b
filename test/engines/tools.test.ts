import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { handMade } from '../xlsx/reader/files.ts';
import { libreoffice } from './libreoffice.ts';
import { openXmlValidator, validate } from './openxml.ts';
import { poppler, toPng } from './picture.ts';
import { engineOrSkip } from './require.ts';
import { findProgram, run, withTempFolder } from './tool.ts';

const sound = () => handMade({ sheets: { S: '<row r="1"><c r="A1"><v>1</v></c></row>' } });

engineOrSkip(openXmlValidator)('the Open XML validator', () => {
  it('passes a sound file and names what is wrong with others', async () => {
    const [none, order, zip] = await validate([
      await sound(),
      await handMade({ sheets: { S: '<row r="1"><c r="A1"><v>1</v><f>2</f></c></row>' } }),
      new Uint8Array(100),
    ]);
    expect(none).toEqual([]);
    expect(order).toEqual([expect.stringMatching(/worksheets.0.xml.*unexpected child element/)]);
    expect(zip).toHaveLength(1);
  });
});

engineOrSkip(libreoffice, poppler)('a picture', () => {
  it('is made of every page', async () => {
    const row = '<row r="1"><c r="A1" t="inlineStr"><is><t>gradsheet</t></is></c></row>';
    const bytes = await handMade({ sheets: { One: row, Two: row } });
    await withTempFolder(async (folder) => {
      const pages = await toPng(bytes, folder, { name: 'sheet', dpi: 20 });
      expect(pages.map((page) => page.slice(folder.length + 1))).toEqual([
        'sheet-1.png',
        'sheet-2.png',
      ]);
      expect((await readFile(pages[0])).subarray(1, 4).toString()).toBe('PNG');
    });
  });
});

describe('run', () => {
  it('says what a failing program said', async () => {
    const failing = run('sh', ['-c', 'echo oops >&2; exit 3'], { seconds: 5 });
    await expect(failing).rejects.toThrow(/ended with 3\noops/);
  });

  it('ends a program that takes too long, and its children', async () => {
    const start = performance.now();
    const slow = run('sh', ['-c', 'sleep 20 & sleep 20; echo done'], { seconds: 0.2 });
    await expect(slow).rejects.toThrow(/still running after 0.2 s/);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('gives a program nothing to read', async () => {
    await run('cat', [], { seconds: 5 });
  });

  it('reports a program that is not there', async () => {
    await expect(run('no-such-program', [], { seconds: 5 })).rejects.toThrow(/ENOENT/);
    expect(findProgram('no-such-program')).toBeUndefined();
  });
});
