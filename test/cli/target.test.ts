import { describe, expect, it } from 'vitest';
import { cutBytes, defaultTarget, slug } from '../../src/cli/target.ts';

describe('slug', () => {
  it.each([
    ['Simple BackProp', 'simple-backprop'],
    ['  Größe: 2–3–2!  ', 'größe-2-3-2'],
    ['नेटवर्क १', 'नेटवर्क-१'],
    ['../../etc/passwd', 'etc-passwd'],
    ['CON', 'con-network'],
    ['lpt1', 'lpt1-network'],
    ['console', 'console'],
    ['!?', 'network'],
    ['🙂', 'network'],
    ['e\u0301', 'é'],
  ])('of %j is %j', (name, expected) => {
    expect(slug(name)).toBe(expected);
  });

  it('is short enough for a file name and different for long names', () => {
    const [a, b] = ['a', 'b'].map((end) => slug('字'.repeat(99) + end));
    expect(Buffer.byteLength(a)).toBeLessThanOrEqual(120);
    expect(a).not.toBe(b);
  });
});

describe('defaultTarget', () => {
  it.each([
    [{}, 'net.xlsx'],
    [{ learningRate: 2 }, 'net-lr-2.xlsx'],
    [{ learningRate: -0.5 }, 'net-lr--0.5.xlsx'],
    [{ steps: 10 }, 'net-steps-10.xlsx'],
    [{ compare: [] }, 'net-compare-none.xlsx'],
    [{ compare: [0.1, 0.5] }, 'net-compare-0.1-0.5.xlsx'],
    [{ learningRate: 1e-300, steps: 5, compare: [1] }, 'net-lr-1e-300-steps-5-compare-1.xlsx'],
  ])('with %j ends in %s', (overrides, file) => {
    expect(defaultTarget('Net', overrides)).toMatch(/^output[\\/]/);
    expect(defaultTarget('Net', overrides).slice('output/'.length)).toBe(file);
  });

  it('keeps long comparisons apart', () => {
    const rates = Array.from({ length: 30 }, (_, i) => i / 7);
    const [a, b] = [rates, [...rates, 100]].map((compare) => defaultTarget('Net', { compare }));
    expect(a).toMatch(/net-compare-30-rates-[0-9a-f]{8}\.xlsx$/);
    expect(b).toMatch(/net-compare-31-rates-[0-9a-f]{8}\.xlsx$/);
    const [c, d] = [[1, ...rates.slice(1)], rates].map((compare) =>
      defaultTarget('Net', { compare }),
    );
    expect(c).not.toBe(d);
  });

  it('leaves room for a process id within 255 bytes', () => {
    const overrides = {
      learningRate: -1.7976931348623157e308,
      steps: 1_048_555,
      compare: Array.from({ length: 200 }, (_, i) => i / 7),
    };
    const name = defaultTarget('x'.repeat(100), overrides).slice('output/'.length);
    expect(Buffer.byteLength(`.${name}.4294967295.tmp`)).toBeLessThanOrEqual(255);
  });
});

describe('cutBytes', () => {
  it.each([
    ['abc', 2, 'ab'],
    ['äb', 1, ''],
    ['a🙂b', 5, 'a🙂'],
    ['a🙂b', 4, 'a'],
  ])('cuts %j to %d bytes', (text, bytes, cut) => {
    expect(cutBytes(text, bytes)).toBe(cut);
  });
});
