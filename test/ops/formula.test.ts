import { describe, expect, it } from 'vitest';
import { at, f, type Hole, printCell, printSymbol, sum, worded } from '../../src/ops/formula.ts';
import { type Ref, ref } from '../../src/ref.ts';

const [w, x, g] = [ref('weight'), ref('input'), ref('gradWeight')];
const names = new Map<Ref, string>([
  [w, 'w1'],
  [x, 'i1'],
  [g, '∂E/∂w1'],
]);
const name = (hole: Hole) => names.get(hole.ref)!;
const address = ({ ref, at }: Hole) =>
  `${{ weight: 'F', input: 'D', gradWeight: 'K' }[ref.kind as 'weight']}${at === 'previous' ? 9 : 10}`;

describe('one formula', () => {
  const update = f`${at(w, 'previous')}-0.5*${at(g, 'previous')}`;

  it('prints as a cell', () => expect(printCell(update, address)).toBe('F9-0.5*K9'));
  it('prints as a textbook writes it', () =>
    expect(printSymbol(update, name)).toBe('w1 − 0.5·∂E/∂w1'));
  it('nests', () =>
    expect(printCell(f`IF(${f`${w}*${x}`}>0,1,0)`, address)).toBe('IF(F10*D10>0,1,0)'));
  it('leaves quoted text alone', () => expect(printSymbol(f`"a-b"&${w}`, name)).toBe('"a-b"&w1'));
});

it('sums from left to right', () => {
  const total = sum([f`${w}*${x}`, f`${w}*${x}`, w]);
  expect(printCell(total, address)).toBe('F10*D10+F10*D10+F10');
  expect(printSymbol(total, name)).toBe('w1·i1 + w1·i1 + w1');
});

describe('the texts of a function row', () => {
  it('fill their holes', () => {
    const sigma = worded({ cell: 'EXP({x})/(1+EXP({x}))', symbol: 'σ({x})' }, { x: w });
    expect(printCell(sigma, address)).toBe('EXP(F10)/(1+EXP(F10))');
    expect(printSymbol(sigma, name)).toBe('σ(w1)');
  });
  it('refuse a hole that nobody fills', () =>
    expect(() => worded({ cell: '{y}', symbol: '' }, { x: w })).toThrow('no {y}'));
});
