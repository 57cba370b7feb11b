import { describe, expect, it } from 'vitest';
import type { CellParameter } from '../../src/functions/parameters.ts';
import { type Schedule, scheduleNames, schedules } from '../../src/functions/schedules.ts';
import { descentOf } from '../../src/network/settings.ts';
import type { TrainingSpec } from '../../src/spec/spec.ts';
import type { Engine } from '../engines/engine.ts';
import { gnumeric } from '../engines/gnumeric.ts';
import { hyperformula } from '../engines/hyperformula.ts';
import { libreoffice } from '../engines/libreoffice.ts';
import { engineOrSkip } from '../engines/require.ts';
import { seed } from '../support/specs.ts';
import { type Check, wrongTexts } from './support.ts';

const STEPS = 12;
const ETAS = [0.5, -2, 1e-6, 1000];

/** Every number that may be set at its default, its least and a few others. */
const all = scheduleNames.flatMap((name) => {
  const row: Schedule = schedules[name];
  const entries = Object.entries(row.parameters);
  const sets = [1e-9, 0.3, 1, 4, 40].map((value) =>
    Object.fromEntries(entries.map(([key, limits]) => [key, within(limits, value)])),
  );
  return (entries.length === 0 ? [{}] : [{}, ...sets]).map((given) => {
    const schedule = { name, ...given } as TrainingSpec['schedule'];
    const training = { ...seed.training, steps: STEPS, schedule };
    const p = Object.fromEntries(
      descentOf(training)
        .settings.filter(({ of }) => of === 'schedule')
        .map(({ key, value }) => [key, value]),
    );
    return { title: `${name} ${JSON.stringify(given)}`, row, p };
  });
});

function within({ least, most, whole }: CellParameter, value: number): number {
  const clamped = Math.min(most, Math.max(least, value));
  return whole ? Math.ceil(clamped) : clamped;
}

const steps = Array.from({ length: STEPS + 4 }, (_, step) => step);

describe.each(all)('$title', ({ row: { value, parameters, source, about }, p }) => {
  it('is a number at every step, and past the last', () => {
    for (const eta of ETAS) {
      for (const step of [...steps, 1000]) {
        if (value(eta, step, p) === Infinity || value(eta, step, p) === -Infinity) {
          // Only a factor above 1 may overflow.
          expect(Object.values(p).some((each) => each > 1)).toBe(true);
        } else expect(value(eta, step, p)).not.toBeNaN();
      }
    }
  });
  it('passes an overflow on', () => expect(value(Number.NaN, 1, p)).toBeNaN());
  it('says where it comes from and what it is', () => {
    expect(about).not.toBe('');
    if (Object.keys(parameters).length > 0) expect(source).toMatch(/\(\d{4}\)/);
  });
});

// Worked by hand from what each says of itself.
describe('η step by step', () => {
  it.each<[keyof typeof schedules, Record<string, number>, number[]]>([
    ['constant', {}, [8, 8, 8, 8, 8]],
    ['step-decay', { factor: 0.5, every: 2 }, [8, 8, 4, 4, 2, 2, 1]],
    ['exponential', { factor: 0.5 }, [8, 4, 2, 1, 0.5]],
    // (1 + cos(π/4))/2 = 0.853553…
    ['cosine', { least: 0, over: 4 }, [8, 6.82842712474619, 4, 1.17157287525381, 0, 0, 0]],
    ['cosine', { least: 2, over: 2 }, [8, 5, 2, 2]],
    ['warm-up', { warmup: 4 }, [2, 4, 6, 8, 8, 8]],
    ['warm-up', { warmup: 1 }, [8, 8]],
    [
      'one-cycle',
      // From 8/4 up to 8, then down to 8/4/8 = 0.25, a quarter of 7.75 a step.
      { peak: 2, over: 6, divide: 4, divideAtEnd: 8 },
      [2, 5, 8, 6.0625, 4.125, 2.1875, 0.25, 0.25],
    ],
    ['one-cycle', { peak: 1, over: 1, divide: 2, divideAtEnd: 4 }, [4, 8, 1, 1]],
  ])('of %s with %j', (name, p, expected) => {
    const { value }: Schedule = schedules[name];
    for (const [step, eta] of expected.entries()) expect(value(8, step, p)).toBeCloseTo(eta, 13);
  });
  it('ends one-cycle at its end to the last bit', () => {
    const p = { peak: 3, over: 10, divide: 25, divideAtEnd: 1e9 };
    expect(schedules['one-cycle'].value(0.1, 10, p)).toBe(0.1 / 25 / 1e9);
  });
});

describe.each<Engine>([hyperformula, libreoffice, gnumeric])('$name', (engine) => {
  engineOrSkip(engine)('computes the cell text of every schedule', () => {
    it('as the numbers, at every step', async () => {
      const checks = all.flatMap(({ title, row, p }) =>
        ETAS.flatMap((eta) =>
          steps.map((step): Check => {
            const expected = row.value(eta, step, p);
            return { name: title, text: row.cell, holes: { eta, step, ...p }, expected };
          }),
        ),
      );
      expect(await wrongTexts(engine, checks)).toEqual([]);
    }, 120_000);
  });
});
