import { describe, expect, it } from 'vitest';
import { comparedRates } from '../../src/spec/compared.ts';

const rates = (compare: number[], learningRate: number) =>
  comparedRates({ compare, training: { learningRate } });

describe('the compared learning rates', () => {
  it("hold the lesson's own, before the first larger one", () => {
    expect(rates([0.1, 1, 10], 0.5)).toEqual([0.1, 0.5, 1, 10]);
    expect(rates([0.1, 1], 30)).toEqual([0.1, 1, 30]);
    expect(rates([10, 1, 0.1], -1)).toEqual([-1, 10, 1, 0.1]);
  });

  it('are those listed where it is one of them', () => {
    expect(rates([0.1, 1, 10], 1)).toEqual([0.1, 1, 10]);
  });

  it('are none where none is wanted', () => {
    expect(rates([], 1)).toEqual([]);
  });
});
