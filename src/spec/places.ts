import {
  choicePlaceAt,
  choicePlaces,
  isGroup,
  parameterExample,
  parametersNamedBy,
  usualValue,
} from './choices.ts';
import {
  type Field,
  fields,
  fileFields,
  headlessFields,
  inlineFields,
  withArticle,
} from './fields.ts';
import { kindNamed, kindsWith, layerFields } from './layer-fields.ts';
import { type Path, pathText } from './problem.ts';

/** What may stand at a path of a spec, of which some things depend on what else it says. */
export function fieldAt(path: Path, raw: unknown): Field {
  let pattern = patternOf(path);
  const table = fieldsFor(path, raw);
  // Rows of rows are spoken of like rows.
  while (!Object.hasOwn(table, pattern) && pattern.endsWith('[][]')) pattern = pattern.slice(0, -2);
  if (Object.hasOwn(table, pattern)) return table[pattern]!;
  const group = path.slice(0, -1);
  const place = choicePlaceAt(patternOf(group));
  const key = String(path[path.length - 1]);
  // The schema complains of nothing else.
  if (place === undefined) throw new Error(`no words for ${pattern}`);
  if (key === 'name') return nameField(patternOf(group));
  const parameter = parametersNamedBy(place, valueAt(raw, group))![key]!;
  const { least, most, whole } = parameter;
  const number = whole ? 'a whole number' : 'a number';
  const example = `${key}: ${usualValue(parameter)}`;
  return { is: `${number} from ${written(least)} to ${written(most)}`, example };
}

/** `1,000,000`, `1e-9` */
function written(bound: number): string {
  return Number.isInteger(bound) ? bound.toLocaleString('en-US') : String(bound);
}

/** The keys that may stand in a group of a spec. */
export function keysAt(group: Path, raw: unknown): string[] {
  const pattern = patternOf(group);
  const place = choicePlaceAt(pattern);
  if (place) return ['name', ...Object.keys(parametersNamedBy(place, valueAt(raw, group)) ?? {})];
  const start = pattern === '' ? '' : `${pattern}.`;
  return Object.entries(fieldsFor(group, raw))
    .filter(([path, { synonym }]) => path.startsWith(start) && !synonym)
    .map(([path]) => path.slice(start.length))
    .filter((rest) => /^\w+$/.test(rest));
}

/** Where a key would be right that is wrong in the group where it stands, if anywhere. */
export function homeOf(key: string, group: string): string | undefined {
  if (group === 'data' && Object.hasOwn(inlineFields, `data.${key}`)) {
    return `\`${key}\` goes with samples that are written out, not with a file`;
  }
  if (group === 'data' && Object.hasOwn(fileFields, `data.${key}`)) {
    return `\`${key}\` goes with a file, as in ${fields.data!.remedy!.replace(/^.* or /, '')}`;
  }
  const kinds = kindsWith(key);
  if (group === 'layers[]' && kinds.length > 0) {
    return `\`${key}\` goes with ${kinds.map((kind) => `\`kind: ${kind}\``).join(' or ')}`;
  }
  const path = [fields, ...Object.values(layerFields), inlineFields, fileFields]
    .flatMap((table) => Object.keys(table))
    .find((known) => known.replace(/^.*\./, '') === key);
  if (path === undefined) return undefined;
  return `\`${key}\` belongs ${whereIn(path)}`;
}

/** Where the key that a path ends with stands, in words. */
function whereIn(path: string): string {
  const home = path.replace(/\.?[^.]*$/, '');
  if (home === '') return 'at the top level';
  return `in ${home === 'layers[]' ? 'a layer' : `\`${home.replace(/^layers\[\]\./, '')}\``}`;
}

/** How a row is named, if `key` is the name of one. */
export function rowCalled(key: string): string | undefined {
  for (const [pattern, { kind, examples }] of Object.entries(choicePlaces)) {
    if (!Object.hasOwn(examples, key)) continue;
    const example = `\`${pattern.replace(/^.*\./, '')}: ${examples[key]}\``;
    return `\`${key}\` is the name of ${withArticle(kind)}: write ${example} ${whereIn(pattern)}`;
  }
  return undefined;
}

/** How a parameter of some row is given, if `key` is one. */
export function ownerOf(key: string): string | undefined {
  for (const [pattern, { rows }] of Object.entries(choicePlaces)) {
    for (const [name, parameters] of Object.entries(rows)) {
      const parameter = Object.hasOwn(parameters, key) ? parameters[key] : undefined;
      if (parameter === undefined) continue;
      const example = parameterExample(name, key, parameter);
      return `\`${key}\` belongs to a name: \`${pattern.replace(/^.*\./, '')}: ${example}\``;
    }
  }
  return undefined;
}

function nameField(pattern: string): Field {
  const field = fields[pattern]!;
  return { ...field, example: field.example.replace(/^\w+/, 'name') };
}

function fieldsFor(path: Path, raw: unknown): Readonly<Record<string, Field>> {
  const [top, index] = path;
  if (top === 'layers' && index !== undefined) {
    return { ...layerFields[kindNamed(valueAt(raw, [top, index]))], ...fields };
  }
  if (top !== 'data') return fields;
  const data = valueAt(raw, ['data']);
  if (!isGroup(data) || !Object.hasOwn(data, 'file')) return { ...fields, ...inlineFields };
  const columns = Object.hasOwn(data, 'header') ? headlessFields : {};
  return { ...fields, ...fileFields, ...columns };
}

/** A path without its positions, and without the names of columns, which can be anything. */
export function patternOf(path: Path): string {
  const [data, classes, column, ...rest] = path;
  const general =
    data === 'data' && classes === 'classes' && column !== undefined
      ? [data, classes, '*', ...rest]
      : path;
  return pathText(general).replace(/\[\d+\]/g, '[]');
}

/** What stands at a path, or undefined. */
export function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}
