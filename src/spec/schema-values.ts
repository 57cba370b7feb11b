import * as z from 'zod';
import { initialiserNames } from '../functions/initialisers.ts';
import { type ChoicePath, choicePlaces, isGroup, parametersNamedBy } from './choices.ts';
import { defaults } from './defaults.ts';
import type { Nested } from './nested.ts';
import type { InitSpec } from './spec.ts';

/** −0 becomes 0, so that it prints, compares and names files as 0. */
const plain = (schema: z.ZodNumber) => schema.transform((x) => (x === 0 ? 0 : x));
/** Any finite number. */
export const number = plain(z.number());
export const numbers = z.array(number);
export const matrix = z.array(numbers);
export const count = z.number().int().min(1);
export const seed = plain(z.number().int().min(0));

/**
 * What a value looks like decides which schema speaks of it: a union would complain in the name of
 * all its members at once.
 */
export function byValue<T>(schemaOf: (value: unknown) => z.ZodType<T>) {
  return z.unknown().transform((value, context): T => {
    const result = schemaOf(value).safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues) context.addIssue({ ...issue });
    return z.NEVER;
  });
}

/** The name of a row, or a group of its name and some of its parameters: a `Choice`. */
export function choice<T>(path: ChoicePath) {
  const place = choicePlaces[path];
  const name = z.enum(Object.keys(place.rows));
  return byValue((value): z.ZodType<T> => {
    const schema = isGroup(value) ? group(parametersNamedBy(place, value)) : name;
    // That the names are those of the table is beyond what types can say here.
    return schema as unknown as z.ZodType<T>;
  });

  function group(parameters: ReturnType<typeof parametersNamedBy>): z.ZodType<unknown> {
    // Without a row nobody knows which keys are right.
    if (!parameters) return z.looseObject({ name });
    const keys = Object.entries(parameters).map(([key, { least, most, whole }]) => {
      const bounded = z.number().min(least).max(most);
      return [key, plain(whole ? bounded.int() : bounded).optional()];
    });
    const all = z.strictObject({ name, ...Object.fromEntries(keys) });
    return all.transform((given) => (Object.keys(given).length === 1 ? given.name : given));
  }
}

const initialiser = z.enum(initialiserNames);
const initGroup = z.strictObject({ init: initialiser, seed: seed.default(defaults.seed) });
const initName = initialiser.transform((init) => ({ init, seed: defaults.seed }));

/** Numbers written out, or a way to draw them: by name, or in a group with a seed. */
export function orDrawn<T>(writtenOut: z.ZodType<T>) {
  return byValue((value): z.ZodType<T | InitSpec> => {
    if (typeof value === 'string') return initName;
    return isGroup(value) ? initGroup : writtenOut;
  });
}

/** Numbers in lists of any depth, row by row. */
export const nested: z.ZodType<Nested> = byValue(
  (value): z.ZodType<Nested> => (Array.isArray(value) ? z.array(nested).min(1) : number),
);

/** The numbers of one sample: a list, or a picture or a sequence in rows. */
export const sample = byValue((value): z.ZodType<readonly Nested[]> => {
  const isDeep = Array.isArray(value) && value.some(Array.isArray);
  return isDeep ? z.array(nested) : numbers;
});
