import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchFolder } from '../cli/world.ts';
import { addStudents, commandsOnPages, commandsPrinted } from '../commands/collect.ts';

const root = join(import.meta.dirname, '../..');

/** What `git clone` and `npm ci` give: the files of the repository, and the packages. */
function cloneTo(folder: string): void {
  const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const files = execFileSync('git', listed, { cwd: root, encoding: 'utf8' }).split('\0');
  for (const file of files.filter((each) => each !== '' && each !== 'node_modules')) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
}

/** What `.ci/run` runs itself, from a fresh clone, and what takes hours. */
const elsewhere = /^npm (ci|test|run (test:(?:long|full|mutants)|bench|bench:audit|pictures))$/;

it('every command that is printed was run as printed, in a fresh clone', {
  timeout: 3_600_000,
}, async () => {
  const called = { program: 'npx tsx src/cli.ts', generate: 'npm start' };
  const printed = [...commandsOnPages(), ...(await commandsPrinted(scratchFolder(), called))];
  const commands = new Set(
    printed
      .flatMap(({ command }) => command.replace(/^npm ci && /, ''))
      .filter((command) => !elsewhere.test(command)),
  );
  expect(commands.size).toBeGreaterThan(40);
  const folder = scratchFolder();
  cloneTo(folder);
  await addStudents(folder);
  // Printed by an `init` whose file has been edited since.
  spawnSync('npx', ['tsx', 'src/cli.ts', 'init', '--out', 'another-lesson.yaml'], { cwd: folder });
  const failed: string[] = [];
  for (const command of commands) {
    // Another example wrote a page of that name, about other workbooks.
    rmSync(join(folder, 'report.html'), { force: true });
    const options = { cwd: folder, input: '', encoding: 'utf8', timeout: 900_000 } as const;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', command], options);
    // What an audit finds is its exit code; what it cannot do stands on stderr.
    const isAudit = command.includes(' audit ') && status !== null && !/^error:/m.test(stderr);
    if (status !== 0 && !isAudit) failed.push(`${command}\n${status}: ${stdout}${stderr}`);
  }
  expect(failed).toEqual([]);
});
