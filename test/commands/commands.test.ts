import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unreadableReport } from '../../src/cli/audit/task.ts';
import { asCalled, type Called } from '../../src/cli/call/called.ts';
import type { Io } from '../../src/cli/io.ts';
import { readStarter } from '../../src/spec/templates.ts';
import { runIn, scratchFolder, stdinOf, variant } from '../cli/world.ts';
import { addStudents, commandsInSource, commandsOnPages, commandsPrinted } from './collect.ts';

/** In a clone through npm, and installed. */
const ways: Called[] = [
  { program: 'npx tsx src/cli.ts', generate: 'npm start' },
  { program: 'gradsheet' },
];
const scripts = Object.keys(
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).scripts,
);

/** A world in which all that is made or found is made up. */
const quick: Partial<Io> = {
  startPool: async () => ({
    make: async () => ({ ...variant, bytes: new Uint8Array(1) }),
    close: async () => {},
  }),
  buildHunt: async () => ({ bytes: new Uint8Array(1), sheets: [], answers: [] }),
  audit: async (task) => ({
    report: { ...unreadableReport({ message: 'nothing', hint: 'to find' }), verdict: 'clean' },
    ...(task.annotate && { annotated: new Uint8Array(1) }),
  }),
};

/** What would be run for a command line; undefined for another program, which must be there. */
function argvOf(command: string, { program, generate }: Called): string[] | undefined {
  const start = command === generate || command.startsWith(`${generate} -- `) ? generate : program;
  if (!command.startsWith(start!)) return undefined;
  const rest = command.slice(start!.length).replace(/^ -- /, ' ').trim();
  const words = rest === '' ? [] : rest.split(' ');
  return start === generate ? ['generate', ...words] : words;
}

/** Runs a command line as far as it is ours, in a world where workbooks are made in no time. */
async function runPrinted(folder: string, line: string, called: Called): Promise<void> {
  for (const part of line.split(' && ')) {
    const [, piped, repeated] = /^(?:cat (\S+) \| |seq .* xargs .* -I \{\} )?(.*)$/.exec(part)!;
    const command = repeated.replace('{}', '1');
    const [, script] = /^npm (?:run )?(\S+)/.exec(command) ?? [];
    if (command === 'npm ci') continue;
    const argv = argvOf(command, called);
    if (argv === undefined) {
      expect(scripts, line).toContain(script);
      continue;
    }
    const stdin = piped ? stdinOf(readFileSync(join(folder, piped), 'utf8')) : stdinOf('');
    const files = argv.flatMap((word) => (word === 'class/*.xlsx' ? ['class/ada.xlsx'] : [word]));
    const { code, err } = await runIn(folder, files, { ...quick, stdin, called });
    expect([line, code, err.replace(/^remark: .*\n/gm, '')]).toEqual([line, 0, '']);
  }
}

describe('every command that is printed runs where it is read', () => {
  it('on the pages and in the templates', async () => {
    const folder = scratchFolder();
    await addStudents(folder);
    const printed = commandsOnPages();
    expect(printed.length).toBeGreaterThan(30);
    for (const { command } of printed) {
      await runPrinted(folder, command, ways[0]);
    }
  });

  it.each(ways)('by the tool itself, called by $program $generate', async (called) => {
    const printed = await commandsPrinted(scratchFolder(), called);
    expect(printed.length).toBeGreaterThan(30);
    const folder = scratchFolder();
    await addStudents(folder);
    writeFileSync(join(folder, 'another-lesson.yaml'), readStarter());
    for (const command of new Set(printed.map((each) => each.command))) {
      await runPrinted(folder, command, called);
    }
  });

  it('and none in the source is left out', async () => {
    const [called] = ways;
    const collected = (await commandsPrinted(scratchFolder(), called)).map(
      ({ command }) => command,
    );
    for (const { where, command } of commandsInSource()) {
      expect(collected, where).toContain(asCalled(command, called));
    }
  });
});
