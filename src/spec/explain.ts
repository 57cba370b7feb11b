import type { z } from 'zod';
import { aliasOf } from './aliases.ts';
import { choicePlaceAt, isGroup } from './choices.ts';
import type { Field } from './fields.ts';
import { fieldAt, homeOf, keysAt, ownerOf, patternOf, rowCalled, valueAt } from './places.ts';
import { type Path, type Problem, pathText, quote, shortened } from './problem.ts';
import { weightsExample } from './shape.ts';
import { didYouMean, suggest } from './suggest.ts';
import { numeralRemedy } from './text/numeral-remedy.ts';

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
      ? issue.keys.slice(0, mostExplained).map((key) => unknownKey(path, key, inRoot(raw, root)))
      : [wrongValue(path, inRoot(raw, root))];
  });
  // `wieghts` is one slip, not an unknown key and a missing one.
  const meant = new Set(problems.map((problem) => problem.instead).filter((path) => path));
  return problems.filter((problem) => !(problem.missing && meant.has(pathText(problem.path))));
}

/** What was validated, from the top of `root`. */
function inRoot(raw: unknown, root: Path): unknown {
  return root.reduceRight<unknown>((inner, step) => ({ [step]: inner }), raw);
}

interface Explained extends Problem {
  /** The path of the key that an unknown one was probably meant to be. */
  readonly instead?: string;
  readonly missing?: boolean;
}

function unknownKey(group: Path, key: string, raw: unknown): Explained {
  const known = keysAt(group, raw);
  const where = group.length === 0 ? 'a spec' : pathText(group);
  const path = [...group, key];
  // A key that is known and yet not allowed: `data` has taken its place.
  if (known.includes(key)) {
    const says = `${pathText(path)} is given as well as data`;
    return { path, says, hint: 'leave out either `data`, or `inputs` and `targets`' };
  }
  const problem = { path, says: `there is no key ${quote(key)} in ${where}` };
  const given = valueAt(raw, group);
  // Nobody writes a key in two ways at once.
  const free = known.filter((each) => !(isGroup(given) && Object.hasOwn(given, each)));
  const instead = (meant: string): Explained => ({
    ...problem,
    hint: `did you mean \`${meant}\`?`,
    instead: pathText([...group, meant]),
  });
  const alias = aliasOf(key);
  if (alias !== undefined && free.includes(alias)) return instead(alias);
  // What is right elsewhere is no typo.
  const isHere = alias !== undefined && known.includes(alias);
  const elsewhere = isHere ? undefined : (homeOf(key, patternOf(group)) ?? rowCalled(key));
  if (elsewhere !== undefined) return { ...problem, hint: elsewhere };
  const meant = suggest(key, free);
  if (meant !== undefined) return instead(meant);
  const aliasElsewhere =
    alias === undefined || isHere ? undefined : homeOf(alias, patternOf(group));
  return { ...problem, hint: ownerOf(key) ?? aliasElsewhere ?? knownKeys(group, known) };
}

function knownKeys(group: Path, known: readonly string[]): string {
  if (choicePlaceAt(patternOf(group)) && known.length === 1) {
    return 'it has no parameters; write its name alone';
  }
  return `known keys: ${known.join(', ')}`;
}

function wrongValue(path: Path, raw: unknown): Explained {
  const value = valueAt(raw, path);
  const field = fieldAt(path, raw);
  const place = pathText(path);
  if (value === undefined) {
    const hint = `add ${exampleFor(path, field, raw)}${field.orElse ? `, or ${field.orElse}` : ''}`;
    return { path, says: `${place} is missing`, hint, missing: true };
  }
  if (field.oneOf && typeof value === 'string') {
    const { kind, words } = field.oneOf;
    const says = `${place}: there is no ${kind} ${quote(value)}`;
    return {
      path,
      says,
      hint: didYouMean(value, field.remedy ?? `known: ${words.join(', ')}`, words),
    };
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
function remedyFor({ is, remedy, ifList }: Field, value: unknown): string | undefined {
  if (ifList !== undefined && Array.isArray(value)) return ifList;
  if (remedy !== undefined) return remedy;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const numeral = numeralRemedy(text, is.startsWith('a whole number'));
  if (numeral !== undefined) return numeral;
  if (text !== '' && Number.isFinite(Number(text)))
    return `take the quotes away: ${shortened(text)}`;
  return undefined;
}

function exampleFor(path: Path, field: Field, raw: unknown): string {
  return `\`${weightsExample(path, raw) ?? field.example}\``;
}
