import type { z } from 'zod';
import { sizeOf } from './count.ts';
import { defaults } from './defaults.ts';
import { readDocument } from './document.ts';
import { explain } from './explain.ts';
import { type Path, problemsError } from './problem.ts';
import { noComparison, remarksOn } from './remarks.ts';
import { overridesSchema, specSchema } from './schema.ts';
import { checkShapes } from './shape.ts';
import { checkSize, defaultCompare } from './size.ts';
import type { Spec } from './spec.ts';
import { checkName, checkRates } from './values.ts';

export interface ParseOptions {
  /** What error messages call the text; its stem is the name of a network without one. */
  readonly source?: string | undefined;
  /** Values that take the place of those in the text. */
  readonly overrides?: {
    readonly learningRate?: number;
    readonly steps?: number;
    readonly compare?: readonly number[];
  };
  /** Called with a sentence for each thing that is allowed but may surprise. */
  readonly onRemark?: (remark: string) => void;
}

/**
 * Reads the YAML (or JSON) description of a network and its training, fills in every default and
 * makes sure that the result can be trained and fits into a workbook.
 *
 * @param text bytes are read as UTF-8.
 * @throws GradsheetError SPEC_SYNTAX, SPEC_INVALID or TOO_LARGE; the message names the file, the
 * line and the place in the spec, the hint says what would be right.
 */
export function parseSpec(text: string | Uint8Array, options: ParseOptions = {}): Spec {
  const { source, overrides = {}, onRemark } = options;
  const called = source ?? 'the spec';
  const { value, lineOf } = readDocument(text, called);
  const place = (path: Path) => {
    if (path[0] === 'overrides') return { text: '', line: 0 };
    const line = lineOf(path);
    return { text: `${called}, line ${line}`, line };
  };
  const raw = validate(specSchema, value, [], place);
  const over = validate(overridesSchema, overrides, ['overrides'], place);

  const layers = raw.layers.map((layer) => ({ ...layer, biases: layer.biases ?? null }));
  const size = sizeOf({ ...raw, layers });
  const training = {
    ...raw.training,
    learningRate: over.learningRate ?? raw.training.learningRate,
    steps: over.steps ?? raw.training.steps,
  };
  const given = over.compare ?? raw.compare;
  const spec: Spec = {
    name: raw.name ?? nameFrom(source),
    inputs: raw.inputs,
    targets: raw.targets,
    layers,
    loss: raw.loss,
    training,
    compare: given ?? defaultCompare(size, training.steps),
  };

  const pathOf = (key: 'steps' | 'compare') => {
    if (over[key] !== undefined) return ['overrides', key];
    return key === 'steps' ? ['training', 'steps'] : ['compare'];
  };
  const tooLarge = checkSize(spec, pathOf);
  if (tooLarge) throw problemsError('TOO_LARGE', [tooLarge], place);
  const problems = [
    ...checkName(spec.name),
    ...checkRates(spec.compare, pathOf('compare')),
    ...checkShapes(spec),
  ];
  if (problems.length > 0) throw problemsError('SPEC_INVALID', problems, place);

  for (const remark of remarksOn(spec)) onRemark?.(remark);
  if (given === undefined && spec.compare.length === 0) onRemark?.(noComparison);
  return spec;
}

function validate<T extends z.ZodType>(
  schema: T,
  value: unknown,
  root: Path,
  place: (path: Path) => { text: string; line: number },
): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw problemsError('SPEC_INVALID', explain(result.error.issues, value, root), place);
}

/** The file's name without folders and extension, where that can be a title. */
function nameFrom(source: string | undefined): string {
  const stem = source?.replace(/^.*[\\/]/s, '').replace(/\.[^.]*$/, '') ?? '';
  return checkName(stem).length === 0 ? stem : defaults.name;
}
