import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { temporaryName } from '../../src/cli/temporary.ts';
import { answersOf } from '../../src/cli/variants/answers.ts';
import type { Task } from '../../src/cli/variants/task.ts';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { GradsheetError } from '../../src/errors.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { readTemplate } from '../../src/spec/templates.ts';
import { variantOf } from '../../src/spec/variant.ts';
import { valid } from '../spec/specs.ts';
import { runIn, scratchFolder, workbook } from './world.ts';

/** A workbook in no time, of other bytes for each variant. */
const quick = async ({ spec, seed, number, kept, madeFrom }: Task) => {
  const variant = variantOf(spec, seed, number, kept);
  const { inputs, layers } = variant;
  const answers = answersOf(buildNetwork(variant));
  const { training } = spec;
  const text = JSON.stringify({ number, madeFrom, inputs, layers, training });
  return { ...workbook, bytes: new TextEncoder().encode(text), answers, finalLoss: number / 8 };
};
const world = (make = quick, more: Partial<Io> = {}): Partial<Io> => ({
  startPool: async () => ({ make, close: async () => {} }),
  ...more,
});

const variants = (folder: string, ...argv: string[]) =>
  runIn(folder, ['generate', '--out-dir', 'd', '--variants', ...argv], world());

/** Larger than any system's process ids. */
const noProcess = 2 ** 22 + 1;

