import { open, readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { GradsheetError } from '../errors.ts';
import { longestSpec } from '../spec/limits.ts';
import { suggest } from '../spec/suggest.ts';
import { findTemplate, listTemplates } from '../spec/templates.ts';
import { commandNames } from './call/called.ts';
import { fileError } from './file-error.ts';
import type { Io } from './io.ts';

/** The text of a spec, and what it is called. */
export interface Source {
  readonly text: Uint8Array;
  /** Absolute; undefined where there is no file. What the spec names stands beside it. */
  readonly path: string | undefined;
  /** In error messages, and the name of a network without one; undefined where there is no file. */
  readonly called: string | undefined;
  /** On the workbook's first sheet. Without folders: the same spec makes the same workbook anywhere. */
  readonly madeFrom: string;
}

export const looksLikePath = /[\\/]|\.(ya?ml|json)$/i;

/**
 * Reads the spec that an argument means: `-` standard input, what exists as a file or looks like a
 * path a file, anything else a template.
 *
 * @throws GradsheetError USAGE for an unknown template, FILE for what cannot be read.
 */
export async function readSource(spec: string, io: Io): Promise<Source> {
  if (spec === '-') {
    const text = await readStdin(io);
    return { text, path: undefined, called: undefined, madeFrom: 'standard input' };
  }
  if (spec.includes('\0')) {
    const hint = 'give the path of a file, or the name of a template';
    throw new GradsheetError('USAGE', 'a path cannot contain NUL', { path: 'spec', hint });
  }
  const path = resolve(io.cwd, spec);
  const kind = await kindOf(path);
  if (spec !== '' && (kind === 'file' || looksLikePath.test(spec))) {
    io.inputs.add(path);
    return {
      text: await readSpecFile(path, spec),
      path,
      called: spec,
      madeFrom: printable(basename(path)),
    };
  }
  if ((commandNames as readonly string[]).includes(spec)) {
    const hint = `did you mean \`gradsheet ${spec}\`?`;
    throw new GradsheetError('USAGE', `there is no template ${spec}`, { path: 'spec', hint });
  }
  const known = listTemplates().some(({ name }) => name === spec);
  if (kind === 'folder' && spec !== '' && !known) throw isFolder(spec);
  const template = findTemplate(spec);
  io.inputs.add(template.path);
  return {
    text: await readFile(template.path),
    path: template.path,
    called: basename(template.path),
    madeFrom: `template ${template.name}`,
  };
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    // Whatever the reason, reading it will tell.
    return undefined;
  }
}

async function readSpecFile(path: string, spec: string): Promise<Uint8Array> {
  try {
    const handle = await open(path);
    try {
      return await readAll(handle.createReadStream({ autoClose: false }));
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') throw isFolder(spec);
    if (code !== 'ENOENT') throw fileError(error, 'read', spec);
    const stem = basename(path).replace(looksLikePath, '');
    const template = suggest(
      stem,
      listTemplates().map(({ name }) => name),
    );
    throw new GradsheetError('FILE', `there is no file ${spec}`, {
      path: spec,
      hint: template
        ? `the template of that name goes by \`${template}\`, without folder and ending`
        : 'check the path, see `gradsheet templates` for ready ones, or begin one with `gradsheet init`',
      cause: error,
    });
  }
}

async function readStdin({ stdin, stdinIsTerminal, stderr }: Io): Promise<Uint8Array> {
  if (stdinIsTerminal) stderr.write(`waiting for a description; ${endOfInput} ends it\n`);
  const text = await readAll(stdin).catch((error) => {
    throw fileError(error, 'read', 'standard input');
  });
  if (text.some((byte) => byte > space)) return text;
  throw new GradsheetError(
    'FILE',
    '`-` reads a description from standard input, and nothing came',
    {
      path: 'spec',
      hint: 'send one: `cat my-lesson.yaml | gradsheet generate - --out piped.xlsx`; or give the path of a file',
    },
  );
}

const space = 0x20;
const endOfInput = process.platform === 'win32' ? 'Ctrl-Z and Enter' : 'Ctrl-D';

/** Stops soon after the limit, so that an endless device cannot fill the memory. */
async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longestSpec) break;
  }
  return Buffer.concat(chunks);
}

function isFolder(spec: string): GradsheetError {
  return new GradsheetError('FILE', `${spec} is a folder`, {
    path: spec,
    hint: 'give the path of a file in it, or the name of a template',
  });
}

/** A file's name without what an .xlsx file cannot hold. */
function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD');
}
