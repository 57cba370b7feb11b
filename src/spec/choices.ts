import { activations } from '../functions/activations.ts';
import { losses } from '../functions/losses.ts';
import { optimizers, penalties } from '../functions/optimizers.ts';
import { schedules } from '../functions/schedules.ts';

/** A number that may stand beside the name of a row, as far as a spec goes. */
export interface ChoiceParameter {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
  /** If left out; some go by the number of steps. */
  readonly default: number | ((steps: number) => number);
}

/** A place in a spec where a row of a table is named, alone or in a group with its parameters. */
export interface ChoicePlace {
  /** What the rows are: `activation`. */
  readonly kind: string;
  /** The parameters of each row, by the row's name. */
  readonly rows: Readonly<Record<string, Readonly<Record<string, ChoiceParameter>>>>;
  /** How each row is named where it has parameters of its own: with the first of them. */
  readonly examples: Readonly<Record<string, string>>;
}

type Row = { readonly parameters?: Readonly<Record<string, ChoiceParameter>> };

function placeOf(
  kind: string,
  table: Readonly<Record<string, object>>,
  common: Readonly<Record<string, ChoiceParameter>> = {},
): ChoicePlace {
  const rows = Object.entries(table).map(([name, row]) => [
    name,
    { ...common, ...(row as Row).parameters },
  ]);
  const examples = Object.entries(table).map(([name, { parameters = {} }]: [string, Row]) => {
    const [first] = Object.entries(parameters);
    return [name, first ? parameterExample(name, ...first) : name];
  });
  return { kind, rows: Object.fromEntries(rows), examples: Object.fromEntries(examples) };
}

/** Any optimizer takes these, unless it has one of its own by that name. */
const penaltyParameters = Object.fromEntries(
  Object.entries(penalties).map(([name, { parameter }]) => [name, parameter]),
);

/** All such places by their path with the positions left out. A new row needs nothing here. */
export const choicePlaces = {
  'layers[].activation': placeOf('activation', activations),
  loss: placeOf('loss', losses),
  'training.optimizer': placeOf('optimizer', optimizers, penaltyParameters),
  'training.schedule': placeOf('schedule', schedules),
} as const satisfies Readonly<Record<string, ChoicePlace>>;

export type ChoicePath = keyof typeof choicePlaces;

/** The place at a path without positions, if there is one. */
export function choicePlaceAt(pattern: string): ChoicePlace | undefined {
  return Object.hasOwn(choicePlaces, pattern) ? choicePlaces[pattern as ChoicePath] : undefined;
}

/** The parameters of the row that `value` names, or undefined where it names none. */
export function parametersNamedBy(
  { rows }: ChoicePlace,
  value: unknown,
): ChoicePlace['rows'][string] | undefined {
  const name = isGroup(value) ? value.name : value;
  return typeof name === 'string' && Object.hasOwn(rows, name) ? rows[name] : undefined;
}

/** `{ name: leaky-relu, slope: 0.01 }`: how a parameter is given. */
export function parameterExample(name: string, key: string, parameter: ChoiceParameter): string {
  return `{ name: ${name}, ${key}: ${usualValue(parameter)} }`;
}

/** A value that makes sense and a difference, for examples. */
export function usualValue({ default: usual, least, most }: ChoiceParameter): number {
  const value = typeof usual === 'number' ? usual : usual(100);
  return value === 0 && least <= 0.01 && most >= 0.01 ? 0.01 : value;
}

/** Whether a value is a group of keys. */
export function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
