import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { activationNames } from '../../src/functions/activations.ts';
import { initialiserNames } from '../../src/functions/initialisers.ts';
import { lossNames } from '../../src/functions/losses.ts';
import { optimizerNames } from '../../src/functions/optimizers.ts';
import { scheduleNames } from '../../src/functions/schedules.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { keysAt } from '../../src/spec/places.ts';
import { listTemplates, readStarter, readTemplate } from '../../src/spec/templates.ts';
import { runIn, scratchFolder } from './world.ts';

/** The keys of a spec, of a layer and of `training`. */
const mainKeys = [[], ['layers', 0], ['training']].flatMap((group) => keysAt(group, {}));

describe('init', () => {
  it('writes a description to begin with, and says what to do with it', async () => {
    const folder = scratchFolder();
    const { code, out, err } = await runIn(folder, ['init']);
    expect([code, err, readdirSync(folder)]).toEqual([0, '', ['my-lesson.yaml']]);
    expect(out).toMatch(/^wrote my-lesson\.yaml\n/);
    expect(out).toMatch(/^ {2}gradsheet generate my-lesson\.yaml {4}makes the workbook$/m);
    const text = readFileSync(join(folder, 'my-lesson.yaml'), 'utf8');
    expect(text).toContain('# Make it:  gradsheet generate my-lesson.yaml\n');
    const made = await runIn(folder, ['generate', 'my-lesson.yaml']);
    expect([made.code, made.err]).toEqual([0, '']);
  });

  // biome-ignore format: one case a line
  it.each([
    [['init', 'mazur'], 'my-mazur.yaml', 'My mazur'],
    [['init', '--out', 'yes.yaml'], 'yes.yaml', 'Yes'],
    [['init', '--out', '2026-11 #1: a.yaml'], '2026-11 #1: a.yaml', '2026 11 #1: a'],
    [['init', '--out', '…-.yaml'], '…-.yaml', '…'],
    [['init', '--out', '-.yaml'], '-.yaml', 'My lesson'],
  ])('gives the copy a title of its own: %j', async (argv, file, title) => {
    const folder = scratchFolder();
    expect(await runIn(folder, argv)).toMatchObject({ code: 0 });
    expect(parseSpec(readFileSync(join(folder, file), 'utf8')).name).toBe(title);
  });

  it('never replaces a file', async () => {
    const folder = scratchFolder();
    await runIn(folder, ['init']);
    expect((await runIn(folder, ['init'])).out).toMatch(/^my-lesson\.yaml is there already\n/);
    writeFileSync(join(folder, 'my-lesson.yaml'), 'name: mine\n');
    const { code, err } = await runIn(folder, ['init']);
    expect(code).toBe(2);
    expect(err).toBe(
      'error: my-lesson.yaml exists and has other content\n' +
        'hint:  choose another file: `gradsheet init --out my-lesson-2.yaml`\n',
    );
    expect(readFileSync(join(folder, 'my-lesson.yaml'), 'utf8')).toBe('name: mine\n');
    expect((await runIn(folder, ['init', '--force'])).code).toBe(2);
  });

  it.each(listTemplates().map(({ name }) => name))(
    'copies %s, which makes the same',
    async (name) => {
      const folder = scratchFolder();
      expect(await runIn(folder, ['init', name, '--out', 'week 3.yaml'])).toMatchObject({
        code: 0,
      });
      const text = readFileSync(join(folder, 'week 3.yaml'), 'utf8');
      expect(text).toMatch(/^# Make it: {2}gradsheet generate "week 3\.yaml"/m);
      const [copied, original] = [
        await runIn(folder, ['generate', 'week 3.yaml']),
        await runIn(folder, ['generate', name]),
      ];
      expect(copied.built?.spec).toEqual({ ...original.built?.spec, name: 'Week 3' });
      expect(readdirSync(join(folder, 'output'))).toHaveLength(2);
    },
  );

  it.each([
    [['init', 'mazr'], /there is no template "mazr"/, /did you mean `mazur`/],
    [['init', '--out', 'folder/'], /folder\/ is a folder/, /folder\/week3\.yaml/],
    [['init', '--out', '-'], /init writes a file/, /`gradsheet templates mazur`/],
    [['init', '--out', ''], /the file is missing/, /--out week3\.yaml/],
  ])('%j is refused', async (argv, message, hint) => {
    const folder = scratchFolder();
    const { code, err } = await runIn(folder, argv);
    expect([code, readdirSync(folder)]).toEqual([2, []]);
    expect(err).toMatch(message);
    expect(err).toMatch(hint);
  });
});

describe('the description to begin with', () => {
  it('is valid, without a remark, and names all there is', () => {
    const remarks: string[] = [];
    parseSpec(readStarter(), { onRemark: (remark) => remarks.push(remark) });
    expect(remarks).toEqual([]);
    const names = [
      activationNames,
      lossNames,
      optimizerNames,
      scheduleNames,
      initialiserNames,
    ].flat();
    for (const word of [...mainKeys, ...names]) {
      expect(readStarter()).toMatch(new RegExp(`(?<![\\w-])${word}(?![\\w-])`));
    }
  });
});

describe('templates', () => {
  it('prints the text of one, with the command that was called', async () => {
    const { code, out } = await runIn(scratchFolder(), ['templates', 'mazur']);
    expect(code).toBe(0);
    expect(out).toBe(
      readTemplate('mazur').replace('npm start -- mazur', 'gradsheet generate mazur'),
    );
    const json = await runIn(scratchFolder(), ['templates', 'mazur', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ name: 'mazur', text: out });
  });

  it('has no such one', async () => {
    const { code, err } = await runIn(scratchFolder(), ['templates', 'mazr']);
    expect([code, err]).toEqual([2, expect.stringMatching(/did you mean `mazur`/)]);
  });
});

describe('help', () => {
  it.each([['--help'], ['generate', '--help'], ['explain', '--help']])(
    'shows the main keys of a description: %s',
    async (...argv) => {
      const { out } = await runIn(
        scratchFolder(),
        argv.filter((each) => each !== undefined),
      );
      for (const key of mainKeys) expect(out).toMatch(new RegExp(`^ .*\\b${key}\\b`, 'm'));
    },
  );
});
