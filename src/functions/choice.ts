import type { Parameters } from './parameters.ts';

/** A row of a table by its name, or with some of its parameters: `{ name: elu, alpha: 0.5 }`. */
export type Choice<Name extends string> =
  | Name
  | ({ readonly name: Name } & { readonly [parameter: string]: number | Name });

export function nameOf<Name extends string>(choice: Choice<Name>): Name {
  return typeof choice === 'string' ? choice : choice.name;
}

/** The parameters that are given; the others have the defaults of their row. */
export function givenParameters<Name extends string>(choice: Choice<Name>): Partial<Parameters> {
  if (typeof choice === 'string') return {};
  const { name, ...given } = choice;
  return given as Parameters;
}
