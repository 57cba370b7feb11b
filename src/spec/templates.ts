import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GradsheetError } from '../errors.ts';
import { quote } from './problem.ts';
import { didYouMean } from './suggest.ts';
import { liesWithin } from './within.ts';

/** A ready spec, one lesson each. */
export interface Template {
  readonly name: string;
  /** What the lesson is about, in one line. */
  readonly about: string;
  readonly path: string;
  /** The part of the course that it belongs to. */
  readonly part: string;
}

/** The templates as a course, in the order in which they build on each other. */
const course: Readonly<Record<string, readonly string[]>> = {
  Backpropagation: ['simple-backprop', 'mazur', 'deep'],
  'Learning from data': ['linear-regression', 'logistic-regression', 'xor', 'softmax-classifier'],
  'What goes wrong': ['dead-relu', 'vanishing-gradients', 'healthy-gradients'],
  'Ways down the same valley': ['plain-descent', 'momentum', 'adam', 'schedule'],
  'Weights that are shared': ['convolution', 'recurrent'],
  'A whole data set': ['flowers'],
};
const order = Object.values(course).flat();

/** Beside `src` and beside `dist`, in the repository as in the package. */
const folder = fileURLToPath(new URL('../../templates/', import.meta.url));
const extension = '.yaml';

/** All templates, in the order of the course. */
export function listTemplates(): Template[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(extension))
    .map((file) => {
      const path = `${folder}${file}`;
      const name = file.slice(0, -extension.length);
      return { name, about: firstComment(path), path, part: partOf(name) };
    })
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

function partOf(name: string): string {
  const found = Object.entries(course).find(([, names]) => names.includes(name));
  if (!found) throw new Error(`the template ${name} has no place in the course`);
  return found[0];
}

/**
 * The template of that name.
 *
 * @throws GradsheetError USAGE if there is none.
 */
export function findTemplate(name: string): Template {
  const templates = listTemplates();
  const found = templates.find((template) => template.name === name);
  if (found) return found;
  const names = templates.map((template) => template.name);
  throw new GradsheetError('USAGE', `there is no template ${quote(name)}`, {
    path: 'spec',
    hint: didYouMean(name, `templates: ${names.join(', ')}`, names),
  });
}

/** The YAML text of the template of that name. @throws GradsheetError USAGE if there is none. */
export function readTemplate(name: string): string {
  return readFileSync(findTemplate(name).path, 'utf8');
}

/** A spec with a comment for every key, to begin with. */
export function readStarter(): string {
  return readFileSync(`${folder}start/my-lesson.yaml`, 'utf8');
}

/**
 * A file that a template names, for `readFile` of `parseSpec`.
 *
 * @throws GradsheetError FILE unless it lies in the folder of the templates or below it.
 */
export function readBesideTemplates(path: string): Uint8Array {
  const file = resolve(folder, path);
  const refuse = (says: string, cause?: unknown) =>
    new GradsheetError('FILE', `${says}: ${quote(path)}`, {
      path: 'data.file',
      hint: 'give parseSpec a `readFile` of your own for files of your own',
      cause,
    });
  try {
    if (liesWithin(folder, file)) return readFileSync(file);
  } catch (cause) {
    throw refuse('no template has a file of this name', cause);
  }
  throw refuse('this file lies outside the folder of the templates, and was not read');
}

function firstComment(path: string): string {
  const [line] = readFileSync(path, 'utf8').split('\n', 1);
  return line!.replace(/^#\s*/, '');
}
