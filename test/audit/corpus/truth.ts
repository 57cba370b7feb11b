import { type Model, numbersOf, type Quantity, valuesOf } from './model.ts';

/** The loss in a step with one entry of a parameter moved in it: measured, with no calculus. */
function lossMoved(
  model: Model,
  parameter: Quantity,
  { step, entry, by }: { step: number; entry: number; by: number },
): number {
  const values = valuesOf(model);
  const quantities = model.quantities.map((quantity): Quantity => {
    const isState = quantity.kind === 'weight' || quantity.kind === 'bias';
    if (!isState || quantity.once) return quantity;
    // All before this step is of no account: its parameters are typed, and one of them is moved.
    const value = values(quantity.key, step);
    const { key, kind, name, shape } = quantity;
    const moved =
      key !== parameter.key
        ? value
        : typeof value === 'number'
          ? value + by
          : value.map((row, r) => row.map((x, c) => (r * row.length + c === entry ? x + by : x)));
    const once = { start: moved, typed: moved };
    return { key, kind, name, ...once, ...(shape && { shape }) };
  });
  return numbersOf(valuesOf({ ...model, quantities })('E', step))[0];
}

/** A gradient as the sheet has it, and as it is measured. */
export interface Slope {
  readonly key: string;
  readonly step: number;
  readonly got: number;
  readonly measured: number;
}

const width = 1e-5;

/** The gradients that lead to the updates, of all parameters in the given steps. */
export function slopesOf(model: Model, steps: readonly number[]): Slope[] {
  const values = valuesOf(model);
  const gradients = model.quantities.filter(
    ({ kind, key }) => kind === 'mean gradient' || (kind === 'gradient' && !key.includes('.')),
  );
  return gradients.flatMap(({ key, name }) => {
    const parameter = model.quantities.find((quantity) => quantity.key === name)!;
    return steps.flatMap((step) =>
      numbersOf(values(key, step)).map((got, entry) => {
        const [up, down] = [width, -width].map((by) =>
          lossMoved(model, parameter, { step, entry, by }),
        );
        return { key, step, got, measured: (up - down) / (2 * width) };
      }),
    );
  });
}

/** Equal to what a central difference can tell. */
export const isEqual = (got: number, wanted: number): boolean =>
  Math.abs(got - wanted) < 1e-6 + 1e-5 * Math.abs(wanted);

const updates = new Set(['weight', 'bias', 'first moment', 'second moment']);

/**
 * Whether a change by one factor of the loss, or of all gradients, left them belonging to each other: a
 * sheet that an audit has to call right, with a remark. Updates are judged for themselves.
 */
export const isStillRight = (model: Model, changed: readonly Quantity[]): boolean =>
  changed.every(({ kind }) => !updates.has(kind)) && descends(model);

/**
 * Whether the gradients are the slopes of the loss in every step, but for one constant that all share.
 * After a change of the loss by a factor a sheet is as right as before.
 */
function descends(model: Model): boolean {
  const all = Array.from({ length: model.steps }, (_, step) => step);
  // Most changes show in the first steps.
  return areSlopes(slopesOf(model, [0, 1])) && areSlopes(slopesOf(model, all));
}

function areSlopes(slopes: readonly Slope[]): boolean {
  const largest = slopes.reduce((a, b) => (Math.abs(a.measured) > Math.abs(b.measured) ? a : b));
  const constant = largest.got / largest.measured;
  // What goes the other way climbs.
  return constant > 0 && slopes.every(({ got, measured }) => isEqual(got, constant * measured));
}
