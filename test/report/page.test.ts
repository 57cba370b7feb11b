import { expect, it } from 'vitest';
import { pageHtml, sectionHtml } from '../../src/report/page/page.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { drawCase } from '../audit/corpus/draw.ts';
import { reportOf } from '../audit/truth-report.ts';
import { handMade } from '../xlsx/reader/files.ts';

const evil = `<img src=x onerror="alert(1)">'"&\u202Etxt`;

it('marks every wrong cell that it shows, with its right value', async () => {
  const drawn = await drawCase('planted', 24);
  const report = reportOf(drawn, 'A33:AZ40');
  const html = sectionHtml(report, await readCells(drawn.bytes));
  const [{ rights }] = drawn.wrong;
  const marked = [...html.matchAll(/class="wrong" title="fault 1, (\w+); right: /g)].map(
    ([, cell]) => cell,
  );
  expect(marked.length).toBeGreaterThan(2);
  expect(marked.every((cell) => rights.has(cell))).toBe(true);
});

it('takes whatever a sheet or a file name says for text', async () => {
  const text = evil.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const bytes = await handMade({
    sheets: { S: `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>` },
  });
  const report = reportOf({ wrong: [] }, 'A1:B2');
  const tables = report.tables.map((table) => ({ ...table, sheet: 'S' }));
  const odd = {
    ...report,
    tables,
    sheets: ['S'],
    reason: evil,
    remarks: [{ sentence: evil, cells: evil }],
  };
  const html = sectionHtml(odd, await readCells(bytes));
  const page = pageHtml(
    [
      { file: evil, report: odd, html },
      { file: 'b', report: odd, html: '' },
    ],
    evil,
  );
  expect(page).not.toContain('<img');
  expect(page).not.toContain('\u202E');
  expect(page).not.toMatch(/<script|javascript:|https?:/);
  expect(
    page.match(/&lt;img src=x onerror=&quot;alert\(1\)&quot;&gt;&#39;&quot;&amp;/g)!.length,
  ).toBeGreaterThan(5);
});

it('has nothing from elsewhere in it', () => {
  const report = reportOf({ wrong: [] }, 'A1:B2');
  const page = pageHtml(
    [{ file: 'a.xlsx', report, html: sectionHtml(report, undefined) }],
    '1.0.0',
  );
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  expect(page).not.toMatch(/\b(?:src|href)="(?!#)/);
  expect(page).not.toContain('url(');
});
