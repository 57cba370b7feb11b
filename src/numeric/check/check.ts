import {
  ALLOWED,
  DEFAULT_MOVE,
  LEAST_LEVER,
  type PassSide,
  SIDES,
  SMALL,
  UNCERTAIN,
} from '../../functions/gradient-check.ts';
import { LARGEST } from '../../functions/thresholds.ts';
import type { Network } from '../../network/network.ts';
import { gradientOf } from '../../network/parameters.ts';
import type { Ref } from '../../ref.ts';
import { networkAt } from '../at.ts';
import { withParameter } from '../parameter.ts';
import { type Run, runOf } from '../run.ts';
import { columnOf } from '../value.ts';
import { forwardPass, type Pass } from './pass.ts';
import { type Bounds, boundsOf, leverOf } from './reach.ts';

/** The gradient of one parameter beside what its definition says it is. */
export interface CheckedGradient {
  readonly parameter: Ref;
  /** The parameter at the checked step. */
  readonly value: number;
  /** ∂E/∂w by backpropagation. */
  readonly analytic: number;
  /** Δ: by how much the parameter is moved to either side; and then by twice as much. */
  readonly width: number;
  readonly passes: Readonly<Record<PassSide, Pass>>;
  /** (E₊ − E₋) / 2Δ, and the same at 2Δ. */
  readonly narrow: number;
  readonly wide: number;
  readonly difference: number;
  readonly allowed: number;
  /** How many units' net inputs cross a kink between the two wide passes; NaN if one overflowed. */
  readonly kinks: number;
  readonly remark: Remark;
  readonly mark: Mark;
}

export type Mark = '✓' | '✗' | '–';
/** Why there is no verdict on a gradient; of a broken table also `no number`. */
export type Remark =
  | ''
  | 'not all values are numbers'
  | 'not finite'
  | 'crosses a kink'
  | 'lost in round-off'
  | 'bends within Δ';

/** Whether inputs, targets and parameters are numbers still: training may have carried them off. */
function isGiven({ inputs, targets, layers }: Network): boolean {
  const ofLayers = layers.flatMap(({ weights, biases }) => [weights, biases ?? []]);
  return [inputs, targets, ...ofLayers].every((values) =>
    values.every((x) => Math.abs(x) < LARGEST.value),
  );
}

/** Everything that the check comes to. */
export interface Checked {
  readonly network: Network;
  /** The forward pass at w itself, and what is known of it. */
  readonly base: Pass;
  readonly bounds: Bounds;
  /** A slope, or an error of one, that counts as 0: a millionth of the largest slope, or of 1. */
  readonly small: number;
  readonly gradients: readonly CheckedGradient[];
  /** Rows of the run, and those of them that are finite. */
  readonly rows: { readonly all: number; readonly known: number };
}

/**
 * Checks gradients against central differences: the definition of a derivative, free of the chain
 * rule (Griewank and Walther, Evaluating Derivatives, ch. 1; Goodfellow et al., Deep Learning,
 * § 11.5.1).
 *
 * Δ is such that no net input moves by more than h, and by less where the errors are small, because
 * E bends most, compared with its slope, where it is nearly flat. Two widths tell what a quotient is
 * worth: its own error falls with Δ², so it is less than the two differ. What may differ is 1e-4 of
 * the slope, twice that difference, and the round-off of E divided by Δ. Where the last two are more
 * than a hundredth of the slope, nothing is proven and nothing refuted.
 *
 * @param at the step, the sample counted from 0, and h.
 */
export function checkGradients(
  run: Run,
  parameters: readonly Ref[],
  { step, sample = 0, h = DEFAULT_MOVE }: { step: number; sample?: number; h?: number },
): Checked {
  const network = networkAt(run.trace, step, sample);
  const now = runOf(network);
  const base = forwardPass(network);
  const bounds = boundsOf(network, base, h);
  const measured = parameters.map((parameter) => {
    const width =
      bounds.move / Math.max(LEAST_LEVER.value, leverOf(network, base, bounds, parameter));
    const pass = (side: PassSide) =>
      forwardPass(withParameter(network, parameter, (w) => w + SIDES[side] * width));
    const passes = {
      plus: pass('plus'),
      minus: pass('minus'),
      plus2: pass('plus2'),
      minus2: pass('minus2'),
    };
    const narrow = (passes.plus.total - passes.minus.total) / (2 * width);
    const wide = (passes.plus2.total - passes.minus2.total) / (4 * width);
    return { parameter, width, passes, narrow, wide };
  });
  const sizes = measured.map(({ narrow }) => Math.abs(narrow));
  const largest = sizes.every(Number.isFinite) ? sizes.reduce((a, b) => Math.max(a, b), 1) : 1;
  const small = largest / SMALL.value;
  const given = isGiven(network);
  const gradients = measured.map(({ parameter, width, passes, narrow, wide }): CheckedGradient => {
    const value = columnOf(now, parameter)(0);
    const analytic = columnOf(now, gradientOf(parameter))(0);
    const difference = Math.abs(analytic - narrow);
    const bend = 2 * Math.abs(narrow - wide);
    const noise = bounds.offTotal / width;
    const allowed = ALLOWED.value * Math.abs(narrow) + bend + noise;
    const kinks = crossings(network, passes.plus2, passes.minus2);
    const certain = Math.max(small, UNCERTAIN.value * Math.max(Math.abs(narrow), Math.abs(wide)));
    const numbers = [analytic, narrow, wide, difference, allowed];
    const remark: Remark = !given
      ? 'not all values are numbers'
      : !numbers.every((x) => Math.abs(x) < LARGEST.value)
        ? 'not finite'
        : kinks > 0
          ? 'crosses a kink'
          : noise > certain
            ? 'lost in round-off'
            : bend > certain
              ? 'bends within Δ'
              : '';
    const mark = remark === '' ? (difference <= allowed ? '✓' : '✗') : '–';
    return {
      parameter,
      value,
      analytic,
      width,
      passes,
      narrow,
      wide,
      difference,
      allowed,
      kinks,
      remark,
      mark,
    };
  });
  const known = run.diagnosis.finite.filter((each) => each === 1).length;
  return { network, base, bounds, small, gradients, rows: { all: run.trace.rows, known } };
}

function crossings({ layers }: Network, plus: Pass, minus: Pass): number {
  let count = 0;
  for (const [l, { activation }] of layers.entries()) {
    const below = minus.layers[l]!.net;
    for (const [j, one] of plus.layers[l]!.net.entries()) {
      const other = below[j]!;
      for (const kink of activation.kinks) {
        if (Number.isNaN(one + other)) return Number.NaN;
        const [least, most] = [Math.min(one, other), Math.max(one, other)];
        if (least < most && least <= kink && kink <= most) count++;
      }
    }
  }
  return count;
}
