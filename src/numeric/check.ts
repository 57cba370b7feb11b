import type { Layer, Network } from '../network/network.ts';
import { gradientOf } from '../network/parameters.ts';
import { type Ref, ref } from '../network/ref.ts';
import { networkAt } from './at.ts';
import { runOf } from './diagnose.ts';
import { type Trace, train } from './train.ts';
import { columnOf, type Run } from './value.ts';

/** The gradient of one parameter beside what its definition says it is. */
export interface CheckedGradient {
  readonly parameter: Ref;
  /** The parameter at the checked step. */
  readonly value: number;
  /** ∂E/∂w by backpropagation. */
  readonly analytic: number;
  /** Δ: by how much the parameter is moved to either side. */
  readonly width: number;
  /** The forward pass with the parameter moved up and down; one row each. */
  readonly plus: Trace;
  readonly minus: Trace;
  /** (E₊ − E₋) / 2Δ. */
  readonly estimate: number;
  readonly difference: number;
  readonly allowed: number;
  /** How many units' net inputs cross a kink between the two passes; NaN if one overflowed. */
  readonly kinks: number;
  /** Whether the gradient changes so much within Δ that the quotient says little. */
  readonly bends: boolean;
  readonly mark: Mark;
}

export type Mark = '✓' | '✗' | '–';

/** The share of a gradient by which the estimate may be off. */
const RELATIVE = 0.0001;

/** The share of a gradient by which it may change within Δ before a quotient proves nothing wrong. */
export const BEND = 0.1;

/**
 * Checks gradients against central differences: the definition of a derivative, free of the chain
 * rule (Griewank and Walther, Evaluating Derivatives, ch. 1; Goodfellow et al., Deep Learning,
 * § 11.5.1).
 *
 * What may differ: the quotient's own error is Δ²/6·E‴, which is small against the change of the
 * gradient within the step, |E₊ − 2E + E₋|/Δ, or against the gradient itself: 1e-4 of the larger
 * one is allowed. Round-off: E is known to some 100 units in the last place of E and of (t − a),
 * whose size is √(2E); divided by Δ.
 *
 * @param at the step, the sample counted from 0 and h: a parameter w is moved by h·max(1, |w|).
 */
export function checkGradients(
  run: Run,
  parameters: readonly Ref[],
  { step, sample = 0, width }: { step: number; sample?: number; width: number },
): CheckedGradient[] {
  const network = networkAt(run.trace, step, sample);
  const now = runOf(network);
  const total = now.trace.totals[0];
  const known = roundOff(network, total, (r) => columnOf(now, r)(0));
  return parameters.map((parameter) => {
    const value = columnOf(now, parameter)(0);
    const analytic = columnOf(now, gradientOf(parameter))(0);
    const delta = width * Math.max(1, Math.abs(value));
    const plus = train(moved(network, parameter, delta));
    const minus = train(moved(network, parameter, -delta));
    const estimate = (plus.totals[0] - minus.totals[0]) / (2 * delta);
    const difference = Math.abs(analytic - estimate);
    const curvature = Math.abs(plus.totals[0] - 2 * total + minus.totals[0]) / delta;
    const allowed = RELATIVE * Math.max(Math.abs(analytic), curvature) + known / delta;
    const kinks = crossings(plus, minus);
    const bends = curvature > BEND * Math.max(Math.abs(analytic), Math.abs(estimate));
    const mark = markOf({ difference, allowed, kinks, bends });
    return {
      parameter,
      value,
      analytic,
      width: delta,
      plus,
      minus,
      estimate,
      difference,
      allowed,
      kinks,
      bends,
      mark,
    };
  });
}

/**
 * What the whole check says, in words.
 * @param parameters how many there are, of which the checked ones may be a sample.
 */
export function proofOf(checks: readonly CheckedGradient[], parameters = checks.length): string {
  const count = (mark: Mark) => checks.filter((check) => check.mark === mark).length;
  const wrong = count('✗');
  if (wrong > 0) return `${wrong} of ${checks.length} gradients are wrong`;
  const unclear = count('–');
  if (unclear === checks.length) return 'no gradient can be checked at this step';
  const remark = unclear > 0 ? `, ${unclear} cannot be checked here` : '';
  return `all ${count('✓')} gradients proven${remark}${sampleRemark(checks.length, parameters)}`;
}

/** Says so where not all parameters were checked. */
export function sampleRemark(checked: number, parameters: number): string {
  return checked < parameters ? `, a sample of the ${parameters}` : '';
}

/**
 * What E may be off by: 100 · 2⁻⁵² of E and of t − a, whose size is √(2E), times the sizes of t and
 * of the outputs' net inputs where these are not near 1; with a loss that is computed from the net
 * inputs, 100 · 2⁻⁵² of those.
 */
export function roundOff(network: Network, total: number, at: (r: Ref) => number): number {
  const size = sizesIn(network).reduce((sum, r) => sum + Math.abs(at(r)), 1);
  const known = network.loss.net ? 1 : Math.sqrt(2 * total);
  return (100 / 4503599627370496) * (total + known * size);
}

/** The quantities whose sizes count in that. */
export function sizesIn({ loss, batches, targets, layers }: Network): Ref[] {
  if (!loss.net && !batches) return [];
  return Array.from(targets).flatMap((_, j) => [
    ref('target', 0, j),
    ref('net', layers.length - 1, j),
  ]);
}

function markOf({
  difference,
  allowed,
  kinks,
  bends,
}: Pick<CheckedGradient, 'difference' | 'allowed' | 'kinks' | 'bends'>): Mark {
  if (!(difference < 1e300 && allowed < 1e300) || kinks > 0) return '–';
  if (difference <= allowed) return '✓';
  return bends ? '–' : '✗';
}

function moved(network: Network, { kind, layer, unit, input }: Ref, by: number): Network {
  const layers = network.layers.map((each, l): Layer => {
    if (l !== layer) return each;
    const values = Float64Array.from(kind === 'weight' ? each.weights : each.biases!);
    values[kind === 'weight' ? unit * each.fanIn + input : unit] += by;
    return kind === 'weight' ? { ...each, weights: values } : { ...each, biases: values };
  });
  return { ...network, layers };
}

function crossings(plus: Trace, minus: Trace): number {
  let count = 0;
  for (const [l, { activation }] of plus.network.layers.entries()) {
    for (const [j, above] of plus.layers[l].net.entries()) {
      const below = minus.layers[l].net[j];
      for (const kink of activation.kinks) {
        if (Number.isNaN(above + below)) return Number.NaN;
        const [least, most] = [Math.min(above, below), Math.max(above, below)];
        if (least < most && least <= kink && kink <= most) count++;
      }
    }
  }
  return count;
}
