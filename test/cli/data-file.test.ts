import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { runIn, scratchFolder, stdinOf, variant } from './world.ts';

const spec = (file: string) =>
  `data: { file: ${JSON.stringify(file)}, inputs: [x], targets: [y] }\nlayers: [{ units: 1, weights: he }]\n`;
const csv = 'x,y\n1,0\n3,1\n';

/** `lessons/lesson.yaml` that names a file, beside which there are some. */
function lessonFolder(file: string): string {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'lessons', 'data'), { recursive: true });
  writeFileSync(join(folder, 'lessons', 'lesson.yaml'), spec(file));
  for (const path of ['top.csv', 'lessons/beside.csv', 'lessons/data/below.csv']) {
    writeFileSync(join(folder, path), csv);
  }
  writeFileSync(join(folder, 'lessons', 'large.csv'), csv + 'x'.repeat(6_000_000));
  return folder;
}

const lesson = ['generate', join('lessons', 'lesson.yaml')];

describe('the file of a data set', () => {
  it.each([
    ['beside.csv', lesson],
    ['./data/below.csv', lesson],
    ['../top.csv', [...lesson, '--data-anywhere']],
  ])('is found from where its spec is: %s', async (file, argv) => {
    const { code, err, built } = await runIn(lessonFolder(file), argv);
    expect([code, err]).toEqual([0, expect.stringMatching(/^remark: no learning|^$/)]);
    expect(built?.spec.data?.inputs).toEqual([[1], [3]]);
  });

  it('may have an absolute path', async () => {
    const folder = lessonFolder('beside.csv');
    writeFileSync(join(folder, 'lessons', 'lesson.yaml'), spec(join(folder, 'top.csv')));
    const argv = [...lesson, '--data-anywhere'];
    expect(await runIn(folder, argv)).toMatchObject({ code: 0 });
    writeFileSync(join(folder, 'lessons', 'lesson.yaml'), spec(join(folder, 'lessons/beside.csv')));
    expect(await runIn(folder, lesson)).toMatchObject({ code: 0 });
  });

  it.each([
    ['above', '../top.csv'],
    ['named from the root', '/etc/hostname'],
    ['that is not there', '../none.csv'],
    ['that only looks below', 'data/../../top.csv'],
    ['behind a link', 'link.csv'],
    ['in a folder behind a link', 'away/top.csv'],
  ])('is not read outside the folder of its spec: one %s', async (_what, file) => {
    const folder = lessonFolder(file);
    symlinkSync(join(folder, 'top.csv'), join(folder, 'lessons', 'link.csv'));
    symlinkSync(folder, join(folder, 'lessons', 'away'));
    for (const command of ['generate', 'explain']) {
      const { code, out, err } = await runIn(folder, [command, lesson[1]]);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(
        /lies outside the folder of the description, and was not read\nhint: {2}put the file beside the description; .* --data-anywhere\n$/,
      );
    }
  });

  it('may lie behind a link that leads below, in a folder that is one', async () => {
    const folder = lessonFolder('link.csv');
    symlinkSync(join(folder, 'lessons/data/below.csv'), join(folder, 'lessons', 'link.csv'));
    symlinkSync(join(folder, 'lessons'), join(folder, 'linked'));
    expect(await runIn(folder, ['generate', 'linked/lesson.yaml'])).toMatchObject({ code: 0 });
  });

  it('is never written over, nor is the spec', async () => {
    const folder = lessonFolder('beside.csv');
    symlinkSync(join(folder, 'lessons/lesson.yaml'), join(folder, 'other name.xlsx'));
    linkSync(join(folder, 'lessons/beside.csv'), join(folder, 'hard link.xlsx'));
    const before = readFileSync(join(folder, 'lessons/lesson.yaml'), 'utf8');
    for (const out of [
      'lessons/lesson.yaml',
      './lessons/../lessons/lesson.yaml',
      'lessons/beside.csv',
      'other name.xlsx',
      'hard link.xlsx',
    ]) {
      const { code, err, built } = await runIn(folder, [...lesson, '--out', out, '--force']);
      expect([code, built]).toEqual([2, undefined]);
      expect(err).toContain(
        `error: ${out} is a file that is read here, and would be lost\nhint:  choose another file`,
      );
    }
    expect(readFileSync(join(folder, 'lessons/lesson.yaml'), 'utf8')).toBe(before);
    // The answer key of these variants is called like the data.
    writeFileSync(join(folder, 'lessons/lesson-variants-1.csv'), csv);
    writeFileSync(join(folder, 'lessons/lesson.yaml'), spec('lesson-variants-1.csv'));
    const variants = ['--variants', '1', '--out-dir', 'lessons', '--force'];
    const { code, err } = await runIn(folder, [...lesson, ...variants]);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/lesson-variants-1\.csv is a file that is read here/),
    ]);
  });

  it('is found from the current folder for a spec from standard input', async () => {
    const world = { stdin: stdinOf(spec('top.csv')) };
    expect(await runIn(lessonFolder(''), ['generate', '-'], world)).toMatchObject({ code: 0 });
  });

  it.each([
    [
      'none.csv',
      /cannot read none\.csv \(.*none\.csv\): there is no such file/,
      /check the spelling/,
    ],
    ['data', /cannot read data \(.*\): it is not a file/, /path of a CSV file/],
    ['beside.csv/x', /a part of the path is a file/, /another/],
    ['large.csv', /large\.csv: the file is larger than 5 MB/, /a file of their own/],
    ['a\0b', /a path cannot contain NUL/, /another path/],
  ])('%j is refused', async (file, message, hint) => {
    const { code, out, err } = await runIn(lessonFolder(file), lesson);
    expect([code, out]).toEqual([2, '']);
    const [first, second] = err.split('\n');
    expect(first).toMatch(/^error: lessons.lesson\.yaml, line 1: /);
    expect(first).toMatch(message);
    expect(second).toMatch(hint);
  });

  it('is no device', async () => {
    const { code, err } = await runIn(lessonFolder('/dev/zero'), [...lesson, '--data-anywhere']);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/cannot read \/dev\/zero: it is not a file/),
    ]);
  });

  it('goes into variants, and stays what it is', async () => {
    const made: unknown[] = [];
    const world: Partial<Io> = {
      startPool: async () => ({
        make: async ({ spec }) => {
          made.push(spec.data?.inputs);
          return { ...variant, bytes: new Uint8Array(1) };
        },
        close: async () => {},
      }),
    };
    const argv = [...lesson, '--variants', '1'];
    const { code, out } = await runIn(lessonFolder('beside.csv'), argv, world);
    expect(made).toEqual([[[1], [3]]]);
    expect(code).toBe(0);
    expect(out).toMatch(/inputs +those of the data set/);
  });
});
