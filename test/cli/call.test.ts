import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asCalled, calledBy, commandNames } from '../../src/cli/call/called.ts';
import { runIn, scratchFolder } from './world.ts';

const npm = {
  npm_lifecycle_event: 'start',
  npm_package_name: 'gradsheet',
  npm_config_user_agent: 'npm/10.8.2 node/v20.20.2 linux x64',
};
const source = { cwd: '/clone', script: '/clone/src/cli.ts' };

describe('how the command was called', () => {
  // biome-ignore format: one case a line
  it.each([
    ['npm start', { ...source, env: npm }, { program: 'npx tsx src/cli.ts', generate: 'npm start' }],
    ['npx tsx', { ...source, env: { npm_lifecycle_event: 'npx' } }, { program: 'npx tsx src/cli.ts' }],
    ['another script', { ...source, env: { ...npm, npm_lifecycle_event: 'test' } }, { program: 'npx tsx src/cli.ts' }],
    ['start of another package', { ...source, env: { ...npm, npm_package_name: 'x' } }, { program: 'npx tsx src/cli.ts' }],
    ['another program for packages', { ...source, env: { ...npm, npm_config_user_agent: 'pnpm/9' } }, { program: 'npx tsx src/cli.ts' }],
    ['a folder below', { cwd: '/clone/my lessons', script: '/clone/src/cli.ts', env: {} }, { program: 'npx tsx ../src/cli.ts' }],
    ['a folder with a space', { cwd: '/', script: '/my clone/src/cli.ts', env: {} }, { program: 'npx tsx "my clone/src/cli.ts"' }],
    ['the built script', { cwd: '/clone', script: '/clone/dist/cli.js', env: {} }, { program: 'node dist/cli.js' }],
    ['the path', { cwd: '/x', script: '/usr/bin/gradsheet', env: {} }, { program: 'gradsheet' }],
    ['the path, on Windows', { cwd: '/x', script: '/npm/node_modules/gradsheet/dist/cli.js', env: {} }, { program: 'gradsheet' }],
    ['npx', { cwd: '/x', script: '/cache/_npx/1/node_modules/.bin/gradsheet', env: { npm_command: 'exec' } }, { program: 'npx gradsheet' }],
    ['a local package', { cwd: '/x', script: '/x/node_modules/.bin/gradsheet', env: {} }, { program: 'npx gradsheet' }],
  ])('is told of %s', (_what, process, called) => {
    expect(calledBy(process)).toEqual(called);
  });

  it('is how texts print it', () => {
    const text =
      'see `gradsheet --help`, `gradsheet generate`, `gradsheet generate a.yaml --lr 2` or `gradsheet init`; gradsheet makes';
    expect(asCalled(text, { program: 'npx tsx src/cli.ts', generate: 'npm start' })).toBe(
      'see `npx tsx src/cli.ts --help`, `npm start`, `npm start -- a.yaml --lr 2` or `npx tsx src/cli.ts init`; gradsheet makes',
    );
    expect(asCalled(text, { program: 'gradsheet' })).toBe(text);
  });

  it('is how hints tell of options', async () => {
    const called = { program: 'npx tsx src/cli.ts', generate: 'npm start' };
    const folder = scratchFolder();
    writeFileSync(join(folder, 'a.xlsx'), 'something else');
    const argv = ['generate', '--out', 'a.xlsx'];
    const { err } = await runIn(folder, argv, { called });
    expect(err).toMatch(
      /replace it with --force, .* --out \(npm needs `--` before options: `npm start -- …`\)\n$/,
    );
    expect((await runIn(folder, argv)).err).toMatch(/replace it with --force, .* --out\n$/);
    const unknown = await runIn(folder, ['generate', '--frce'], { called });
    expect(unknown.err).toMatch(/did you mean --force\? \(npm needs/);
    const help = await runIn(folder, ['--frobnicate'], { called });
    expect(help.err).toMatch(/see `npx tsx src\/cli\.ts --help`\n$/);
  });

  it('is known of every command', async () => {
    const { out } = await runIn(scratchFolder(), ['--help']);
    const [, commands] = /\nCommands:\n(.*?)\n\n/s.exec(out)!;
    const names = [...commands.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name);
    expect([...commandNames].sort()).toEqual(names.sort());
  });
});

describe('an option that npm has kept', () => {
  const called = { program: 'npx tsx src/cli.ts', generate: 'npm start' };
  // npm 10 hands the value over in the variable, npm 11 as a word of its own.
  // biome-ignore format: one case a line
  it.each<[string[], Record<string, string>, string, string]>([
    [[], { lr: '0.3' }, '--lr 0.3', 'npm start -- --lr 0.3'],
    [['0.3'], { lr: 'true' }, '--lr 0.3', 'npm start -- --lr 0.3'],
    [['mazur', '0.3'], { lr: 'true' }, '--lr 0.3', 'npm start -- mazur --lr 0.3'],
    [['mazur'], { lr: '0.3', force: 'true' }, '--lr 0.3 --force', 'npm start -- mazur --lr 0.3 --force'],
    [[], { lr: 'true' }, '--lr …', 'npm start -- --lr …'],
    [[], { out_dir: 'class', variants: '3' }, '--variants 3 --out-dir class', 'npm start -- --variants 3 --out-dir class'],
    [['mazur', 'none', '5'], { compare: 'true', steps: 'true' }, '--steps … --compare …', 'npm start -- mazur --steps … --compare …'],
    [['xor'], { describe: 'true' }, '--describe', 'npm start -- xor --describe'],
  ])('is explained: %j %j', async (words, kept, shown, meant) => {
    const env = {
      ...npm,
      ...Object.fromEntries(Object.entries(kept).map(([key, value]) => [`npm_config_${key}`, value])),
    };
    const folder = scratchFolder();
    const { code, err, built } = await runIn(folder, ['generate', ...words], { env, called });
    expect([code, built]).toEqual([2, undefined]);
    expect(err.split('\n').slice(0, 2)).toEqual([
      `error: npm has kept ${shown} for itself: options for gradsheet stand behind \`--\``,
      `hint:  write \`${meant}\``,
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ['a setting of npm', { ...npm, npm_config_json: 'true' }],
    ['without npm start', { npm_config_lr: '0.3' }],
  ])('is none: %s', async (_what, env) => {
    expect(await runIn(scratchFolder(), ['generate'], { env, called })).toMatchObject({ code: 0 });
  });
});
