import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditGuarded, defaultAuditLimits } from '../../src/cli/audit/guard.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { drawCase } from '../audit/corpus/draw.ts';
import { usualSheet } from '../audit/example.ts';
import { runIn, scratchFolder } from './world.ts';

const wrong = await usualSheet({ steps: 5 });
const right = (await drawCase('clean', 13)).bytes;

function folderWith(files: Readonly<Record<string, Uint8Array>>): string {
  const cwd = scratchFolder();
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(cwd, name), bytes);
  return cwd;
}

describe('audit', () => {
  it('names the wrong columns, and exits with 1', async () => {
    const cwd = folderWith({ 'a.xlsx': wrong });
    const { code, out } = await runIn(cwd, ['audit', 'a.xlsx']);
    expect(code).toBe(1);
    expect(out).toContain('a.xlsx: 2 faults');
    expect(out).toContain('∂E/∂w3 Sheet1!Z6:Z11');
    expect(out).toContain('uses J6 (a_h1) twice where the chain rule has L6 (a_h2)');
    expect(readFileSync(join(cwd, 'a.xlsx')).equals(wrong)).toBe(true);
  });

  it('exits with 0 where nothing is wrong', async () => {
    const { code, out } = await runIn(folderWith({ 'b.xlsx': right }), ['audit', 'b.xlsx']);
    expect(out).toContain('b.xlsx: nothing wrong');
    expect(code).toBe(0);
  });

  it('audits a class, goes on where a file is none, and exits with the worst', async () => {
    const none = new TextEncoder().encode('w1,w2\n1,2\n');
    const cwd = folderWith({ 'a.xlsx': wrong, 'b.xlsx': right, 'c.xlsx': none });
    const files = ['a.xlsx', 'b.xlsx', 'c.xlsx', 'missing.xlsx'];
    const { code, out } = await runIn(cwd, ['audit', ...files]);
    expect(code).toBe(2);
    expect(out).toContain('4 workbooks: 1 right, 1 wrong, 2 that cannot be audited');
    expect(out).toMatch(/c\.xlsx: cannot be audited\n {2}.*a text, perhaps a CSV file/);
    expect(out).toMatch(/missing\.xlsx: cannot be audited\n {2}.*no such file/);
  });

  it('tells programs everything', async () => {
    const cwd = folderWith({ 'a.xlsx': wrong });
    const { code, out } = await runIn(cwd, ['audit', 'a.xlsx', '--json']);
    expect(code).toBe(1);
    const { files } = JSON.parse(out);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({ file: join(cwd, 'a.xlsx'), verdict: 'faults' });
    expect(files[0].tables[0]).toMatchObject({ range: 'A6:AE11', orientation: 'rows', steps: 6 });
    expect(files[0].faults[0].corrections).toHaveLength(6);
  });

  it('writes a page and a marked copy, and replaces nothing', async () => {
    const cwd = folderWith({ 'a.xlsx': wrong, 'mine.html': new Uint8Array([1]) });
    const flags = ['--html', 'r.html', '--annotate', 'm.xlsx'];
    expect((await runIn(cwd, ['audit', 'a.xlsx', ...flags])).code).toBe(1);
    expect(readFileSync(join(cwd, 'r.html'), 'utf8')).toContain('<h1>Audit of a.xlsx</h1>');
    const copy = await readCells(readFileSync(join(cwd, 'm.xlsx')));
    expect([...copy.sheets.keys()]).toEqual(['Audit', 'Sheet1']);
    const refused = await runIn(cwd, ['audit', 'a.xlsx', '--html', 'mine.html']);
    expect(refused.code).toBe(2);
    expect(refused.err).toBe(
      'error: mine.html exists and has other content\n' +
        'hint:  replace it with --force, or choose another file with --html\n',
    );
    expect(refused.out).toContain('a.xlsx: 2 faults');
  });

  it.each([
    ['--html', /--html .*report\.html/],
    ['--annotate', /--annotate .*marked\.xlsx/],
  ])('refuses a folder for %s', async (flag, hint) => {
    const cwd = folderWith({ 'a.xlsx': wrong });
    const { code, out, err } = await runIn(cwd, ['audit', 'a.xlsx', flag, '.']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(hint);
  });

  it.each([
    [['--loss', 'nowhere'], /--loss W33/],
    [['--parameter', 'w1'], /--parameter w1=E33/],
    [['--html', ''], /--html report\.html/],
    [['--annotate', 'x.xlsx', 'b.xlsx'], /one file at a time/],
    [['--seconds', '0'], /--seconds 300/],
  ])('refuses %j', async (flags, hint) => {
    const cwd = folderWith({ 'a.xlsx': wrong });
    const { code, err } = await runIn(cwd, ['audit', 'a.xlsx', ...flags]);
    expect(code).toBe(2);
    expect(err).toMatch(hint);
    expect(existsSync(join(cwd, 'x.xlsx'))).toBe(false);
  });
});

describe('in a thread of its own', () => {
  const task = { options: {}, html: false, annotate: false } as const;

  it('a workbook is audited alike', async () => {
    const { report } = await auditGuarded({ ...task, bytes: wrong.slice() }, defaultAuditLimits);
    expect(report.faults.map(({ symbol }) => symbol)).toEqual(['∂E/∂w3', '∂E/∂w4']);
  });

  it('one that takes too long is given up', async () => {
    const limits = { ...defaultAuditLimits, readSeconds: 0.001 };
    const { report } = await auditGuarded({ ...task, bytes: wrong.slice() }, limits);
    expect(report).toMatchObject({ verdict: 'cannot audit' });
    expect(report.reason).toMatch(/given up: to read it takes more than 0\.001 seconds/);
  });
});