/** Names and contents of the workbooks in a folder. */
function workbooksIn(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.xlsx'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

describe('generate --variants', () => {
  it('makes each workbook as if it were made alone', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'net.yaml'), `${valid}compare: []\n`);
    const argv = ['generate', 'net.yaml', '--variants', '3', '--seed', '9', '--steps', '2'];
    expect(await runIn(folder, argv)).toMatchObject({ code: 0, err: '' });
    const spec = parseSpec(`${valid}compare: []\ntraining: { steps: 2 }\n`);
    for (const number of [1, 2, 3]) {
      const { bytes } = await buildWorkbook(buildNetwork(variantOf(spec, 9, number)), {
        madeFrom: `net.yaml, variant ${number} of seed 9`,
      });
      const file = join(folder, 'output', 'test-steps-2-seed-9', `test-00${number}.xlsx`);
      expect(readFileSync(file).equals(bytes)).toBe(true);
    }
  });

  it('says what it made', async () => {
    const folder = scratchFolder();
    const { code, out, err } = await runIn(folder, ['generate', '--variants', '12'], world());
    expect([code, err]).toEqual([0, '']);
    const home = join('output', 'simple-backprop-seed-1');
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^wrote 12 workbooks to output.simple-backprop-seed-1 \(\d+ kB\)$/),
      '',
      '  files            simple-backprop-001.xlsx … simple-backprop-012.xlsx',
      `  answer key       ${join(home, 'simple-backprop-variants-12.csv')}`,
      '  seed             1',
      '  weights, biases  from −1 to 1 but never 0, two decimals',
      '  inputs           from 0.05 to 0.95, two decimals',
      '  learning rate    1, for 67 steps',
      '  verdicts         12 descending',
      '',
    ]);
  });

  it('writes an answer key', async () => {
    const folder = scratchFolder();
    await variants(folder, '3', '--seed', '5');
    const key = readFileSync(join(folder, 'd', 'simple-backprop-variants-3.csv'), 'utf8');
    const [header, ...rows] = key.split('\r\n').map((line) => line.split(','));
    expect(rows.map((cells) => [...cells.slice(0, 3), ...cells.slice(-2)])).toEqual([
      ['1', 'simple-backprop-001.xlsx', '5', '0.125', 'descending'],
      ['2', 'simple-backprop-002.xlsx', '5', '0.25', 'descending'],
      ['3', 'simple-backprop-003.xlsx', '5', '0.375', 'descending'],
      ['', ''],
    ]);
    expect(header.slice(1, 5)).toEqual(['file', 'seed', 't1', 't2']);
    expect(header.slice(-4)).toEqual(['w7 at step 1', 'w8 at step 1', 'final loss', 'verdict']);
    const spec = parseSpec(readTemplate('simple-backprop'));
    rows.slice(0, 3).forEach((cells, k) => {
      const { inputs, layers } = variantOf(spec, 5, k + 1);
      const weights = layers.flatMap((layer) => (layer.weights as number[][]).flat());
      const of = (name: string) => Number(cells[header.indexOf(name)]);
      expect([of('i1'), of('i2')]).toEqual(inputs);
      expect(weights.map((_, w) => of(`w${w + 1}`))).toEqual(weights);
      expect(of('h1')).toBeCloseTo(inputs[0] * weights[0] + inputs[1] * weights[1], 12);
      const gradient = (of('w5') - of('w5 at step 1')) / spec.training.learningRate;
      expect(of('∂E/∂w5')).toBeCloseTo(gradient, 12);
      expect(of('∂E/∂w5')).toBeCloseTo(of('∂E/∂o1') * of('a_h1'), 12);
    });
  });

  it('writes an answer key with decimal commas', async () => {
    const folder = scratchFolder();
    await variants(folder, '1', '--key-decimal', ',');
    const key = readFileSync(join(folder, 'd', 'simple-backprop-variants-1.csv'), 'utf8');
    expect(key).toMatch(/^1;simple-backprop-001\.xlsx;1;0,5;0,5;0,.*;0,125;descending\r$/m);
  });

  it('makes the same answer key again, with however many workers', async () => {
    const folder = scratchFolder();
    await variants(folder, '4', '--jobs', '2');
    const { code, out } = await variants(folder, '4', '--jobs', '1', '--json');
    expect([code, JSON.parse(out).alreadyThere]).toEqual([0, 4]);
  });

  it('prints one JSON object with --json', async () => {
    const folder = scratchFolder();
    await variants(folder, '2');
    const { out, err } = await variants(folder, '4', '--lr', '1', '--json', '--shard', '2/2');
    expect(err).toBe('');
    const files = ['simple-backprop-002.xlsx', 'simple-backprop-004.xlsx'];
    const sizes = files.map((file) => statSync(join(folder, 'd', file)).size);
    expect(JSON.parse(out)).toEqual({
      folder: join(folder, 'd'),
      key: join(folder, 'd', 'simple-backprop-variants-4-shard-2-of-2.csv'),
      seed: 1,
      variants: 4,
      shard: '2/2',
      workbooks: 2,
      written: 1,
      alreadyThere: 1,
      bytes: sizes[0] + sizes[1],
      ranges: { parameters: expect.any(String), inputs: expect.any(String) },
      biasesKept: false,
      learningRate: 1,
      steps: 67,
      verdicts: { descending: 2 },
      notLearning: [],
      remarks: [],
    });
  });

  it.each<[string, string | null, string]>([
    ['mazur', 'from 0.05 to 0.95, two decimals', 'from 0.05 to 0.95, two decimals'],
    ['xor', null, 'those of the data set'],
  ])('says what the inputs of %s are drawn from: %j', async (template, json, text) => {
    const told = async (...more: string[]) => {
      const argv = ['generate', template, '--variants', '2', '--out-dir', 'd', ...more];
      return (await runIn(scratchFolder(), argv, world())).out;
    };
    expect(JSON.parse(await told('--json')).ranges.inputs).toBe(json);
    expect(await told()).toMatch(new RegExp(`^  inputs +${text}$`, 'm'));
  });

  it.each([
    ['--keep-inputs', ', inputs kept', '-keep-inputs', false],
    ['--weights-only', ', inputs and biases kept', '-weights-only', true],
  ])('with %s keeps what that says, and says so', async (flag, words, ending, biasesKept) => {
    const folder = scratchFolder();
    const argv = ['generate', 'mazur', '--variants', '2', flag];
    const { code, out } = await runIn(folder, argv, world());
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^ {2}inputs +those of the description$/m),
    ]);
    expect(/^ {2}biases +those of the description$/m.test(out)).toBe(biasesKept);
    const made = JSON.parse(
      workbooksIn(join(folder, 'output', `mazur-seed-1${ending}`))['mazur-002.xlsx'],
    );
    expect(made.madeFrom).toBe(`template mazur, variant 2 of seed 1${words}`);
    const spec = parseSpec(readTemplate('mazur'));
    const drawn = variantOf(spec, 1, 2);
    expect(made.inputs).toEqual(spec.inputs);
    const of = (layers: { weights: unknown; biases: unknown }[]) =>
      layers.map(({ weights, biases }) => ({ weights, biases }));
    const biasesOf = (biasesKept ? spec : drawn).layers.map(({ biases }) => biases);
    expect(of(made.layers)).toEqual(
      drawn.layers.map(({ weights }, l) => ({ weights, biases: biasesOf[l] })),
    );
    const { out: json } = await runIn(folder, [...argv, '--json'], world());
    expect(JSON.parse(json)).toMatchObject({
      alreadyThere: 2,
      ranges: { inputs: null },
      biasesKept,
    });
  });

  it('names variants that do not learn, and how to come by others', async () => {
    const verdicts = ['stuck', 'descending', 'diverged at step 3', 'stuck, saturated', 'rising'];
    verdicts.push('converged at step 9, but only because units are dead', 'converged at step 4');
    const make = async (task: Task) => {
      return { ...(await quick(task)), verdict: verdicts[task.number - 1] };
    };
    const folder = scratchFolder();
    const made = (...more: string[]) =>
      runIn(folder, ['generate', '--variants', '7', '--out-dir', 'd', ...more], world(make));
    const { out } = await made();
    expect(out).toContain('  not learning     5 of 7: simple-backprop-001.xlsx (stuck), ');
    expect(out).toContain('  spare ones       --variants 12 keeps these and adds 5\n');
    const { notLearning } = JSON.parse((await made('--json')).out);
    expect(notLearning).toEqual(
      [1, 3, 4, 5, 6].map((n) => {
        return { file: `simple-backprop-00${n}.xlsx`, verdict: verdicts[n - 1] };
      }),
    );
    const key = readFileSync(join(folder, 'd', 'simple-backprop-variants-7.csv'), 'utf8');
    expect(key).toMatch(/^1,simple-backprop-001\.xlsx,.*,stuck\r$/m);
  });

  it('promises no spare ones where none learns, and names five at most', async () => {
    const make = async (task: Task) => ({ ...(await quick(task)), verdict: 'stuck' });
    const argv = ['generate', '--variants', '8'];
    const { out } = await runIn(scratchFolder(), argv, world(make));
    expect(out).toMatch(/not learning +8 of 8: .*-005\.xlsx \(stuck\), and 3 more, see the key\n/);
    expect(out).not.toContain('spare');
  });

  it('counts verdicts whatever the step', async () => {
    const make = async (task: Task) => {
      const verdict = task.number === 3 ? 'stuck' : `converged at step ${task.number}`;
      return { ...(await quick(task)), verdict };
    };
    const argv = ['generate', '--variants', '4'];
    const { out } = await runIn(scratchFolder(), argv, world(make));
    expect(out).toContain('verdicts         3 converged, 1 stuck\n');
  });

  it('prints nothing with --quiet', async () => {
    const told = await variants(scratchFolder(), '2', '--quiet', '--lr', '0');
    expect(told).toMatchObject({ code: 0, out: '', err: '' });
  });

  it.each([
    [[], 1],
    [['--quiet'], 0],
    [['--json'], 0],
  ])('with %j shows its progress %d times', async (argv, times) => {
    const totals: number[] = [];
    const calls: string[] = [];
    const startProgress = async (total: number) => {
      totals.push(total);
      return { advance: () => calls.push('advance'), end: () => calls.push('end') };
    };
    const command = ['generate', '--variants', '3', ...argv];
    await runIn(scratchFolder(), command, world(quick, { startProgress }));
    expect(totals).toEqual(times ? [3] : []);
    expect(calls).toEqual(times ? ['advance', 'advance', 'advance', 'end'] : []);
  });

  it.each([
    [['--variants', '8'], 4],
    [['--variants', '8', '--jobs', '3'], 3],
    [['--variants', '2', '--jobs', '3'], 2],
    // Each takes a core and its memory: more of them would take memory alone.
    [['--variants', '8', '--jobs', '64'], 4],
  ])('with %j starts %d workers', async (argv, expected) => {
    const started: number[] = [];
    const startPool = async (jobs: number) => {
      started.push(jobs);
      return { make: quick, close: async () => {} };
    };
    await runIn(scratchFolder(), ['generate', ...argv], { startPool, cores: 4 });
    expect(started).toEqual([expected]);
  });
});

