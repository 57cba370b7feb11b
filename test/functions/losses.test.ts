import { describe, expect, it } from 'vitest';
import { activationOf } from '../../src/functions/activations.ts';
import { type Loss, type LossRow, losses, lossNames, lossOf } from '../../src/functions/losses.ts';
import type { Engine } from '../engines/engine.ts';
import { gnumeric } from '../engines/gnumeric.ts';
import { hyperformula } from '../engines/hyperformula.ts';
import { libreoffice } from '../engines/libreoffice.ts';
import { engineOrSkip } from '../engines/require.ts';
import { evaluate } from '../support/textbook.ts';
import { type Check, GRID, LAYERS, parameterSets, quotient, wrongTexts } from './support.ts';

/** Every row passes the same checks, with its defaults and other parameters; none is named. */
const all = lossNames.flatMap((name) => {
  const row: LossRow = losses[name];
  return parameterSets(row.parameters).flatMap((given) =>
    [1, 3].map((outputs) => ({
      title: `${name} ${JSON.stringify(given)} of ${outputs}`,
      outputs,
      loss: lossOf(name, outputs, given),
    })),
  );
});
const onActivations = all.filter(({ loss }) => loss.output === null);
const onNets = all.filter(({ loss }) => loss.output !== null);

const PAIRS = GRID.flatMap((t) => [-3, 0, 0.25, 1, 40].map((a) => [t, a] as const));

/** Output layers at their net inputs, with the targets to meet; some saturated beyond all digits. */
interface Output {
  readonly net: readonly number[];
  readonly targets: readonly number[];
}

const saturated = LAYERS.concat([[800], [-800], [800, -800], [-800, 800, 0], [1e100, -1e100]]);

const OUTPUTS: readonly Output[] = saturated.flatMap((net) => {
  const oneHot = net.map((_, j) => net.map((_, i) => Number(i === j)));
  const shares = net.map((_, j) => (j === 0 ? 1 - (net.length - 1) / 8 : 1 / 8));
  return [...oneHot, shares].map((targets) => ({ net, targets }));
});

/** Activations, errors and gradients of an output layer with the activation that the loss needs. */
function pass(loss: Loss, { net, targets }: Output) {
  const activation = activationOf(loss.output!);
  const shared = activation.kind === 'layer' ? activation.sharedValues(Float64Array.from(net)) : [];
  const a = net.map((x) =>
    activation.kind === 'layer' ? activation.value(x, shared) : activation.value(x),
  );
  const errors = net.map((x, j) => loss.value(targets[j], a[j], x, shared));
  const slopes = net.map((_, j) => loss.slope(targets[j], a[j]));
  /** ∂E_total/∂net by the chain rule. */
  const chain = net.map((x, j) => {
    if (activation.kind === 'scalar') return slopes[j] * activation.slope(x, a[j]);
    return slopes.reduce((sum, slope, i) => {
      const factor = i === j ? activation.slope(a[j]) : activation.crossSlope(a[i], a[j]);
      return sum + slope * factor;
    }, 0);
  });
  const total = errors.reduce((sum, e) => sum + e);
  return { activation, shared, a, errors, total, slopes, chain };
}

describe.each(lossNames)('%s', (name) => {
  it('has defaults within the limits', () => {
    const { parameters }: LossRow = losses[name];
    for (const { default: value, least, most } of Object.values(parameters ?? {})) {
      expect(value).toBeGreaterThanOrEqual(least);
      expect(value).toBeLessThanOrEqual(most);
    }
  });
  it('has a slope of its own only with the activation that it collapses with', () => {
    const { output, net }: LossRow = losses[name];
    expect(net !== null).toBe(output !== null);
  });
});

describe.each(onActivations)('$title', ({ loss: { value, slope } }) => {
  it('has the slope of its values', () => {
    for (const [t, a] of PAIRS) {
      const expected = quotient((x) => value(t, x, 0, []), a, 1e-6);
      const size = Math.max(1, Math.abs(expected), value(t, a, 0, []));
      expect(Math.abs(slope(t, a) - expected) / size, `t ${t}, a ${a}`).toBeLessThan(1e-6);
    }
  });
  it('is 0 where the target is met, and nowhere below', () => {
    for (const t of GRID) expect(value(t, t, 0, [])).toBe(0);
    for (const [t, a] of PAIRS) expect(value(t, a, 0, [])).toBeGreaterThanOrEqual(0);
  });
  it('stays finite while its square does', () => {
    for (const [t, a] of [
      [1e150, -1e150],
      [0, 1e150],
      [-300, 300],
    ]) {
      expect(Number.isFinite(value(t, a, 0, []))).toBe(true);
      expect(Number.isFinite(slope(t, a))).toBe(true);
    }
  });
  it('passes an overflow on', () => {
    expect(value(0, Number.NaN, Number.NaN, [])).toBeNaN();
    expect(slope(0, Number.NaN)).toBeNaN();
  });
});

