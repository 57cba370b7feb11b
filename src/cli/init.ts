import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { findTemplate, readStarter, type Template } from '../spec/templates.ts';
import { checkName } from '../spec/values.ts';
import type { Called } from './call/called.ts';
import { asCalled } from './call/called.ts';
import type { Io } from './io.ts';
import { writeOutput } from './output.ts';
import { styled } from './report.ts';
import { keepTrack } from './temporary.ts';

export interface InitOptions {
  readonly out?: string;
}

/**
 * Writes a description to begin with: a template of that name, or one with a comment for every key.
 * Also the data file that the template names. What is there already is never replaced.
 *
 * @throws GradsheetError
 */
export async function init(name: string | undefined, options: InitOptions, io: Io): Promise<void> {
  const template = name === undefined ? undefined : findTemplate(name);
  const file = options.out ?? `my-${template?.name ?? 'lesson'}.yaml`;
  const made = `gradsheet generate ${/\s/.test(file) ? JSON.stringify(file) : file}`;
  const text = template ? readFileSync(template.path, 'utf8') : readStarter();
  const files: readonly (readonly [path: string, bytes: Uint8Array])[] = [
    [file, new TextEncoder().encode(withName(withMakeIt(text, asCalled(made, io.called)), file))],
    ...(template ? dataFiles(template, text, dirname(file)) : []),
  ];
  for (const [called, bytes] of files) {
    const written = await writeOutput(resolve(io.cwd, called), bytes, {
      called,
      force: false,
      otherwise: `choose another file: \`gradsheet init ${name === undefined ? '' : `${name} `}--out ${freeName(io.cwd, file)}\``,
      pid: io.pid,
      inputs: io.inputs,
      onTemporary: keepTrack(io.temporaries),
    });
    const shown = styled(io.stdout, 'bold', called);
    io.stdout.write(written ? `wrote ${shown}\n` : `${shown} is there already\n`);
  }
  const next = [
    [asCalled('gradsheet explain --help', io.called), 'what can be written in it'],
    [asCalled(made, io.called), 'makes the workbook'],
  ] as const;
  const width = Math.max(...next.map(([command]) => command.length)) + 4;
  io.stdout.write(
    `\n${next.map(([command, does]) => `  ${command.padEnd(width)}${does}\n`).join('')}`,
  );
}

/** A name beside a file that is taken: `mazur-2.yaml`. */
function freeName(cwd: string, file: string): string {
  const [, stem, end] = /^(.*?)(\.[^./\\]*)?$/s.exec(file)!;
  let number = 2;
  const name = () => `${stem}-${number}${end ?? ''}`;
  while (existsSync(resolve(cwd, name()))) number++;
  return name();
}

/** The text of a template as it is printed: with the command that was called. */
export function printableTemplate(text: string, called: Called): string {
  return asCalled(text.replace(/^(# Make it: +)npm start --/m, '$1gradsheet generate'), called);
}

function withMakeIt(text: string, command: string): string {
  return text.replace(
    /^(# Make it: +)npm start -- \S+(.*)$/m,
    (_, start, flags) => `${start}${command}${flags}`,
  );
}

/**
 * The text with the title that the file's name gives: workbooks are called by it, and that of a copy
 * would be in the way of the template's.
 */
function withName(text: string, file: string): string {
  const words = basename(file)
    .replace(/\.[^.]*$/, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  if (checkName(title).length > 0) return text;
  // What might be more than a word in YAML is quoted.
  const quoted = /^\p{L}[\p{L}\p{N} ]*$/u.test(title) ? title : JSON.stringify(title);
  return text.replace(/^name: .*$/m, () => `name: ${quoted}`);
}

/** The files that a template names, which stand beside it. */
function dataFiles({ path }: Template, text: string, folder: string) {
  const [, named] = /^ +file: +(\S+)/m.exec(text) ?? [];
  if (named === undefined) return [];
  return [[join(folder, named), readFileSync(join(dirname(path), named))] as const];
}
