import { GradsheetError } from '../errors.ts';
import { sfc32 } from '../functions/random.ts';
import { quote } from './problem.ts';
import { shapesOf } from './shapes.ts';
import type { Spec } from './spec.ts';
import { longestName } from './values.ts';

/**
 * Whole hundredths: two decimals are easily typed, read out and worked with by hand.
 *
 * Weights and biases between −1 and 1 keep the net inputs of a small network where its activations
 * bend, and give gradients of both signs; a weight of 0 would pass nothing on, forward or back, and
 * leave its student an exercise about zeros. Inputs stay off 0, where no weight of theirs would
 * learn, and inside the range of a sigmoid.
 */
const hundredths = {
  parameter: { least: -100, most: 100 },
  input: { least: 5, most: 95 },
} as const;

/** What `variantOf` draws from, in words; each value is as likely as any other. */
export const variantRanges = {
  parameters: `from ${rangeText(hundredths.parameter)} but never 0, two decimals`,
  inputs: `from ${rangeText(hundredths.input)}, two decimals`,
} as const;

/** What a variant takes from its spec rather than drawing it. */
export interface Kept {
  readonly keepInputs?: boolean;
  /** Of layers that have them. */
  readonly keepBiases?: boolean;
}

/**
 * The spec with other inputs, initial weights and, in layers that have them, biases: drawn at random
 * from `variantRanges`, two decimals each. Targets, training and comparison stay, and so does a whole
 * data set: of it only weights and biases vary. The name gets the number: `Simple BackProp · 007`.
 *
 * A function of its arguments alone: a variant is the same among three as among three thousand. What
 * is kept changes nothing else: a variant has the same weights with its inputs drawn or kept.
 *
 * @param seed a whole number from 0 to 2^53 − 1.
 * @param number which variant, a whole number from 1.
 * @throws GradsheetError USAGE for a seed or number that is none of these.
 */
export function variantOf(
  spec: Spec,
  seed: number,
  number: number,
  { keepInputs = false, keepBiases = false }: Kept = {},
): Spec {
  checkWhole('seed', seed, 0);
  checkWhole('number', number, 1);
  // 96 bits of seed, so that no two variants share a stretch of their random numbers. With the 32
  // bits of mulberry32 some would, among the 1e5 variants of a large run.
  const random = sfc32(seed, Math.floor(seed / 4294967296), number);
  const input = () => draw(random, hundredths.input) / 100;
  const parameter = () => drawNonZero(random, hundredths.parameter) / 100;
  // Drawn even where they are kept, so that what is drawn after them is the same.
  const inputs = spec.data ? spec.inputs : spec.inputs.map(input);
  return {
    ...spec,
    name: nameOf(spec.name, number),
    inputs: keepInputs ? spec.inputs : inputs,
    layers: shapesOf(spec).map(({ spec: layer, rows, blocks }) => {
      const drawn = (count: number) => Array.from({ length: count }, parameter);
      const matrices = blocks.map(({ key, columns }) => [
        key,
        Array.from({ length: rows }, () => drawn(columns)),
      ]);
      const biases = layer.biases && drawn(rows);
      return {
        ...layer,
        ...Object.fromEntries(matrices),
        biases: keepBiases ? layer.biases : biases,
      };
    }),
  };
}

function checkWhole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  const shown = typeof value === 'string' ? quote(value) : String(value);
  const says = `the ${name} of a variant must be a whole number from ${least} to 2^53 − 1, not ${shown}`;
  throw new GradsheetError('USAGE', says, {
    path: name,
    hint: 'write for example `variantOf(spec, 2025, 1)`: seed 2025, the first variant',
  });
}

/** `007`. The width goes by the number alone, so that a variant's name is the same in every run. */
export function variantLabel(number: number): string {
  return String(number).padStart(3, '0');
}

function nameOf(name: string, number: number): string {
  const ending = ` · ${variantLabel(number)}`;
  const start = [...name].slice(0, longestName - ending.length).join('');
  return `${start.trimEnd()}${ending}`;
}

interface Range {
  readonly least: number;
  readonly most: number;
}

function draw(random: () => number, { least, most }: Range): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** From a range around 0, without it. */
function drawNonZero(random: () => number, { least, most }: Range): number {
  const drawn = draw(random, { least, most: most - 1 });
  return drawn < 0 ? drawn : drawn + 1;
}

function rangeText({ least, most }: Range): string {
  return `${least / 100} to ${most / 100}`.replace('-', '−');
}
