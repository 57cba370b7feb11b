import { describe, expect, it } from 'vitest';
import {
  type Optimizer,
  type OptimizerName,
  optimizerNames,
  optimizers,
  penalties,
} from '../../src/functions/optimizers.ts';
import { type Parameters, withDefaults } from '../../src/functions/parameters.ts';
import { scheduleNames, schedules } from '../../src/functions/schedules.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { diagnose } from '../../src/numeric/diagnose.ts';
import { train } from '../../src/numeric/train.ts';
import { columnOf } from '../../src/numeric/value.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { quantitiesOf } from '../../src/symbolic/quantities.ts';
import type { Engine } from '../engines/engine.ts';
import { gnumeric } from '../engines/gnumeric.ts';
import { hyperformula } from '../engines/hyperformula.ts';
import { libreoffice } from '../engines/libreoffice.ts';
import { engineOrSkip } from '../engines/require.ts';
import { gridFile, valueAt } from '../support/grid.ts';
import { seed } from '../support/specs.ts';
import { LEADS, tableOf } from '../support/table.ts';
import { isNear, parameterSets } from './support.ts';

/**
 * The parameter after one more update, from the whole history: its value now and the gradients of
 * all updates, the last one included. No reference remembers anything, as the rows do: what a row
 * keeps as a running number is here the sum that its paper unrolls it to.
 */
type Reference = (w: number, g: readonly number[], eta: number, p: Parameters) => number;

/** Σᵢ βᵗ⁻ⁱ·xᵢ */
const discounted = (xs: readonly number[], beta: number) =>
  xs.reduce((sum, x, i) => sum + beta ** (xs.length - 1 - i) * x, 0);
const squares = (g: readonly number[]) => g.map((each) => each ** 2);
const lastOf = (g: readonly number[]) => g[g.length - 1];

const adam: Reference = (w, g, eta, { beta1, beta2, epsilon }) => {
  // Kingma and Ba 2015, § 3: the mean is biased by the sum of its weights, 1 − βᵗ.
  const mean = (xs: readonly number[], beta: number) =>
    discounted(xs, beta) /
    discounted(
      xs.map(() => 1),
      beta,
    );
  return w - (eta * mean(g, beta1)) / (Math.sqrt(mean(squares(g), beta2)) + epsilon);
};

const references: Record<OptimizerName, Reference> = {
  // Robbins and Monro 1951.
  sgd: (w, g, eta) => w - eta * lastOf(g),
  // Polyak 1964; as in Sutskever et al. 2013, eq. 1 and 2, with η taken out of the velocity.
  momentum: (w, g, eta, { beta }) => w - eta * discounted(g, beta),
  // Sutskever et al. 2013, § 2, in the form whose parameter is the point looked ahead to.
  nesterov: (w, g, eta, { beta }) => w - eta * (lastOf(g) + beta * discounted(g, beta)),
  // Duchi, Hazan and Singer 2011, the diagonal of G.
  adagrad: (w, g, eta, { epsilon }) =>
    w - (eta * lastOf(g)) / (Math.sqrt(discounted(squares(g), 1)) + epsilon),
  // Tieleman and Hinton 2012, slide 29, with ε.
  rmsprop: (w, g, eta, { beta, epsilon }) =>
    w - (eta * lastOf(g)) / (Math.sqrt((1 - beta) * discounted(squares(g), beta)) + epsilon),
  adam,
  // Loshchilov and Hutter 2019, algorithm 2, line 12, with their η_t as η and α as 1.
  adamw: (w, g, eta, p) => adam(w, g, eta, p) - eta * p.weightDecay * w,
};

const all = optimizerNames.flatMap((name) => {
  const row: Optimizer = optimizers[name];
  return parameterSets(row.parameters as never).map((given) => ({
    title: `${name} ${JSON.stringify(given)}`,
    name,
    row,
    given,
    p: withDefaults(row.parameters as never, given),
  }));
});

/** Slopes of a bumpy valley. */
const slopeAt = (w: number) => w - 3 + 2 * Math.cos(3 * w);

describe.each(all)('$title', ({ name, row, p }) => {
  it('takes fifty steps as its paper says', () => {
    const states = new Float64Array(row.states.length);
    const history: number[] = [];
    for (let t = 1, w = -1.5; t <= 50; t++) {
      const [g, eta] = [slopeAt(w), 0.05 + 0.001 * t];
      history.push(g);
      const expected = references[name](w, history, eta, p);
      w = row.advance(states, { w, g, eta, t }, p);
      expect(Math.abs(w - expected), `step ${t}`).toBeLessThan(1e-11 * (1 + Math.abs(expected)));
    }
  });
  it('stands still without a slope, if nothing else pulls', () => {
    const { weightDecay: _, ...others } = p;
    const still = { w: 0.7, g: 0, eta: 1, t: 1 };
    const none = { ...others, ...('weightDecay' in p ? { weightDecay: 0 } : {}) };
    expect(row.advance(new Float64Array(row.states.length), still, none)).toBe(0.7);
  });
  it('passes an overflow on', () => {
    for (const bad of [{ w: Number.NaN }, { g: Number.NaN }, { eta: Number.NaN }]) {
      const of = { w: 1, g: 1, eta: 1, t: 1, ...bad };
      expect(row.advance(new Float64Array(row.states.length), of, p)).toBeNaN();
    }
  });
});

/** A weight and a bias that follow a line, with everything about the descent in columns. */
const problem = (optimizer: Spec['training']['optimizer'], steps: number): Spec => ({
  ...seed,
  inputs: [1.5],
  targets: [0.75],
  layers: [{ units: 1, activation: 'tanh', weights: [[-0.5]], biases: [0.25] }],
  training: { ...seed.training, optimizer, learningRate: 0.1, steps },
});

