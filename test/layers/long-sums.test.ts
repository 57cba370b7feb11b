import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../src/network/network.ts';
import { isSumPart } from '../../src/ref.ts';
import { quantitiesPerStep } from '../../src/spec/count.ts';
import { derivationOf } from '../../src/symbolic/derivation.ts';
import { namesOf } from '../../src/symbolic/names.ts';
import { narrationOf } from '../../src/symbolic/narration.ts';
import { quantitiesOf } from '../../src/symbolic/quantities.ts';
import { disagreements } from '../support/disagreements.ts';
import { LONG_SUMS } from '../support/long-sums.ts';
import { prove } from '../support/proof.ts';

/** Of addresses as long as they come, `XFD1048576`. */
const LONGEST_ADDRESS = 10;
const FORMULA = 8192;

describe.each(Object.entries(LONG_SUMS))('%s', (_name, specOf) => {
  const spec = specOf();
  const network = buildNetwork(spec);
  const quantities = quantitiesOf(network);

  it('stands in parts, which are counted before they are made', () => {
    expect(quantities.filter((q) => isSumPart(q.ref)).length).toBeGreaterThan(1);
    expect(quantitiesPerStep(spec)).toBe(quantities.length);
  });

  it('fits into its cells wherever they are', () => {
    for (const { formula } of quantities) {
      const length = formula.cell
        .map((part) => (typeof part === 'string' ? part.length : LONGEST_ADDRESS))
        .reduce((a, b) => a + b, 0);
      // A check has it once more, and something around it.
      expect(length).toBeLessThan(0.75 * FORMULA);
    }
  });

  it('has the values of the engine in every cell', () => {
    expect(disagreements(spec, 'F')).toEqual([]);
  });
});

describe('a net input of 260 products', () => {
  const network = buildNetwork(LONG_SUMS['a net input of 260 products']());
  const [quantities, names] = [quantitiesOf(network), namesOf(network)];

  it('is two sums with names and meanings of their own', () => {
    const parts = quantities.filter((q) => isSumPart(q.ref)).map((q) => q.ref);
    expect(parts.map(names.of)).toEqual(['Σ1_o1', 'Σ2_o1']);
    expect(parts.map(names.meaning)).toEqual([
      'products 1 to 250 of o1, a sum too long for one cell',
      'products 251 to 260 of o1, a sum too long for one cell',
    ]);
  });

  it('is told line by line as it stands in the cells, and derived as a whole', () => {
    const lines = narrationOf(network, quantities, names).flatMap((part) => part.lines);
    const told = lines.map(({ symbols }) => symbols);
    expect(told).toContain('o1 = Σ1_o1 + Σ2_o1 + b1');
    expect(told.find((line) => line.startsWith('Σ2_o1 = '))).toMatch(
      /^Σ2_o1 = w251·i251 \+ w252·i252 .* \+ w260·i260$/,
    );
    const [{ lines: definitions }] = derivationOf(network);
    expect(definitions).toContainEqual({
      text: 'o1 = w1·i1 + w2·i2 + … + w260·i260 + b1',
      note: 'net inputs: output layer',
    });
    expect(definitions).toContainEqual({
      text: 'Σ1_o1 = w1·i1 + w2·i2 + … + w250·i250',
      note: 'the first 250 terms of o1: longer sums stand in parts',
    });
  });

  it(
    'has a workbook that recalculates to the values of the engine, on every sheet',
    () => prove(network),
    120_000,
  );
});
