import type { z } from 'zod';
import { GradsheetError } from '../errors.ts';
import { type ReadData, readData } from './data/read.ts';
import type { ReadFile } from './data/read-file.ts';
import { defaults } from './defaults.ts';
import { explain } from './explain.ts';
import { checkFunctions } from './functions.ts';
import { flatSamples, shapeOfInputs } from './input-shape.ts';
import { valueAt } from './places.ts';
import { specToYaml } from './print.ts';
import { type Path, type Problem, problemsError, type Refuse } from './problem.ts';
import { noComparison, remarksOn } from './remarks.ts';
import { overridesSchema, type RawSpec, specSchema } from './schema.ts';
import { checkShapes, misfitIn } from './shape.ts';
import { checkSize, defaultCompare } from './size.ts';
import type { Spec } from './spec.ts';
import { readDocument } from './text/document.ts';
import { planTraining, stepsPath } from './training.ts';
import { checkLesson, checkName, checkRates } from './values.ts';

export interface ParseOptions {
  /** What error messages call the text; its stem is the name of a network without one. */
  readonly source?: string | undefined;
  /** Values that take the place of those in the text. */
  readonly overrides?: {
    readonly learningRate?: number;
    readonly steps?: number;
    readonly compare?: readonly number[];
  };
  /**
   * Gives the bytes of the file that `data.file` names, which is relative to wherever the text comes
   * from. Without it such a spec is refused.
   */
  readonly readFile?: ReadFile;
  /**
   * Why a spec that is valid cannot become what is to be made of it, if so. Who makes workbooks passes
   * `misfitOf`.
   */
  readonly fits?: (spec: Spec) => Problem | undefined;
  /** Called with a sentence for each thing that is allowed but may surprise. */
  readonly onRemark?: (remark: string) => void;
}

/** The specs that came from here, and so need no second look. */
const sound = new WeakSet<Spec>();

/**
 * The spec itself if `parseSpec` made it; else, made by hand, what it says, checked
 * as a description is.
 *
 * @throws GradsheetError SPEC_INVALID or TOO_LARGE, with paths into the spec.
 */
export function soundSpec(spec: Spec): Spec {
  if (sound.has(spec)) return spec;
  const incomplete = (cause: unknown) =>
    new GradsheetError('SPEC_INVALID', 'this is no complete spec', {
      hint: 'let parseSpec make it from a description in YAML or JSON: it fills in what is left out',
      cause,
    });
  let text: string;
  try {
    text = specToYaml(spec);
  } catch (cause) {
    throw incomplete(cause);
  }
  try {
    // Nobody wrote this text: its lines would tell nothing.
    return specFrom(text, { source: 'the spec' }, () => ({ text: '', line: 0 }));
  } catch (error) {
    const isText = error instanceof GradsheetError && error.code === 'SPEC_SYNTAX';
    throw isText ? incomplete(error) : error;
  }
}

/**
 * Reads the YAML (or JSON) description of a network and its training, fills in every default and
 * makes sure that the result can be trained and fits into a workbook.
 *
 * @param text bytes are read as UTF-8.
 * @throws GradsheetError SPEC_SYNTAX, SPEC_INVALID, TOO_LARGE, or FILE where the data cannot be read; the message names the file, the
 * line and the place in the spec, the hint says what would be right.
 */
export function parseSpec(text: string | Uint8Array, options: ParseOptions = {}): Spec {
  return specFrom(text, options);
}

type PlaceOf = (path: Path) => { readonly text: string; readonly line: number };

/** @param placeOf where a part of the spec stands in words; in the text if left out. */
function specFrom(text: string | Uint8Array, options: ParseOptions, placeOf?: PlaceOf): Spec {
  const { source, overrides = {}, readFile, fits, onRemark } = options;
  const called = source ?? 'the spec';
  const { value, lineOf, misreadings } = readDocument(text, called);
  const place = (path: Path) => {
    if (placeOf !== undefined) return placeOf(path);
    if (path[0] === 'overrides') return { text: '', line: 0 };
    const line = lineOf(path);
    return { text: `${called}, line ${line}`, line };
  };
  if (misreadings.length > 0) throw problemsError('SPEC_INVALID', misreadings, place);
  const raw = validate(specSchema, value, [], place);
  const over = validate(overridesSchema, overrides, ['overrides'], place);
  const refuse: Refuse = (problem, code = 'SPEC_INVALID') => {
    throw problemsError(code, [problem], place);
  };

  const read = 'data' in raw ? readData(raw.data, raw.layers, readFile, refuse) : null;
  const data = read?.data ?? null;
  const training = planTraining(raw.training, data, over, refuse);
  const { inputs, targets, written } = read ? firstSample(read) : onlySample(raw, refuse);
  const shape = shapeOfInputs(written, raw.inputShape, inputs.length, refuse);
  const sized = { inputs, ...shape, targets, data, layers: raw.layers, loss: raw.loss, training };
  const misfit = misfitIn(sized);
  if (misfit) refuse(misfit);
  const given = over.compare ?? raw.compare;
  const spec: Spec = {
    name: raw.name ?? nameFrom(source),
    ...(raw.lesson !== undefined && { lesson: raw.lesson }),
    ...(raw.try !== undefined && { try: raw.try }),
    ...sized,
    compare: given ?? defaultCompare(sized),
  };

  const comparePath = over.compare === undefined ? ['compare'] : ['overrides', 'compare'];
  const pathOf = (key: 'steps' | 'compare') =>
    key === 'steps' ? stepsPath(raw.training, over) : comparePath;
  const tooLarge = checkSize(spec, pathOf);
  if (tooLarge) refuse(tooLarge, 'TOO_LARGE');
  const problems = [
    ...checkName(spec.name),
    ...checkLesson(spec),
    ...checkRates(spec.compare, comparePath),
    ...checkShapes(spec),
  ];
  // Whether functions go together can be told where every output has its target.
  if (problems.length === 0) problems.push(...checkFunctions(spec));
  if (problems.length > 0) throw problemsError('SPEC_INVALID', problems, place);

  const unfit = fits?.(spec);
  if (unfit) refuse(unfit);

  const asked = { trainBiases: valueAt(value, ['training', 'trainBiases']) === true };
  for (const remark of [...(read?.remarks ?? []), ...remarksOn(spec, asked)]) onRemark?.(remark);
  if (given === undefined && spec.compare.length === 0) onRemark?.(noComparison);
  sound.add(spec);
  return spec;
}

function firstSample({ data: { inputs, targets }, written }: ReadData) {
  return { inputs: inputs[0]!, targets: targets[0]!, written };
}

function onlySample(raw: RawSpec, refuse: Refuse) {
  if ('data' in raw) throw new Error('the samples are read elsewhere');
  const samples = { inputs: [raw.inputs], targets: [raw.targets] };
  const { inputs, targets, written } = flatSamples(samples, (key) => [key], raw.layers, refuse);
  return { inputs: inputs[0]!, targets: targets[0]!, written };
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