const runOf = (spec: Spec) => {
  const trace = train(buildNetwork(spec));
  return { trace, diagnosis: diagnose(trace) };
};

/** With and without what any optimizer may add to the gradient. */
const decays = [{}, { weightDecay: 0.1 }, { l1: 0.05 }, { weightDecay: 0.2, l1: 0.1 }];
const plans = all.flatMap((each) => decays.map((decay) => ({ ...each, decay })));

describe('the columns of a training', () => {
  it.each(plans)(
    'by $title with $decay are those of the papers',
    ({ name, row, given, p, decay }) => {
      const optimizer = { name, ...given, ...decay };
      const own = 'weightDecay' in row.parameters;
      const { layers } = runOf(problem(optimizer, 50)).trace;
      const parameters = own ? { ...p, ...decay } : p;
      const [l1, l2] = [optimizer.l1 ?? 0, own ? 0 : (optimizer.weightDecay ?? 0)];
      let [w, b] = [-0.5, 0.25];
      const history: [number[], number[]] = [[], []];
      for (let step = 0; step <= 50; step++) {
        expect(layers[0].weights[step]).toBeCloseTo(w, 9);
        expect(layers[0].biases![step]).toBeCloseTo(b, 9);
        const a = Math.tanh(1.5 * w + b);
        const delta = (a - 0.75) * (1 - a * a);
        history[0].push(delta * 1.5 + l2 * w + l1 * Math.sign(w));
        history[1].push(delta + l2 * b + l1 * Math.sign(b));
        w = references[name](w, history[0], 0.1, parameters);
        b = references[name](b, history[1], 0.1, parameters);
      }
    },
  );
});

describe('an overflow of what an optimizer remembers', () => {
  it.each(optimizerNames)('is one of the parameter, by %s', (optimizer) => {
    // The gradient is finite, its square is not.
    const spec: Spec = {
      ...problem(optimizer, 2),
      inputs: [1],
      layers: [{ units: 1, activation: 'linear', weights: [[1e160]], biases: null }],
    };
    const { layers } = runOf(spec).trace;
    const { states } = optimizers[optimizer] as Optimizer;
    const square = states.some(({ cell }) => cell.includes('{g}*{g}'));
    expect(layers[0].gradWeights[0]).toBe(1e160);
    expect(Number.isNaN(layers[0].weights[1])).toBe(square);
  });
});

describe('what may be set', () => {
  const rows: readonly [string, Optimizer['parameters']][] = [
    ...Object.entries<Optimizer>(optimizers).map(
      ([name, { parameters }]) => [name, parameters] as const,
    ),
    ...scheduleNames.map((name) => [name, schedules[name].parameters] as const),
    ...Object.entries(penalties).map(
      ([name, { parameter }]) => [name, { [name]: parameter }] as const,
    ),
  ].map(([name, parameters]) => [name, parameters]);

  it.each(rows)('of %s has a cell with a name that is no address', (_, parameters) => {
    for (const { cell, least, most, default: fallback } of Object.values(parameters)) {
      expect(cell).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(cell).not.toMatch(/^[a-z]{1,3}\d+$/);
      for (const steps of [1, 7, 1000]) {
        const value = typeof fallback === 'number' ? fallback : fallback(steps);
        expect(value).toBeGreaterThanOrEqual(least);
        expect(value).toBeLessThanOrEqual(most);
      }
    }
  });
  it('never has two cells of one name in a training', () => {
    for (const optimizer of Object.values<Optimizer>(optimizers)) {
      for (const schedule of scheduleNames) {
        const added = Object.entries(penalties)
          .filter(([name]) => !(name in optimizer.parameters))
          .map(([, { parameter }]) => parameter);
        const cells = [
          ...Object.values(optimizer.parameters),
          ...Object.values(schedules[schedule].parameters),
          ...added,
        ].map(({ cell }) => cell);
        expect(new Set(cells).size).toBe(cells.length);
        expect(cells).not.toContain('eta');
        expect(cells).not.toContain('tolerance');
      }
    }
  });
});

describe.each<Engine>([hyperformula, libreoffice, gnumeric])('$name', (engine) => {
  engineOrSkip(engine)('computes the columns of every optimizer', () => {
    it('as the numbers, over eight steps', async () => {
      const runs = plans.map(({ name, given, decay }) =>
        runOf(problem({ name, ...given, ...decay } as Spec['training']['optimizer'], 8)),
      );
      const tables = runs.map((run) => ({ run, quantities: quantitiesOf(run.trace.network) }));
      // One file: starting the program takes longer than the sums.
      const sheets = tables.map(({ run, quantities }, index) => {
        const { T, S, D } = tableOf(run, quantities);
        const rename = (grid: typeof T) =>
          grid.map((line) =>
            line.map((content) =>
              content === null || typeof content === 'number'
                ? content
                : { formula: content.formula.replace(/\b([SD])!/g, `$1${index}!`) },
            ),
          );
        return { [`T${index}`]: rename(T), [`S${index}`]: S, [`D${index}`]: D };
      });
      const file = await gridFile(Object.assign({}, ...sheets));
      const [cells] = await engine.recalculate([file]);
      const wrong = tables.flatMap(({ run, quantities }, index) =>
        quantities.flatMap(({ ref }, column) =>
          Array.from({ length: run.trace.rows }, (_, row) => {
            const expected = columnOf(run, ref)(row);
            const got = valueAt(cells, `T${index}`, row, LEADS.length + column);
            // Every step builds on the last bits of the one before.
            return isNear(got, expected, 1e-10)
              ? []
              : [{ plan: plans[index].title, ref, row, expected, got }];
          }).flat(),
        ),
      );
      expect(wrong).toEqual([]);
    }, 180_000);
  });
});