describe('a variant', () => {
  it('is the same in a run of any length, and other seeds bring others', async () => {
    const [short, long, other] = [scratchFolder(), scratchFolder(), scratchFolder()];
    await variants(short, '2');
    await variants(long, '5', '--jobs', '1');
    await variants(other, '2', '--seed', '2');
    const [few, many, others] = [short, long, other].map((folder) =>
      workbooksIn(join(folder, 'd')),
    );
    expect(many).toMatchObject(few);
    expect(Object.keys(many)).toHaveLength(5);
    expect(Object.keys(others)).toEqual(Object.keys(few));
    for (const [name, content] of Object.entries(others)) expect(content).not.toBe(few[name]);
  });

  it.each([
    [7, 3],
    [6, 3],
    [2, 5],
  ])('is in exactly one shard: %d variants, %d shards', async (n, of) => {
    const [whole, parts] = [scratchFolder(), scratchFolder()];
    await variants(whole, String(n));
    let written = 0;
    for (let index = 1; index <= of; index++) {
      const { code, out } = await variants(parts, String(n), '--shard', `${index}/${of}`, '--json');
      expect(code).toBe(0);
      written += JSON.parse(out).written;
    }
    expect(written).toBe(n);
    expect(workbooksIn(join(parts, 'd'))).toEqual(workbooksIn(join(whole, 'd')));
    const keys = readdirSync(join(parts, 'd')).filter((name) => name.endsWith('.csv'));
    const lines = keys.flatMap((name) => {
      return readFileSync(join(parts, 'd', name), 'utf8')
        .trim()
        .split('\r\n')
        .slice(1);
    });
    const key = readFileSync(join(whole, 'd', `simple-backprop-variants-${n}.csv`), 'utf8');
    expect(lines.sort()).toEqual(key.trim().split('\r\n').slice(1));
  });

  it('is told of when its shard has none', async () => {
    const { code, out } = await variants(scratchFolder(), '2', '--shard', '3/3');
    expect(code).toBe(0);
    expect(out).toMatch(/^wrote 0 workbooks to d \(0 kB\)\n/);
  });
});

