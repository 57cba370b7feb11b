import { describe, expect, it } from 'vitest';
import { printAt } from '../../src/layout/place.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { TRAINING } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { printSymbol } from '../../src/ops/formula.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { mazur, seed } from '../support/specs.ts';

function planOf(spec: Spec) {
  const plan = planWorkbook(buildNetwork(spec));
  const named = (name: string) => plan.quantities.find((q) => plan.names.of(q.ref) === name)!;
  return {
    names: plan.quantities.map((q) => plan.names.of(q.ref)),
    symbol: (name: string) => printSymbol(named(name).formula, (hole) => plan.names.of(hole.ref)),
    cell: (name: string) =>
      printAt(named(name).formula, plan.training, {
        sheet: 'Training',
        row: TRAINING.firstRow + 1,
      }),
  };
}

describe('the columns of the seed lesson', () => {
  const { names, symbol, cell } = planOf(seed);

  it("are the seed's in the seed's order, then the chain rule from the loss back", () =>
    expect(names.join(' ')).toBe(
      't1 t2 i1 i2 w1 w2 w3 w4 h1 a_h1 h2 a_h2 w5 w6 w7 w8 o1 a_o1 o2 a_o2 E1 E2 E_total ' +
        '∂E/∂a_o1 ∂a_o1/∂o1 ∂E/∂o1 ∂E/∂a_o2 ∂a_o2/∂o2 ∂E/∂o2 ' +
        '∂E/∂a_h1 ∂a_h1/∂h1 ∂E/∂h1 ∂E/∂a_h2 ∂a_h2/∂h2 ∂E/∂h2 ' +
        '∂E/∂w1 ∂E/∂w2 ∂E/∂w3 ∂E/∂w4 ∂E/∂w5 ∂E/∂w6 ∂E/∂w7 ∂E/∂w8 ' +
        'finite settled direction turns saturated dead',
    ));

  // Written by hand from the pictures calc.png, gradient1.png and gradient2.png.
  it.each([
    ['h1', 'w1·i1 + w2·i2', 'F8*D8+G8*E8'],
    ['h2', 'w3·i1 + w4·i2', 'H8*D8+I8*E8'],
    ['a_h1', 'σ(h1)', 'IF(J8>=0,1/(1+EXP(-J8)),EXP(J8)/(1+EXP(J8)))'],
    ['o2', 'w7·a_h1 + w8·a_h2', 'P8*K8+Q8*M8'],
    ['E1', '½·(t1 − a_o1)²', '(B8-S8)*(B8-S8)/2'],
    ['E_total', 'E1 + E2', 'V8+W8'],
    ['∂E/∂a_o1', 'a_o1 − t1', 'S8-B8'],
    ['∂a_o1/∂o1', 'a_o1·(1 − a_o1)', 'S8*(1-S8)'],
    ['∂E/∂w5', '∂E/∂o1·a_h1', 'AA8*K8'],
    ['∂E/∂a_h2', '∂E/∂o1·w6 + ∂E/∂o2·w8', 'AA8*O8+AD8*Q8'],
    ['∂a_h2/∂h2', 'a_h2·(1 − a_h2)', 'M8*(1-M8)'],
    ['∂E/∂w3', '∂E/∂h2·i1', 'AJ8*D8'],
    ['w1', 'w1 − η·∂E/∂w1', 'F7-eta*AK7'],
  ])('%s', (name, symbols, formula) => {
    expect(symbol(name)).toBe(symbols);
    expect(cell(name)).toBe(formula);
  });
});

describe('biases', () => {
  const untrained = planOf(mazur);
  const trained = planOf({ ...mazur, training: { ...mazur.training, trainBiases: true } });

  it('stand behind the weights of their layer, their gradients behind all gradients', () =>
    expect(untrained.names.join(' ')).toMatch(
      /w4 b1 b2 h1 .* w8 b3 b4 o1 .* ∂E\/∂w8 ∂E\/∂b1 ∂E\/∂b2 ∂E\/∂b3 ∂E\/∂b4 finite/,
    ));
  it('add to the net input', () => expect(untrained.symbol('h1')).toBe('w1·i1 + w2·i2 + b1'));
  it('stay where they are not trained', () => expect(untrained.symbol('b1')).toBe('b1'));
  it('descend where they are', () => expect(trained.symbol('b3')).toBe('b3 − η·∂E/∂b3'));
});

describe('deep networks', () => {
  const deep = planOf({
    ...seed,
    inputs: [1],
    targets: [1],
    layers: [2, 3, 1].map((units, l) => ({
      units,
      activation: 'tanh',
      weights: Array.from({ length: units }, () => Array([1, 2, 3][l]).fill(0.1)),
      biases: null,
    })),
  });

  it('name the layer first', () => expect(deep.names).toContain('a_h2_3'));
  it('sum over every path back', () =>
    expect(deep.symbol('∂E/∂a_h1_2')).toBe('∂E/∂h2_1·w4 + ∂E/∂h2_2·w6 + ∂E/∂h2_3·w8'));
});
