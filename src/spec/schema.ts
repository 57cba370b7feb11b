import * as z from 'zod';
import { isGroup } from './choices.ts';
import { thousandsSigns } from './data/numerals.ts';
import { defaults } from './defaults.ts';
import { layerSchema } from './layer-schema.ts';
import { experiment, MOST_EXPERIMENTS, prose } from './lesson-schema.ts';
import { byValue, choice, count, number, numbers, sample, seed } from './schema-values.ts';
import type { Spec, TrainingSpec } from './spec.ts';

const noShuffling = z.literal(false).transform(() => null);

const training = z.strictObject({
  learningRate: number.default(defaults.training.learningRate),
  schedule: choice<TrainingSpec['schedule']>('training.schedule').default(
    defaults.training.schedule,
  ),
  optimizer: choice<TrainingSpec['optimizer']>('training.optimizer').default(
    defaults.training.optimizer,
  ),
  steps: count.optional(),
  epochs: count.optional(),
  batchSize: count.optional(),
  shuffle: byValue((value): z.ZodType<number | null> => (value === false ? noShuffling : seed))
    .optional()
    .transform((given) => given ?? defaults.training.shuffle),
  trainBiases: z.boolean().default(defaults.training.trainBiases),
});

const standardising = { standardise: z.boolean().optional(), standardize: z.boolean().optional() };
const names = z.array(z.string());

const inlineData = z.strictObject({
  inputs: z.array(sample).min(1),
  targets: z.array(sample).min(1),
  inputNames: names.optional(),
  targetNames: names.optional(),
  ...standardising,
});

/** A class may look like a number. */
const className = byValue(
  (value): z.ZodType<string> =>
    typeof value === 'number' ? z.number().transform(String) : z.string(),
);

/** By column. Not a record of zod, which drops a column called `__proto__`. */
const classesOf = z.unknown().transform((value, context): Record<string, string[]> => {
  if (!isGroup(value)) {
    context.addIssue({ code: 'invalid_type', expected: 'record', input: value });
    return z.NEVER;
  }
  const entries = Object.entries(value).map(([column, listed]) => {
    const result = z.array(className).min(2).safeParse(listed);
    for (const issue of result.error?.issues ?? []) {
      context.addIssue({ ...issue, path: [column, ...issue.path] });
    }
    return [column, result.data ?? []] as const;
  });
  return Object.fromEntries(entries);
});

/** The columns of a file without headers are called by their numbers. */
const columnNumber = byValue(
  (value): z.ZodType<string> =>
    typeof value === 'number' ? z.number().int().min(1).transform(String) : z.string(),
);

const fileRest = {
  file: z.string().min(1),
  missing: z.literal('skip').optional(),
  classes: classesOf.optional(),
  delimiter: z.enum([',', ';', '\t', 'tab']).optional(),
  decimal: z.enum(['.', ',']).optional(),
  thousands: z.enum(thousandsSigns).optional(),
  percent: z.boolean().optional(),
  header: z.literal('none').optional(),
  ...standardising,
};
const fileData = z.strictObject({ ...fileRest, inputs: names.min(1), targets: names.min(1) });
const columns = z.array(columnNumber).min(1);
const headlessData = z.strictObject({ ...fileRest, inputs: columns, targets: columns });

/** The samples written out, or the file in which they are. */
const data = byValue(
  (value): z.ZodType<InlineData | FileData> =>
    !isGroup(value) || !Object.hasOwn(value, 'file')
      ? inlineData
      : Object.hasOwn(value, 'header')
        ? headlessData
        : fileData,
);

export type InlineData = z.output<typeof inlineData>;
export type FileData = z.output<typeof fileData>;

const noRates = z.string().transform((): number[] => []);
/** The word in any case: None is how others write nothing. */
const isNone = (value: unknown) => typeof value === 'string' && /^none$/i.test(value);

/** Problems of one line are told in the order of these keys, so they are those of most files. */
const name = {
  name: z.string().optional(),
  lesson: prose.optional(),
  try: z.array(experiment).min(1).max(MOST_EXPERIMENTS).optional(),
};
// At least one, which the type of a list does not say.
const shape = z
  .array(count)
  .min(1)
  .transform((sizes) => sizes as [number, ...number[]]);
const inputShape = { inputShape: shape.optional() };
const rest = {
  layers: z.array(layerSchema).min(1),
  loss: choice<Spec['loss']>('loss').default(defaults.loss),
  training: training.prefault({}),
  compare: byValue((value): z.ZodType<number[]> => (isNone(value) ? noRates : numbers)).optional(),
};
const onlySample = sample.refine(({ length }) => length > 0);
const oneSample = z.strictObject({
  ...name,
  ...inputShape,
  inputs: onlySample,
  targets: onlySample,
  ...rest,
});
const manySamples = z.strictObject({ ...name, ...inputShape, data, ...rest });

/**
 * The structure of a spec: which keys, which types. What depends on more than one value (the shapes
 * of the matrices, the size of the workbook) is checked elsewhere; the words for what fails here
 * come from fields.ts.
 */
export const specSchema = byValue(
  (value): z.ZodType<RawSpec> =>
    isGroup(value) && Object.hasOwn(value, 'data') ? manySamples : oneSample,
);

export type RawSpec = z.output<typeof oneSample> | z.output<typeof manySamples>;
export type RawTraining = z.output<typeof training>;

/** The values of a spec that can be given from outside the file. */
export const overridesSchema = z.strictObject({
  learningRate: number.optional(),
  steps: count.optional(),
  compare: numbers.optional(),
});
