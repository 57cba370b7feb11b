import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GradsheetError } from '../../src/errors.ts';
import { activationNames } from '../../src/functions/activations.ts';
import { lossNames } from '../../src/functions/losses.ts';
import { readTemplate } from '../../src/spec/templates.ts';
import { version } from '../../src/version.ts';
import { valid } from '../spec/specs.ts';
import { runIn, scratchFolder, stdinOf, workbook } from './world.ts';

describe('generate', () => {
  it('makes the default lesson in output/ and says so', async () => {
    const folder = scratchFolder();
    const { code, out, err, built } = await runIn(folder, ['generate']);
    expect([code, err]).toEqual([0, '']);
    expect(out.split('\n')).toEqual([
      `wrote ${join('output', 'simple-backprop.xlsx')} (2 kB)`,
      '',
      '  sheets         Start, Network, Training',
      '  formulas       12,345',
      '  learning rate  1, for 67 steps',
      '  final loss     0.000123457',
      '  verdict        descending',
      '',
    ]);
    expect(built?.madeFrom).toBe('template simple-backprop');
    expect(readdirSync(join(folder, 'output'))).toEqual(['simple-backprop.xlsx']);
  });

  it('finds a second time that all is up to date', async () => {
    const folder = scratchFolder();
    await runIn(folder, ['generate']);
    const { code, out } = await runIn(folder, ['generate']);
    expect(code).toBe(0);
    expect(out).toMatch(/^output.simple-backprop\.xlsx is already up to date/);
  });

  it('refuses to replace other content without --force', async () => {
    const folder = scratchFolder();
    const argv = ['generate', '--out', 'a.xlsx', '--lr'];
    await runIn(folder, [...argv, '1']);
    const { code, err } = await runIn(folder, [...argv, '2']);
    expect(code).toBe(2);
    expect(err).toBe(
      'error: a.xlsx exists and has other content\nhint:  replace it with --force, or choose another file with --out\n',
    );
    expect((await runIn(folder, [...argv, '2', '--force'])).code).toBe(0);
  });

  it.each([
    [['--lr', '2'], 'simple-backprop-lr-2', { learningRate: 2, steps: 67 }],
    [['--lr', '-1'], 'simple-backprop-lr--1', { learningRate: -1 }],
    [['--lr=-1'], 'simple-backprop-lr--1', { learningRate: -1 }],
    [['--lr=1e-300'], 'simple-backprop-lr-1e-300', { learningRate: 1e-300 }],
    [['--steps', '10'], 'simple-backprop-steps-10', { steps: 10 }],
    [['mazur', '--steps=5', '--lr', '3'], 'mazur-lr-3-steps-5', { learningRate: 3, steps: 5 }],
  ])('with %j makes %s', async (argv, name, training) => {
    const folder = scratchFolder();
    const { code, built } = await runIn(folder, ['generate', ...argv]);
    expect(code).toBe(0);
    expect(built?.spec.training).toMatchObject(training);
    expect(readdirSync(join(folder, 'output'))).toEqual([`${name}.xlsx`]);
  });

  it.each([
    [['--compare', 'none'], 'compare-none', []],
    [['--compare', '-1,0.5'], 'compare--1-0.5', [-1, 0.5]],
  ])('with %j compares', async (argv, name, compare) => {
    const folder = scratchFolder();
    const { built } = await runIn(folder, ['generate', ...argv]);
    expect(built?.spec.compare).toEqual(compare);
    expect(readdirSync(join(folder, 'output'))).toEqual([`simple-backprop-${name}.xlsx`]);
  });

  it.each([
    ['lesson.yaml', 'lesson.yaml'],
    ['./sub/lesson.yml', 'lesson.yml'],
    ['plain', 'plain'],
    ['mazur', 'mazur'],
  ])('reads the file %s', async (spec, madeFrom) => {
    const folder = scratchFolder();
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, spec), valid);
    const { code, built } = await runIn(folder, ['generate', spec]);
    expect([code, built?.spec.name, built?.madeFrom]).toEqual([0, 'Test', madeFrom]);
  });

  it('reads standard input', async () => {
    const text = valid.replace('name: Test\n', '');
    const { code, built } = await runIn(scratchFolder(), ['generate', '-'], {
      stdin: stdinOf(text),
    });
    expect([code, built?.spec.name, built?.madeFrom]).toEqual([0, 'Network', 'standard input']);
  });

  it('says what it waits for where somebody may type', async () => {
    const world = { stdin: stdinOf(valid), stdinIsTerminal: true };
    const { code, err } = await runIn(scratchFolder(), ['generate', '-'], world);
    expect([code, err]).toEqual([0, expect.stringMatching(/^waiting for a description; Ctrl-./)]);
  });

  it('tells remarks on stderr', async () => {
    const { code, err } = await runIn(scratchFolder(), ['generate', '--lr', '0', '--out', 'a.txt']);
    expect(code).toBe(0);
    expect(err).toBe(
      'remark: the learning rate is 0: no weight will move, and the loss stays as it is\n' +
        'remark: a.txt does not end in .xlsx; rename it to open it\n',
    );
  });

  it('prints nothing with --quiet', async () => {
    const { code, out, err } = await runIn(scratchFolder(), ['generate', '--quiet', '--lr', '0']);
    expect([code, out, err]).toEqual([0, '', '']);
  });

  it('prints one JSON object with --json', async () => {
    const folder = scratchFolder();
    const argv = ['generate', '--json', '--lr', '0'];
    const { out, err } = await runIn(folder, argv);
    const file = join(folder, 'output', 'simple-backprop-lr-0.xlsx');
    expect(err).toBe('');
    expect(JSON.parse(out)).toEqual({
      ...workbook,
      file,
      bytes: readFileSync(file).length,
      learningRate: 0,
      steps: 67,
      remarks: [expect.stringMatching(/no weight will move/)],
      written: true,
    });
    expect(JSON.parse((await runIn(folder, argv)).out)).toMatchObject({ written: false });
  });

  it('says null, or so in words, of a loss that is not finite', async () => {
    const world = {
      build: async () => ({ ...workbook, bytes: new Uint8Array(1), finalLoss: Number.NaN }),
    };
    const folder = scratchFolder();
    expect((await runIn(folder, ['generate'], world)).out).toMatch(
      /final loss +no longer finite\n/,
    );
    const { out } = await runIn(folder, ['generate', '--json'], world);
    expect(JSON.parse(out)).toMatchObject({ finalLoss: null });
  });

  it('leaves a bug to show its stack', async () => {
    const build = () => Promise.reject(new TypeError('a bug'));
    await expect(runIn(scratchFolder(), ['generate'], { build })).rejects.toThrow('a bug');
  });

  it('reports what the workbook cannot hold', async () => {
    const build = () =>
      Promise.reject(new GradsheetError('TOO_LARGE', 'a formula is too long', { hint: 'fewer' }));
    const { code, err } = await runIn(scratchFolder(), ['generate'], { build });
    expect([code, err]).toEqual([2, 'error: a formula is too long\nhint:  fewer\n']);
  });
});