describe('a run again', () => {
  it('leaves what is there and makes what is missing', async () => {
    const folder = scratchFolder();
    await variants(folder, '3');
    const second = join(folder, 'd', 'simple-backprop-002.xlsx');
    const { ino, mtimeMs } = statSync(second);
    const { code, out } = await variants(folder, '5');
    expect(code).toBe(0);
    expect(out).toMatch(/^wrote 2 workbooks to d; 3 already there \(\d+ kB\)\n/);
    expect(statSync(second)).toMatchObject({ ino, mtimeMs });
  });

  it('refuses to replace other content, finishes the rest and names the files', async () => {
    const folder = scratchFolder();
    mkdirSync(join(folder, 'd'));
    for (const number of ['02', '04']) {
      writeFileSync(join(folder, 'd', `simple-backprop-0${number}.xlsx`), 'homework');
    }
    mkdirSync(join(folder, 'd', 'simple-backprop-005.xlsx'));
    const { code, out, err } = await variants(folder, '6');
    expect([code, out]).toEqual([2, '']);
    expect(err.split('\n')).toEqual([
      'error: 3 files would replace something else and were not written; the other workbooks are there, the answer key is not:',
      ...['002', '004', '005'].map(
        (label) => `       ${join('d', `simple-backprop-${label}.xlsx`)}`,
      ),
      'hint:  replace files with --force, or choose another folder with --out-dir',
      '',
    ]);
    const names = readdirSync(join(folder, 'd'));
    expect(names).toHaveLength(6);
    expect(readFileSync(join(folder, 'd', names[1]), 'utf8')).toBe('homework');
  });

  it('names ten files at most', async () => {
    const folder = scratchFolder();
    await variants(folder, '13');
    const { code, err } = await variants(folder, '13', '--lr', '2');
    expect(code).toBe(2);
    expect(err).toMatch(/^error: 13 files /);
    expect(err.match(/\.xlsx/g)).toHaveLength(10);
    expect(err).toMatch(/… and 3 more\n/);
  });

  it('replaces other content by force', async () => {
    const folder = scratchFolder();
    await variants(folder, '2');
    const before = workbooksIn(join(folder, 'd'));
    const { code, out } = await variants(folder, '2', '--lr', '2', '--force');
    expect([code, out]).toEqual([0, expect.stringMatching(/^wrote 2 workbooks/)]);
    expect(workbooksIn(join(folder, 'd'))).not.toEqual(before);
  });

  it('does not replace an answer key that somebody wrote into', async () => {
    const folder = scratchFolder();
    await variants(folder, '2');
    const key = join(folder, 'd', 'simple-backprop-variants-2.csv');
    writeFileSync(key, 'marks');
    const { code, err } = await variants(folder, '2');
    expect(code).toBe(2);
    expect(err).toMatch(/^error: 1 file would replace .*variants-2\.csv\nhint: {2}.*--force/s);
    expect(readFileSync(key, 'utf8')).toBe('marks');
  });

  it('removes what a killed run left of its own files', async () => {
    const folder = scratchFolder();
    const leave = (name: string) => {
      const path = temporaryName(join(folder, 'd', name), noProcess);
      writeFileSync(path, 'half');
      return basename(path);
    };
    mkdirSync(join(folder, 'd'));
    for (const name of [
      'simple-backprop-001.xlsx',
      'simple-backprop-variants-3-shard-1-of-2.csv',
    ]) {
      leave(name);
    }
    // Another shard's may be just being written, on another machine.
    const others = ['simple-backprop-002.xlsx', 'notes.xlsx'].map(leave);
    await variants(folder, '3', '--shard', '1/2');
    const left = readdirSync(join(folder, 'd')).filter((name) => name.endsWith('.tmp'));
    expect(left.sort()).toEqual(others.sort());
  });
});

