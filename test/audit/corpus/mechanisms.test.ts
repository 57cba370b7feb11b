import { expect, it } from 'vitest';
import { auditCells } from '../../../src/audit/audit.ts';
import { readCells } from '../../../src/xlsx/reader/read.ts';
import { scoreOf } from '../score.ts';
import { type CorpusKind, drawCase } from './draw.ts';

/**
 * Sheets of the corpus that were missed once, one for each reason. The change is named so that a
 * generator that draws something else for a seed is noticed.
 */
const missed: readonly (readonly [
  reason: string,
  kind: CorpusKind,
  seed: number,
  change: string,
])[] = [
  [
    'a memory of another gradient, beside one other memory',
    'planted',
    7007,
    '0.9*m_w1[-1]+0.1*d_w1 → 0.9*m_w1[-1]+0.1*d_w2',
  ],
  [
    'a memory of a delta',
    'mutated',
    7130,
    '0.99*v_w2[-1]+0.01*POWER(d_w2,2) → 0.99*v_w2[-1]+0.01*POWER(δ_o2,2)',
  ],
  [
    'an update with the gradient of the one it is compared with',
    'planted',
    7069,
    'w1[-1]-0.01*(d_w1[-1]/(SQRT(v_w1[-1])+1e-8)) → w1[-1]-0.01*(d_w2[-1]/(SQRT(v_w1[-1])+1e-8))',
  ],
  ['one of two updates uphill', 'planted', 7529, 'w1[-1]-rate*m_w1[-1] → w1[-1]+rate*m_w1[-1]'],
  [
    'an update that throws its unit off',
    'planted',
    7216,
    'w9[-1]-rate*(d_w9[-1]/(SQRT(v_w9[-1])+1e-8)) → w9[-1]-d_w9[-1]/(SQRT(v_w9[-1])+1e-8)',
  ],
  [
    'the gradients of a network with no other parameters swapped',
    'planted',
    7424,
    'i1*δ_o1 → i2*δ_o1',
  ],
  [
    'several factors twice',
    'planted',
    7108,
    '2/3*(a_o2-t2)*a_o2*(1-a_o2) → 2/3*(a_o2-t2)*a_o2*(1-a_o2)*a_o2*(1-a_o2)',
  ],
  ['a number twice', 'planted', 9004, '2*(a_o2-t2)*a_h2 → 2*(a_o2-t2)*a_h2*2'],
  [
    'an error, spelt out, times a cell left out',
    'planted',
    7378,
    '(a_o1-t1)*a_h1+(a_o2-t2)*a_h2+(a_o3-t3)*a_h3 → (a_o1-t1)*a_h1+(a_o2-t2)*a_h2',
  ],
  [
    'a delta that holds another derivative than its header says',
    'planted',
    7227,
    '((a_o1-t1)*w3+δ_h2*w2)*(1-a_h1^2) → (a_o1-t1)*w3+δ_h2*w2',
  ],
  ['a gradient that reads the target of the step before', 'planted', 7571, 'a_o1-t1 → a_o1-t1[-1]'],
  [
    'a bias left out before an output that repeats its sum',
    'planted',
    7220,
    'i1*w1+i2*w2+b1 → i1*w1+i2*w2',
  ],
  [
    'a weight of another unit in one sample',
    'planted',
    7170,
    'SUM(w1*i1.1,w2*i2.1,b1) → SUM(w3*i1.1,w2*i2.1,b1)',
  ],
  ['a total that adds one error twice', 'mutated', 7092, 'E1+E2 → E1+E1'],
  ['a total that lacks the only error that moves', 'mutated', 7078, 'E1+E2 → w12+E2'],
  [
    'a loss that lost its square, of gradients without its 2',
    'mutated',
    7009,
    '(t1-a_o1)^2 → t1-a_o1+2',
  ],
  ['blocks: a rate that is a name', 'planted', 7048, 'w1[-1]-rate*d_w1[-1] → w1[-1]-d_w1[-1]'],
  [
    'blocks: an update with the wrong sign of its own value',
    'mutated',
    7002,
    'w2[-1]-rate*d_w2[-1] → -w2[-1]-rate*d_w2[-1]',
  ],
  [
    'blocks: units that are off once the slip is mended',
    'planted',
    7171,
    'MMULT(w2,a1)+b2 → MMULT(w2,a1[-1])+b2',
  ],
  ['blocks: what is taken off on the left', 'planted', 7236, 'a2-t → t'],
  ['blocks: a loss that lost its output', 'mutated', 7015, 'SUMSQ(t-a2)/2 → SUMSQ(t)/2'],
  ['blocks: an output that reads nothing of the network', 'mutated', 7067, 'z2 → rate'],
  ['a memory that no longer remembers', 'mutated', 8162, '0.9*m_b1[-1]+0.1*d_b1 → 0.1*d_b1'],
  ['a total of one error only', 'mutated', 8186, 'SUM(E1,E2) → E1'],
  ['blocks: a sigmoid without its 1', 'mutated', 8040, '1/(1+EXP(-z1)) → 1/EXP(-z1)'],
  ['blocks: a loss that is no sum', 'mutated', 8082, 'SUMSQ(t-a2)/2 → ABS(t-a2)/2'],
  [
    'an update with the memory of another bias, whose gradient is a delta',
    'planted',
    10069,
    'b4[-1]-0.5*m_b4[-1] → b4[-1]-0.5*m_b3[-1]',
  ],
  [
    'a delta without its slope, named as a net input is',
    'planted',
    10179,
    'δ_h2*w2*(1-a_h1^2) → δ_h2*w2',
  ],
  [
    'a mean forgotten for one of two weights',
    'planted',
    11126,
    '(d_w1.1+d_w1.2+d_w1.3)/3 → d_w1.1+d_w1.2+d_w1.3',
  ],
];

it.each(missed)('locates %s', async (_, kind, seed, change) => {
  const drawn = await drawCase(kind, seed);
  expect(drawn.wrong[0].change).toBe(change);
  const { located, named, why } = scoreOf(drawn, auditCells(await readCells(drawn.bytes)));
  expect({ located, named, why }).toEqual({ located: true, named: true, why: '' });
});