/** Arguments, then what stderr says, in a folder that holds the files below. */
// biome-ignore format: one case a line
const refused: [string[], RegExp, RegExp][] = [
  [['generate', 'mazr'], /there is no template "mazr"/, /did you mean `mazur`\?/],
  [['generate', 'con'], /there is no template "con"/, /templates: simple-backprop, mazur, deep/],
  [['generate', '__proto__'], /there is no template "__proto__"/, /templates: simple-backprop, mazur, deep/],
  [['generate', '=1+1'], /there is no template "=1\+1"/, /templates: simple-backprop, mazur, deep/],
  [['generate', 'x'.repeat(5000)], /there is no template "x{40}…"/, /templates: simple-backprop, mazur, deep/],
  [['generate', 'a\0b.yaml'], /a path cannot contain NUL/, /path of a file/],
  [['generate', '../no/../such/passwd'], /there is no file \.\.\/no\/\.\.\/such\/passwd/, /check the path/],
  [['generate', `${'x'.repeat(300)}.yaml`], /cannot read x+\.yaml: the name is too long/, /shorter/],
  [['generate', ''], /there is no template ""/, /templates: simple-backprop, mazur, deep/],
  [['generate', 'none.yaml'], /there is no file none\.yaml/, /gradsheet templates/],
  [['generate', 'mazur.yaml'], /there is no file mazur\.yaml/, /goes by `mazur`/],
  [['generate', 'sub/none'], /there is no file sub\/none/, /check the path/],
  [['generate', 'sub'], /sub is a folder/, /a file in it/],
  [['generate', '.'], /\. is a folder/, /a file in it/],
  [['generate', 'sub/'], /sub\/ is a folder/, /a file in it/],
  [['generate', 'bad.yaml/x'], /cannot read bad\.yaml\/x: a part of the path is a file/, /another folder/],
  [['generate', 'bad.yaml'], /bad\.yaml, line 2:1: /, /close every bracket/],
  [['generate', 'empty.yaml'], /empty\.yaml: there is nothing/, /gradsheet templates/],
  [['generate', '-'], /`-` reads a description from standard input, and nothing came/, /`cat my-lesson\.yaml \| gradsheet generate - --out piped\.xlsx`/],
  [['generate', 'a', 'b'], /too many arguments/, /--help/],
  [['generate', '--lr', 'abc'], /--lr: the learning rate must be a number/, /--lr 0\.5/],
  [['generate', '--lr', ''], /--lr: the learning rate is missing/, /--lr 0\.5/],
  [['generate', '--lr='], /--lr: the learning rate is missing/, /--lr 0\.5/],
  [['generate', '--lr'], /option '--lr <x>' argument missing/, /--help/],
  [['generate', '--lr', '--steps', '5'], /not "--steps"/, /--lr 0\.5/],
  [['generate', '--steps', '1.5'], /--steps: /, /--steps 100/],
  [['generate', '--steps', '2000000'], /2,000,000 steps need 2,000,021 rows/, /fewer steps/],
  [['generate', '--compare', '1,,2'], /learning rate 2 is missing/, /--compare none/],
  [['generate', '--out', 'sub'], /sub is a folder/, /--out sub.network\.xlsx/],
  [['generate', '--out', 'sub/'], /sub\/ is a folder/, /sub\/week3\.xlsx/],
  [['generate', '--out', 'bad.yaml/a.xlsx'], /a part of the path is a file/, /another folder/],
  [['generate', '--forec'], /unknown option '--forec'/, /did you mean --force\?/],
  [['generate', '--learning'], /unknown option/, /--help/],
  [['genrate'], /unknown command 'genrate'/, /did you mean generate\?/],
  [['mazur'], /unknown command 'mazur'/, /did you mean `gradsheet generate mazur`\?/],
  [['my.yaml'], /unknown command 'my.yaml'/, /did you mean `gradsheet generate my\.yaml`\?/],
  [['help', 'nonsense'], /unknown command 'nonsense'/, /--help/],
  [['generate', 'templates'], /there is no template templates/, /did you mean `gradsheet templates`\?/],
  [['templates', '--jsn'], /unknown option '--jsn'/, /did you mean --json\?/],
  [['--frobnicate'], /unknown option/, /--help/],
];

