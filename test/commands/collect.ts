import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Called, commandNames } from '../../src/cli/call/called.ts';
import { listTemplates } from '../../src/spec/templates.ts';
import { usualSheet } from '../audit/example.ts';
import { runIn } from '../cli/world.ts';

const root = join(import.meta.dirname, '../..');

/** A command line that people read somewhere. */
export interface Printed {
  readonly where: string;
  readonly command: string;
}

const pages = ['README.md', 'templates/README.md'];

/** Those of the pages and of the headers of the templates, which are read in a clone. */
export function commandsOnPages(): Printed[] {
  const onPages = pages.flatMap((where) =>
    commandsIn(readFileSync(join(root, where), 'utf8')).map((command) => ({ where, command })),
  );
  const inTemplates = ['start/my-lesson', ...listTemplates().map(({ name }) => name)].map(
    (name) => {
      const where = `templates/${name}.yaml`;
      const [, command] = /^# Make it: +(.*)$/m.exec(readFileSync(join(root, where), 'utf8'))!;
      return { where, command };
    },
  );
  return [...onPages, ...inTemplates];
}

/** Lines of shell blocks without their comments, and code in a line that begins like a command. */
function commandsIn(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block]) =>
    block.split('\n'),
  );
  const spans = [
    ...markdown.replace(/^```.*?^```/gms, '').matchAll(/`((?:npm|npx|gradsheet) [^`]+)`/g),
  ];
  return [...blocks, ...spans.map(([, span]) => span)]
    .map((line) => line.replace(/ +# .*$/, '').trim())
    .filter((line) => line !== '');
}

/** What examples take for granted: workbooks made by hand, that of a student and those of a class. */
export async function addStudents(folder: string): Promise<void> {
  const sheet = await usualSheet();
  mkdirSync(join(folder, 'class'), { recursive: true });
  for (const file of ['student.xlsx', 'class/ada.xlsx', 'class/ben.xlsx']) {
    writeFileSync(join(folder, file), sheet);
  }
}

/** Mistakes whose hints hold a command, in a folder that has `empty.yaml` and `my-lesson.yaml`. */
const mistakes = [
  ['generate', 'none.yaml'],
  ['generate', 'empty.yaml'],
  ['generate', 'templates'],
  ['generate', '-'],
  ['mazur'],
  ['help', 'nonsense'],
  ['--frobnicate'],
  ['init'],
  ['init', 'mazur', '--out', 'another-lesson.yaml'],
  ['init', '--out', '-'],
];

/** Those that the tool itself prints: its help, its outputs and its hints. */
export async function commandsPrinted(folder: string, called: Called): Promise<Printed[]> {
  writeFileSync(join(folder, 'empty.yaml'), '');
  writeFileSync(join(folder, 'my-lesson.yaml'), 'name: another\n');
  const argvs = [
    ['--help'],
    ...commandNames.map((name) => [name, '--help']),
    ['templates'],
    ['templates', 'mazur'],
    ['init', '--out', 'another-lesson.yaml'],
    ...mistakes,
  ];
  const printed: Printed[] = [];
  for (const argv of argvs) {
    const { out, err } = await runIn(folder, argv, { called });
    const where = `gradsheet ${argv.join(' ')}`;
    for (const command of commandsInOutput(`${out}\n${err}`, called))
      printed.push({ where, command });
  }
  return printed;
}

/** What begins like a command, up to two spaces, a backtick or the end of the line. */
function commandsInOutput(text: string, { program, generate }: Called): string[] {
  const starts = [program, generate]
    .flatMap((each) => each ?? [])
    .join('|')
    .replaceAll('.', '\\.');
  const command = new RegExp(
    `((?:cat \\S+ \\| )?(?:${starts})(?: (?! )[^\`\\n]*?)?)(?= {2}|\`|$)`,
    'gm',
  );
  return [...text.matchAll(command)]
    .map(([, found]) => found)
    .filter((each) => each !== 'gradsheet' && !each.includes('[options]'));
}

/** The commands in the texts of the source, canonical and without holes. */
export function commandsInSource(): Printed[] {
  const src = join(root, 'src');
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      readFileSync(join(src, file), 'utf8')
        .split('\n')
        .filter((line) => !/^\s*(\/\*\*|\*|\/\/)/.test(line))
        .flatMap((line) => [...line.matchAll(/`(gradsheet [^`$\\]+)\\?`/g)])
        .map(([, command]) => ({ where: `src/${file}`, command })),
    );
}
