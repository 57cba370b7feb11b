import { describe, expect, it } from 'vitest';
import { type OptimizerName, optimizerNames, optimizers } from '../../src/functions/optimizers.ts';
import { type ScheduleName, scheduleNames, schedules } from '../../src/functions/schedules.ts';
import { descentOf } from '../../src/network/settings.ts';
import type { TrainingSpec } from '../../src/spec/spec.ts';
import { seed } from '../support/specs.ts';

const of = (training: Partial<TrainingSpec>) => descentOf({ ...seed.training, ...training });
const cells = (training: Partial<TrainingSpec>) =>
  of(training).settings.map(({ parameter, value }) => [parameter.cell, value]);

describe('the settings of a training', () => {
  it('are none for plain gradient descent', () => {
    expect(of({}).settings).toEqual([]);
    expect(of({}).schedule).toBeNull();
    expect(of({}).penalties).toEqual([]);
  });
  it.each(optimizerNames)('have a cell for each parameter of %s', (name: OptimizerName) =>
    expect(of({ optimizer: name }).settings.map(({ key }) => key)).toEqual(
      Object.keys(optimizers[name].parameters),
    ),
  );
  it.each(scheduleNames)('have a cell for each parameter of %s', (name: ScheduleName) =>
    expect(of({ schedule: name }).settings.map(({ key }) => key)).toEqual(
      Object.keys(schedules[name].parameters),
    ),
  );
  it('put the optimizer first, then what is added to the gradient, then the schedule', () =>
    expect(
      cells({
        optimizer: { name: 'momentum', beta: 0.5, l1: 0.1, weightDecay: 0.2 },
        schedule: { name: 'step-decay', factor: 0.1 },
      }),
    ).toEqual([
      ['beta', 0.5],
      ['weight_decay', 0.2],
      ['l1_decay', 0.1],
      ['decay_factor', 0.1],
      ['decay_every', 10],
    ]));
  it('leave the decay to an optimizer that has its own', () => {
    const { penalties, parameters } = of({ optimizer: { name: 'adamw', weightDecay: 0.3 } });
    expect(penalties).toEqual([]);
    expect(parameters).toEqual({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.3 });
  });
  it('add nothing for a decay of 0', () =>
    expect(of({ optimizer: { name: 'sgd', weightDecay: 0, l1: 0 } }).penalties).toEqual([]));
});

describe('what goes by the number of steps', () => {
  it.each<[ScheduleName, number, (string | number)[][]]>([
    [
      'cosine',
      40,
      [
        ['eta_least', 0],
        ['schedule_steps', 40],
      ],
    ],
    ['warm-up', 40, [['warmup_steps', 10]]],
    ['warm-up', 4, [['warmup_steps', 4]]],
    [
      'one-cycle',
      40,
      [
        ['peak_step', 12],
        ['schedule_steps', 39],
        ['start_divisor', 25],
        ['end_divisor', 10000],
      ],
    ],
    [
      'one-cycle',
      1,
      [
        ['peak_step', 1],
        ['schedule_steps', 2],
        ['start_divisor', 25],
        ['end_divisor', 10000],
      ],
    ],
  ])('of %s in %i steps', (schedule, steps, expected) =>
    expect(cells({ schedule, steps })).toEqual(expected),
  );
});