describe('a run that fails', () => {
  it('ends at the first failure, closes its workers and tells why', async () => {
    const tasks: number[] = [];
    let closed = false;
    const make = async (task: Task) => {
      tasks.push(task.number);
      if (task.number === 2) throw new GradsheetError('TOO_LARGE', 'too long', { hint: 'fewer' });
      return quick(task);
    };
    const startPool = async () => ({
      make,
      close: async () => {
        closed = true;
      },
    });
    const argv = ['generate', '--variants', '100'];
    const { code, err } = await runIn(scratchFolder(), argv, { startPool });
    expect([code, err, closed]).toEqual([2, 'error: too long\nhint:  fewer\n', true]);
    expect(tasks.length).toBeLessThan(20);
  });

  it('refuses a folder that is a file before any work', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'd'), '');
    const { code, err } = await variants(folder, '2');
    expect(code).toBe(2);
    expect(err).toMatch(/a part of the path is a file/);
  });

  it.skipIf(process.platform === 'win32')('follows a folder that is a link', async () => {
    const folder = scratchFolder();
    mkdirSync(join(folder, 'real'));
    symlinkSync('real', join(folder, 'd'));
    expect((await variants(folder, '2')).code).toBe(0);
    expect(readdirSync(join(folder, 'real'))).toHaveLength(3);
  });
});

