import { expect } from 'vitest';
import type { Workbook } from './workbook.ts';

/** What is typed into an experiment's workbook, and whether it then shows what the lesson says. */
export interface Claim {
  /** By the names of cells, as `cells` of a lesson names them; `y@3`: in the third row. */
  readonly type?: Readonly<Record<string, number>>;
  readonly see: (now: Workbook, before: Workbook) => void;
}

const all = (value: number) => (column: readonly number[]) =>
  expect(new Set(column)).toEqual(new Set([value]));
const zero = all(0);
const near = (got: number, wanted: number, digits = 2) => expect(got).toBeCloseTo(wanted, digits);
/** How many times larger the one is than the other. */
const times = (larger: number, smaller: number, least: number, most = Number.POSITIVE_INFINITY) => {
  expect(Math.abs(larger / smaller)).toBeGreaterThan(least);
  expect(Math.abs(larger / smaller)).toBeLessThan(most);
};

/** Of every template the claims of its experiments, in their order. */
export const claims: Readonly<Record<string, readonly Claim[]>> = {
  'simple-backprop': [
    {
      type: { eta: 10 },
      see: (now, before) => {
        expect(now.verdict).toBe('converged at step 7');
        expect(before.verdict).toBe('descending');
      },
    },
    {
      type: { eta: 1000 },
      see: (now) => {
        expect(now.verdict).toMatch(/^stuck/);
        near(now.lastLoss, 0.25);
        for (const name of ['a_o1', 'a_o2', '∂a_o1/∂o1', '∂a_o2/∂o2']) {
          for (const value of now.column(name).slice(1)) expect(value).toBeLessThan(0.001);
        }
      },
    },
    {
      type: { t1: 1 },
      see: (now, before) => {
        expect(now.lastLoss).toBeGreaterThan(0.01);
        times(now.lastLoss, before.lastLoss, 50, 60);
        expect(now.last('a_o1')).toBeLessThan(1);
      },
    },
    {
      type: { i1: 0 },
      see: (now) => {
        for (const name of ['∂E/∂w1', '∂E/∂w3']) zero(now.column(name));
        all(0.15)(now.column('w1'));
        for (const name of ['w2', 'w4', 'w5', 'w6', 'w7', 'w8']) {
          expect(now.last(name)).not.toBe(now.column(name)[0]);
        }
      },
    },
  ],
  mazur: [
    {
      type: { selected_step: 1 },
      see: (now) => {
        near(now.column('w5')[1], 0.35891648, 8);
        near(now.column('E_total')[1], 0.291027774, 9);
      },
    },
    { type: { eta: 2 }, see: (now, before) => times(before.lastLoss, now.lastLoss, 5) },
    {
      type: { eta: 100 },
      see: (now) => {
        const losses = now.column('E_total');
        expect(losses[1]).toBeLessThan(0.0001);
        times(losses[1], now.lastLoss, 1, 2);
        expect(now.column('a_o1')[1]).toBeLessThan(0.001);
        expect(now.column('a_o2')[1]).toBeGreaterThan(0.98);
        expect(now.column('∂a_o1/∂o1')[1]).toBeLessThan(0.001);
      },
    },
  ],
  deep: [
    {
      type: { eta: 10 },
      see: (now, before) => {
        expect(now.verdict).toBe('converged at step 3');
        expect(before.verdict).toBe('descending');
      },
    },
    {
      type: { eta: 100 },
      see: (now) => {
        expect(now.verdict).toBe('stuck, saturated');
        for (const name of ['a_o1', 'a_o2']) near(Math.round(now.last(name)), now.last(name));
        times(now.column('∂E/∂w1')[0], now.last('∂E/∂w1'), 1e9);
      },
    },
    {
      type: { i1: 0 },
      see: (now) => {
        for (const name of ['∂E/∂w1', '∂E/∂w3', '∂E/∂w5']) zero(now.column(name));
        expect(now.last('w2')).not.toBe(now.column('w2')[0]);
      },
    },
  ],
  'linear-regression': [
    { type: { eta: 0.0003 }, see: (now) => expect(now.verdict).toBe('rising') },
    {
      type: { w1: 2, b1: 30 },
      see: (now) => {
        expect(now.verdict).toBe('converged at step 0');
        for (const name of ['∂E/∂w1', '∂E/∂b1', 'E_total']) zero(now.column(name));
      },
    },
    {
      type: { 'y@3': 860 },
      see: (now) => {
        const w1 = now.column('w1');
        for (const [row, value] of [2.9, 7.3, 4.8].entries()) near(w1[2 + row], value, 1);
      },
    },
  ],
  'logistic-regression': [
    {
      type: { 'passed@10': 1 },
      see: (now, before) => {
        const border = (of: Workbook) => -of.last('b1') / of.last('w1');
        near(border(before), 2.7, 1);
        near(border(now), 2.4, 1);
      },
    },
    {
      type: { w1: -3 },
      see: (now) => {
        near(now.firstLoss, 5.9, 1);
        near(now.lastLoss, 0.5, 1);
        // The longest learner, who passed.
        near(now.column('∂E/∂o1')[19], -1, 5);
        near(now.column('∂a_o1/∂o1')[19], 0, 5);
      },
    },
    {
      type: { eta: 5 },
      see: (now) => {
        expect(now.verdict).toBe('oscillating');
        expect(now.lastLoss).toBeGreaterThan(0.7);
      },
    },
  ],
  xor: [
    {
      type: { tolerance: 0.1 },
      see: (now) => expect(now.verdict).toBe('converged at step 57'),
    },
    {
      type: { tolerance: 0.1, 'x1 xor x2@2': 0, 'x1 xor x2@3': 0, 'x1 xor x2@4': 1 },
      see: (now) => expect(now.verdict).toBe('converged at step 31'),
    },
    {
      type: { eta: 10 },
      see: (now) => {
        expect(now.lastLoss).toBeGreaterThan(3);
        expect(now.column('a_o1').at(-2)).toBeLessThan(1e-6);
      },
    },
  ],
  'softmax-classifier': [
    {
      type: { b1: 100, b2: 100, b3: 100 },
      see: (now, before) => {
        for (const name of ['a_o1', 'a_o2', 'a_o3', '∂E/∂o1', '∂E/∂w1', 'E_total']) {
          for (const [row, value] of before.column(name).entries()) {
            near(now.column(name)[row], value, 9);
          }
        }
      },
    },
    {
      type: { 'x1@9': -1.2 },
      see: (now, before) => {
        expect(before.accuracy).toBe(1);
        expect(now.accuracy).toBeLessThan(1);
        times(now.lastLoss, before.lastLoss, 4, 5);
      },
    },
    {
      type: { eta: 0.05 },
      see: (now, before) => {
        expect(now.lastLoss).toBeGreaterThan(0.5);
        times(now.lastLoss, before.lastLoss, 6);
      },
    },
  ],
  'dead-relu': [
    {
      type: { selected_step: 0 },
      see: (now) => {
        expect(now.column('E_total').slice(0, 4)).not.toContain(0);
        expect(now.column('∂E/∂a_h2').slice(0, 4)).not.toContain(0);
        zero(now.column('∂a_h2/∂h2'));
        zero(now.column('∂E/∂w3'));
      },
    },
    {
      type: { b2: 0 },
      see: (now, before) => {
        expect(Math.max(...now.column('a_h2').slice(-4))).toBeGreaterThan(0);
        times(before.lastLoss, now.lastLoss, 10, 13);
      },
    },
    {
      type: { eta: 2 },
      see: (now) => {
        zero(now.column('a_h1').slice(-4));
        expect(now.verdict).toMatch(/^stuck/);
      },
    },
  ],
  'vanishing-gradients': [
    { see: (now) => times(now.column('∂E/∂w73')[0], now.column('∂E/∂w1')[0], 5500, 6500) },
    {
      type: { i1: 8, i2: -5 },
      see: (now, before) => {
        times(now.column('∂E/∂w1')[0], before.column('∂E/∂w1')[0], 3.5, 4.5);
        times(now.lastLoss, before.lastLoss, 0.99, 1.01);
      },
    },
    {
      type: { eta: 100 },
      see: (now) => {
        expect(now.verdict).toBe('stuck, saturated');
        near(now.column('a_o1')[1], 1, 5);
        for (const name of ['∂E/∂w1', '∂E/∂w40', '∂E/∂w73']) near(now.last(name), 0, 9);
      },
    },
  ],
  'healthy-gradients': [
    { see: (now) => times(now.column('∂E/∂w73')[0], now.column('∂E/∂w1')[0], 9, 11) },
    {
      type: { i1: -0.8, i2: 0.5 },
      see: (now) => {
        zero(now.column('∂E/∂w1'));
        expect(now.verdict).toBe('converged at step 8');
      },
    },
    {
      type: { eta: 10 },
      see: (now) => {
        expect(now.verdict).toMatch(/but only because units are dead$/);
        for (let w = 1; w <= 8; w++) expect(now.last(`∂E/∂w${w}`)).toBe(0);
      },
    },
  ],
  'plain-descent': [
    {
      type: { eta: 0.16 },
      see: (now) => {
        expect(now.verdict).toBe('rising');
        times(now.last('w2'), now.column('w2')[0], 30);
        times(now.last('w1'), now.column('w1')[0], 0, 4);
      },
    },
    {
      type: { eta: 0.03 },
      see: (now) => {
        expect(now.last('w1')).toBeLessThan(0.5);
        const w2 = stepsOf(now.column('w2'), 8);
        expect(w2).toEqual([...w2].sort((a, b) => b - a));
      },
    },
    { type: { eta: 0.16, w2: 0.5 }, see: (now) => expect(now.verdict).toBe('rising') },
  ],
  momentum: [
    { type: { beta: 0 }, see: (now, before) => times(now.lastLoss, before.lastLoss, 140, 150) },
    {
      type: { beta: 0.99 },
      see: (now) => {
        expect(now.lastLoss).toBeGreaterThan(8);
        expect(now.verdict).toBe('oscillating');
      },
    },
    { type: { eta: 0.14 }, see: (now) => times(0.03773, now.lastLoss, 13, 15) },
  ],
  adam: [
    {
      type: { selected_step: 1 },
      see: (now) => {
        for (const name of ['w1', 'w2']) {
          near(Math.abs(now.column(name)[8] - now.column(name)[0]), 0.3, 6);
        }
      },
    },
    {
      type: { beta1: 0 },
      see: (now, before) => {
        near(before.lastLoss, 0.07);
        expect(now.lastLoss).toBeLessThan(0.01);
      },
    },
    {
      type: { eta: 0.03 },
      see: (now) => {
        expect(now.last('w1')).toBeLessThan(-0.7);
        const w1 = stepsOf(now.column('w1'), 8);
        for (const [k, value] of w1.slice(1).entries()) {
          expect(Math.abs(value - w1[k])).toBeLessThan(0.04);
        }
      },
    },
  ],
  schedule: [
    { type: { least: 0.1 }, see: (now, before) => times(before.lastLoss, now.lastLoss, 5, 6) },
    {
      type: { eta: 0.1 },
      see: (now, before) => {
        times(now.lastLoss, before.lastLoss, 3, 3.5);
        expect(now.last('w1')).toBeLessThan(1);
      },
    },
    {
      type: { eta: 0.3 },
      see: (now) => {
        expect(Math.max(...now.column('E_total'))).toBeGreaterThan(1e14);
        expect(now.lastLoss).toBeLessThan(100);
      },
    },
  ],
  convolution: [
    {
      type: { eta: 3 },
      see: (now) => {
        expect(now.verdict).toMatch(/^stuck/);
        const answers = now
          .column('a_o1')
          .slice(-6)
          .map((a) => a.toFixed(6));
        expect(answers.filter((each) => each === answers[0])).toHaveLength(5);
      },
    },
    { type: { eta: 0.1 }, see: (now, before) => times(now.lastLoss, before.lastLoss, 30, 33) },
    {
      type: Object.fromEntries(
        [0, 5, 10, 15, 20].flatMap((k) => [
          [`i${k + 1}@1`, 1],
          [`i${k + 2}@1`, 0],
        ]),
      ),
      see: (now) => near(now.column('a_o1').at(-6)!, 0.86),
    },
  ],
  recurrent: [
    {
      see: (now) => {
        const parts = [1, 2, 3, 4].map((t) => now.column(`∂E/∂w1@t${t}`));
        for (const [row, value] of now.column('∂E/∂w1').entries()) {
          near(
            parts.reduce((sum, part) => sum + part[row], 0),
            value,
            12,
          );
        }
      },
    },
    {
      type: { w2: 0, w3: 0, w5: 0, w6: 0 },
      see: (now) => {
        expect(now.verdict).toMatch(/^stuck/);
        near(now.lastLoss, 0.69);
      },
    },
    {
      type: { eta: 0.1 },
      see: (now, before) => {
        expect(now.lastLoss).toBeGreaterThan(0.3);
        times(now.lastLoss, before.lastLoss, 20);
      },
    },
  ],
  flowers: [
    {
      type: { eta: 0.05 },
      see: (now, before) => {
        expect(now.lastLoss).toBeGreaterThan(0.8);
        expect(before.lastLoss).toBeLessThan(0.25);
      },
    },
    {
      type: { eta: 20 },
      see: (now) => {
        expect(now.verdict).toBe('rising');
        expect(now.lastLoss).toBeGreaterThan(now.firstLoss);
      },
    },
    { type: { beta: 0.9 }, see: (now, before) => times(before.lastLoss, now.lastLoss, 2, 3) },
  ],
};

/** The first row of each step. */
function stepsOf(column: readonly number[], samples: number): number[] {
  return column.filter((_, row) => row % samples === 0);
}