describe.each(onNets)('$title', ({ loss }) => {
  it('has the right gradient by the net inputs, even where the outputs are saturated', () => {
    for (const { net, targets } of OUTPUTS) {
      const { a, total } = pass(loss, { net, targets });
      for (const [j, x] of net.entries()) {
        const got = loss.net!.value(targets[j], a[j]);
        expect(Number.isFinite(got)).toBe(true);
        // Where E is beyond 1e99, quotients say nothing.
        if (Math.abs(x) > 1e3) continue;
        const E = (moved: number) => pass(loss, { net: net.with(j, moved), targets }).total;
        const allowed = 1e-7 * Math.max(1, total);
        const difference = Math.abs(got - quotient(E, x, 1e-6));
        expect(difference, `${net} for ${targets}, ${j}`).toBeLessThan(allowed);
      }
    }
  });
  it('has E as it is defined, where that can be computed', () => {
    const functions = { ln: Math.log };
    const [, definition] = loss.definition.value.split(' = ');
    for (const output of OUTPUTS) {
      const { a, errors } = pass(loss, output);
      for (const [j, E] of errors.entries()) {
        if (a[j] < 1e-9 || a[j] > 1 - 1e-9) continue;
        const value = (name: string) => (name === 't' ? output.targets[j] : a[j]);
        expect(E).toBeCloseTo(evaluate(definition, { value, functions }), 7);
      }
    }
  });
  it('has no error and no slope that is none', () => {
    for (const output of OUTPUTS) {
      const { errors, slopes, chain } = pass(loss, output);
      for (const number of [...errors, ...slopes, ...chain]) {
        expect(Number.isFinite(number), JSON.stringify(output)).toBe(true);
      }
      for (const E of errors) expect(E).toBeGreaterThanOrEqual(0);
    }
  });
  it('has the chain rule collapse into its slope by the net input', () => {
    for (const output of OUTPUTS) {
      const { a, chain } = pass(loss, output);
      if (a.some((each) => each < 1e-290 || each > 1 - 1e-6)) continue;
      for (const [j, each] of chain.entries()) {
        expect(each).toBeCloseTo(loss.net!.value(output.targets[j], a[j]), 9);
      }
    }
  });
  it('passes an overflow on', () => {
    for (const t of [0, 1]) {
      const shared = pass(loss, { net: [Number.NaN], targets: [t] }).shared;
      expect(loss.value(t, Number.NaN, Number.NaN, shared)).toBeNaN();
      expect(loss.net!.value(t, Number.NaN)).toBeNaN();
    }
  });
});

// What E must be far beyond what ln(a) can be computed from, by hand.
describe('E of saturated outputs', () => {
  it.each([
    ['binary-cross-entropy', [800], [0], 800],
    ['binary-cross-entropy', [800], [1], 0],
    ['binary-cross-entropy', [-800], [1], 800],
    ['binary-cross-entropy', [-800], [0.25], 200],
    ['cross-entropy', [800, 0], [0, 1], 800],
    ['cross-entropy', [800, 0], [1, 0], 0],
    ['cross-entropy', [800, 0, -800], [0, 0, 1], 1600],
    ['cross-entropy', [-800, -800], [0.5, 0.5], Math.log(2)],
  ] as const)('of %s at %j for %j is %d', (name, net, targets, expected) =>
    expect(pass(lossOf(name, net.length), { net, targets }).total).toBeCloseTo(expected, 12),
  );
});

const ofPairs = (title: string, { cell, value, slope }: Loss): Check[] =>
  PAIRS.flatMap(([t, a]) => [
    { name: `${title} value`, text: cell.value, holes: { t, a }, expected: value(t, a, 0, []) },
    { name: `${title} slope`, text: cell.slope, holes: { t, a }, expected: slope(t, a) },
  ]);

const ofOutputs = (title: string, loss: Loss): Check[] =>
  OUTPUTS.flatMap((output) => {
    const { activation, shared, a, errors, slopes } = pass(loss, output);
    const keys = activation.kind === 'layer' ? activation.shared.map(({ key }) => key) : [];
    const common = Object.fromEntries(keys.map((key, part) => [key, shared[part]]));
    return output.net.flatMap((x, j): Check[] => {
      const holes = { t: output.targets[j], a: a[j], x, ...common };
      const net = loss.net!;
      return [
        { name: `${title} value`, text: loss.cell.value, holes, expected: errors[j] },
        { name: `${title} slope`, text: loss.cell.slope, holes, expected: slopes[j] },
        { name: `${title} net`, text: net.cell, holes, expected: net.value(holes.t, a[j]) },
      ];
    });
  });

describe.each<Engine>([hyperformula, libreoffice, gnumeric])('$name', (engine) => {
  engineOrSkip(engine)('computes the cell texts of every loss', () => {
    it('as the numbers', async () => {
      const checks = [
        ...onActivations.flatMap(({ title, loss }) => ofPairs(title, loss)),
        ...onNets.flatMap(({ title, loss }) => ofOutputs(title, loss)),
      ];
      expect(await wrongTexts(engine, checks)).toEqual([]);
    }, 120_000);
  });
});