it('told to stop, finishes what is being written and begins nothing new', async () => {
  const folder = scratchFolder();
  const stop = new AbortController();
  const temporaries = new Set<string>();
  const make = async (task: Task) => {
    if (task.number === 6) stop.abort();
    return quick(task);
  };
  const argv = ['generate', '--variants', '50', '--out-dir', 'd'];
  const more = { stopping: stop.signal, temporaries };
  const { out, err } = await runIn(folder, argv, world(make, more));
  const names = readdirSync(join(folder, 'd'));
  expect([out, temporaries.size]).toEqual(['', 0]);
  expect(err).toBe('stopped; the same command makes what is missing\n');
  expect(names.length).toBeLessThan(10);
  expect(names.every((name) => name.endsWith('.xlsx'))).toBe(true);
});

describe('mistakes', () => {
  // biome-ignore format: one case a line
  it.each<[string[], RegExp, RegExp]>([
    [['--variants', '0'], /^error: --variants: the number of variants must be a whole number from 1 to 100,000, not 0$/m, /--variants 30/],
    [['--variants', '100001'], /from 1 to 100,000, not 100001/, /--variants 30/],
    [['--variants', '1.5'], /whole number/, /--variants 30/],
    [['--variants', 'many'], /must be a number, not "many"/, /--variants 30/],
    [['--variants', '3', '--seed', '-1'], /--seed: the seed must be a whole number from 0 to 9,007,199,254,740,991, not -1/, /--seed 2025/],
    [['--variants', '3', '--seed', '9007199254740992'], /--seed: /, /--seed 2025/],
    [['--variants', '3', '--jobs', '0'], /--jobs: the number of workers must be a whole number from 1 to 256, not 0/, /--jobs 2/],
    [['--variants', '3', '--shard', '0/5'], /--shard: there is no shard 0 of 5/, /count from 1/],
    [['--variants', '3', '--shard', '6/5'], /there is no shard 6 of 5/, /--shard 5\/5/],
    [['--variants', '3', '--shard', '2'], /a shard is a part of a whole, not "2"/, /2\/5/],
    [['--variants', '3', '--shard', '1/x'], /not "1\/x"/, /2\/5/],
    [['--variants', '3', '--out-dir', ''], /--out-dir: the folder is missing/, /--out-dir week3/],
    [['--variants', '3', '--out', 'a.xlsx'], /--out names one file, and --variants makes many/, /--out-dir/],
    [['--out-dir', 'd'], /--out-dir means nothing without --variants/, /--out, or/],
    [['--seed', '3'], /--seed means nothing without --variants/, /--variants 30/],
    [['--jobs', '3'], /--jobs means nothing without --variants/, /--variants 30/],
    [['--variants', '3', '--key-decimal', ';'], /--key-decimal: the decimal sign is a point or a comma, not ";"/, /0,5/],
    [['--key-decimal', ','], /--key-decimal means nothing without --variants/, /--variants 30/],
    [['--keep-inputs'], /--keep-inputs means nothing without --variants/, /--variants 30/],
    [['--weights-only'], /--weights-only means nothing without --variants/, /--variants 30/],
    [['--shard', '1/3'], /--shard means nothing without --variants/, /--variants 30/],
  ])('%j', async (argv, message, hint) => {
    const folder = scratchFolder();
    const { code, out, err } = await runIn(folder, ['generate', ...argv], world());
    expect([code, out, readdirSync(folder)]).toEqual([2, '', []]);
    const [first, second] = err.split('\n');
    expect(first).toMatch(message);
    expect(second).toMatch(/^hint: {2}/);
    expect(second).toMatch(hint);
  });

  it('are told as JSON', async () => {
    const argv = ['generate', '--seed', '3', '--json'];
    const { err } = await runIn(scratchFolder(), argv, world());
    expect(JSON.parse(err).error).toMatchObject({ code: 'USAGE', path: '--seed' });
  });
});

it('states its ranges in the help', async () => {
  const { out } = await runIn(scratchFolder(), ['generate', '--help']);
  expect(out).toMatch(/weights and biases \(from −1 to 1 but never 0, two decimals\)/);
  expect(out).toMatch(/inputs \(from 0\.05 to 0\.95, two decimals\)/);
});
