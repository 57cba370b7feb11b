import { expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { verify } from '../../src/verify/verify.ts';
import { seed } from '../support/specs.ts';

const networkAt = (learningRate: number) => {
  const spec: Spec = { ...seed, training: { ...seed.training, learningRate, steps: 2 } };
  return buildNetwork(spec);
};

it('finds nothing in the workbook of the same network', async () => {
  const { bytes } = await buildWorkbook(networkAt(1), { madeFrom: 'another description' });
  expect(await verify(bytes, networkAt(1))).toEqual([]);
});

it('names every cell in which another network shows', async () => {
  const { bytes } = await buildWorkbook(networkAt(2));
  const differences = await verify(bytes, networkAt(1));
  const training = differences.filter(({ sheet }) => sheet === 'Training');
  // After the first update the weights differ and with them all that follows.
  expect(new Set(training.map(({ symbol }) => symbol))).toContain('w8');
  expect(new Set(training.map(({ symbol }) => symbol))).toContain('∂E/∂w3');
  expect(training.find(({ symbol }) => symbol === 'w8')).toMatchObject({
    expected: expect.closeTo(0.534478, 6),
    got: expect.closeTo(0.518955, 6),
  });
});

it('takes a tolerance', async () => {
  const { bytes } = await buildWorkbook(networkAt(1 + 1e-9));
  const loose = { tolerance: { absolute: 1e-6, relative: 0 } };
  expect(await verify(bytes, networkAt(1))).not.toEqual([]);
  expect(await verify(bytes, networkAt(1), loose)).toEqual([]);
});

it('refuses what is no workbook', async () => {
  const bytes = new TextEncoder().encode('step,w1\n');
  await expect(verify(bytes, networkAt(1))).rejects.toMatchObject({ code: 'FILE' });
});
