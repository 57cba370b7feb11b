import type { z } from 'zod';
import { type Field, fields, homeOf, keysOf } from './fields.ts';
import { type Path, type Problem, pathText, quote } from './problem.ts';
import { weightsExample } from './shape.ts';
import { didYouMean, suggest } from './suggest.ts';

/** A million wrong numbers need no million sentences. */
const mostExplained = 1000;

/**
 * What the schema found, in plain words: each issue says only where, the sentence comes from the
 * table of fields and from the value itself.
 *
 * @param root the keys that lead to what was validated, for values from outside the file.
 */
export function explain(issues: readonly z.core.$ZodIssue[], raw: unknown, root: Path): Problem[] {
  const problems = issues.slice(0, mostExplained).flatMap((issue) => {
    const steps = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    const path = [...root, ...steps];
    return issue.code === 'unrecognized_keys'
      ? issue.keys.slice(0, mostExplained).map((key) => unknownKey(path, key))
      : [wrongValue(path, raw, valueAt(raw, issue.path))];
  });
  // `wieghts` is one slip, not an unknown key and a missing one.
  const meant = new Set(problems.map((problem) => problem.instead).filter((path) => path));
  return problems.filter((problem) => !(problem.missing && meant.has(pathText(problem.path))));
}

interface Explained extends Problem {
  /** The path of the key that an unknown one was probably meant to be. */
  readonly instead?: string;
  readonly missing?: boolean;
}

function unknownKey(group: Path, key: string): Explained {
  const known = keysOf(patternOf(group));
  const meant = suggest(key, known);
  const where = group.length === 0 ? 'a spec' : pathText(group);
  const problem = { path: [...group, key], says: `there is no key ${quote(key)} in ${where}` };
  if (meant !== undefined) {
    return {
      ...problem,
      hint: `did you mean \`${meant}\`?`,
      instead: pathText([...group, meant]),
    };
  }
  const home = homeOf(key);
  if (home === undefined) return { ...problem, hint: `known keys: ${known.join(', ')}` };
  const right =
    home === '' ? 'at the top level' : home === 'training' ? 'in `training`' : 'in a layer';
  return { ...problem, hint: `\`${key}\` belongs ${right}` };
}

function wrongValue(path: Path, raw: unknown, value: unknown): Explained {
  const field = fields[patternOf(path)];
  const place = pathText(path);
  if (value === undefined) {
    const hint = `add ${exampleFor(path, field, raw)}`;
    return { path, says: `${place} is missing`, hint, missing: true };
  }
  if (field.oneOf && typeof value === 'string') {
    const { kind, words } = field.oneOf;
    const says = `${place}: there is no ${kind} ${quote(value)}`;
    return { path, says, hint: didYouMean(value, `known: ${words.join(', ')}`, words) };
  }
  const says = `${place} must be ${field.is}, but ${describe(value)}`;
  return {
    path,
    says,
    hint: remedyFor(field, value) ?? `write for example ${exampleFor(path, field, raw)}`,
  };
}

function describe(value: unknown): string {
  if (value === null) return 'it is empty';
  if (typeof value === 'string') return `it is the text ${quote(value)}`;
  if (Number.isNaN(value)) return 'it is not a number (NaN)';
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
    return 'it is infinite (the largest number is about 1.8e308)';
  }
  if (Array.isArray(value)) return value.length === 0 ? 'the list is empty' : 'it is a list';
  return typeof value === 'object' ? 'it is a group of keys' : `it is ${String(value)}`;
}

/** What to do where it takes more than an example: mostly about texts meant as something else. */
function remedyFor({ remedy, oneOf }: Field, value: unknown): string | undefined {
  if (remedy !== undefined) return remedy;
  if (oneOf) return `known: ${oneOf.words.join(', ')}`;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^[+-]?\d+,\d+$/.test(text)) return `use a decimal point: ${text.replace(',', '.')}`;
  if (text !== '' && Number.isFinite(Number(text))) return `take the quotes away: ${text}`;
  return undefined;
}

function exampleFor(path: Path, field: Field, raw: unknown): string {
  return `\`${weightsExample(path, raw) ?? field.example}\``;
}

function patternOf(path: Path): string {
  return pathText(path).replace(/\[\d+\]/g, '[]');
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}
