import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { runIn, scratchFolder, stdinOf, workbook } from './world.ts';

const spec = (file: string) =>
  `data: { file: ${JSON.stringify(file)}, inputs: [x], targets: [y] }\nlayers: [{ units: 1, weights: he }]\n`;
const csv = 'x,y\n1,2\n3,4\n';

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
  it.each(['beside.csv', './data/below.csv', '../top.csv'])(
    'is found from where its spec is: %s',
    async (file) => {
      const { code, err, built } = await runIn(lessonFolder(file), lesson);
      expect([code, err]).toEqual([0, expect.stringMatching(/^remark: no learning|^$/)]);
      expect(built?.spec.data?.inputs).toEqual([[1], [3]]);
    },
  );

  it('may have an absolute path', async () => {
    const folder = lessonFolder('beside.csv');
    writeFileSync(join(folder, 'lessons', 'lesson.yaml'), spec(join(folder, 'top.csv')));
    expect(await runIn(folder, lesson)).toMatchObject({ code: 0 });
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
    ['/dev/zero', /cannot read \/dev\/zero: it is not a file/, /path of a CSV file/],
  ])('%j is refused', async (file, message, hint) => {
    const { code, out, err } = await runIn(lessonFolder(file), lesson);
    expect([code, out]).toEqual([2, '']);
    const [first, second] = err.split('\n');
    expect(first).toMatch(/^error: lessons.lesson\.yaml, line 1: /);
    expect(first).toMatch(message);
    expect(second).toMatch(hint);
  });

  it('goes into variants, and stays what it is', async () => {
    const made: unknown[] = [];
    const world: Partial<Io> = {
      startPool: async () => ({
        make: async ({ spec }) => {
          made.push(spec.data?.inputs);
          return { ...workbook, bytes: new Uint8Array(1) };
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