describe('mistakes', () => {
  const prepared = () => {
    const folder = scratchFolder();
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'bad.yaml'), 'inputs: [1\n');
    writeFileSync(join(folder, 'empty.yaml'), '');
    return folder;
  };

  it.each(refused)('%j', async (argv, message, hint) => {
    const folder = prepared();
    const { code, out, err, built } = await runIn(folder, argv);
    expect([code, out, built]).toEqual([2, '', undefined]);
    const [first, second, ...rest] = err.split('\n');
    expect(first).toMatch(/^error: /);
    expect(first).toMatch(message);
    expect(second).toMatch(/^hint: {2}/);
    expect(second).toMatch(hint);
    expect(rest).toEqual(['']);
    expect(readdirSync(folder)).not.toContain('output');
  });

  it.each(refused)('%j, as JSON', async (argv, message, hint) => {
    const { code, out, err } = await runIn(prepared(), [...argv, '--json']);
    // The flag may end up as the value of the last option, which is refused all the same.
    expect([code, out]).toEqual([2, '']);
    const { error } = JSON.parse(err);
    expect(Object.keys(error)).toEqual(['code', 'path', 'message', 'hint']);
    if (argv.at(-1) === '--lr' || !argv.includes('generate')) return;
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  it('are placed by the flag they came from', async () => {
    const { err } = await runIn(scratchFolder(), ['generate', '--steps', '2000000', '--json']);
    expect(JSON.parse(err).error).toMatchObject({ code: 'TOO_LARGE', path: '--steps' });
  });

  it('show nothing that a terminal would obey', async () => {
    const { err } = await runIn(scratchFolder(), ['generate', 'a\u001b[31m.yaml']);
    expect(err).toMatch(/there is no file a\uFFFD\[31m\.yaml/);
  });

  it('are coloured on a terminal', async () => {
    let err = '';
    const stderr = { write: (text: string) => (err += text), colour: true, columns: 80 };
    await runIn(scratchFolder(), ['generate', 'mazr'], { stderr });
    expect(err).toContain('\u001b[31m');
  });
});

describe('help', () => {
  it.each([[['--help']], [[]], [['help']], [['generate', '--help']], [['help', 'generate']]])(
    '%j begins with examples and names what can be used',
    async (argv) => {
      const { code, out, err } = await runIn(scratchFolder(), argv);
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/^Examples:\n {2}gradsheet generate/);
      expect(out.indexOf('Examples')).toBeLessThan(out.indexOf('Usage'));
      for (const name of [...activationNames, ...lossNames]) expect(out).toContain(name);
    },
  );

  it('shows examples that work', async () => {
    const folder = scratchFolder();
    const help = await runIn(folder, ['generate', '--help']);
    const lines = help.out.match(/^ {2}gradsheet (generate|init).*$/gm) ?? [];
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      const argv = line.trim().split(/ {3,}/)[0].split(' ').slice(1);
      expect(await runIn(folder, argv)).toMatchObject({ code: 0 });
    }
  });

  it('tells the version', async () => {
    expect(await runIn(scratchFolder(), ['--version'])).toMatchObject({
      code: 0,
      out: `${version}\n`,
    });
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe('templates', () => {
  it('are listed one a line', async () => {
    const { code, out } = await runIn(scratchFolder(), ['templates']);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}mazur +Matt Mazur/m);
    expect(out).toMatch(/^ {2}simple-backprop .* \(default\)$/m);
  });

  it('are listed as JSON', async () => {
    const { out } = await runIn(scratchFolder(), ['templates', '--json']);
    const [first] = JSON.parse(out);
    expect(first).toMatchObject({ name: 'simple-backprop', about: expect.any(String) });
    expect(readFileSync(first.path, 'utf8')).toBe(readTemplate('simple-backprop'));
  });
});
