import { expect, it } from 'vitest';
import { isRoundingTie } from '../../src/verify/worked-lines.ts';

it.each([
  ['= 0.0063·0.05', '= 0.0062·0.05', true],
  ['0.437', '0.43699999999999999999', true],
  ['= tanh((-0.661))', '= tanh((-0.66099999999999999999))', true],
  ['= 0.15·0.05', '= 0,15·0,05', true],
  ['after rising to 0.08', 'after rising to 0,08', true],
  ['1.234e-7', '1.235e-7', true],
  ['≈ (-197889)·(-1.502)', '≈ (-197888)·(-1.502)', true],
  ['(-197889)', '(-197888)', true],
  ['12.34', '12.35', true],
  ['(-197889)', '(-197887)', false],
  ['12.34', '12.36', false],
  ['converged at step 1039', 'converged at step 1040', false],
  ['= 0.0063·0.05', '= 0.0073·0.05', false],
  ['= 0.15·0.05', '= 0.15+0.05', false],
  ['converged at step 39', 'converged at step 40', false],
  ['1.234e-7', '1.234e-6', false],
  ['w1', 'w2', false],
])('%s and %s are one line: %s', (expected, got, same) => {
  expect(isRoundingTie(expected, got)).toBe(same);
});
