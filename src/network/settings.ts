import { givenParameters, nameOf } from '../functions/choice.ts';
import {
  type Optimizer,
  optimizers,
  type PenaltyName,
  penalties,
} from '../functions/optimizers.ts';
import type { CellParameter, Parameters } from '../functions/parameters.ts';
import { type Schedule, schedules } from '../functions/schedules.ts';
import type { TrainingSpec } from '../spec/spec.ts';

/** How each step moves the parameters. */
export interface Descent {
  readonly optimizer: Optimizer;
  readonly parameters: Parameters;
  /** What is added to the gradients first; empty for nothing. */
  readonly penalties: readonly Penalty[];
  /** null for the same η at every step. */
  readonly schedule: Schedule | null;
  readonly scheduleParameters: Parameters;
  /** All of the above that stand in cells of their own, in their order. */
  readonly settings: readonly CellSetting[];
}

export interface Penalty {
  readonly name: PenaltyName;
  readonly amount: number;
}

/** A hyper-parameter in its cell. */
export interface CellSetting {
  readonly of: 'optimizer' | 'schedule';
  /** The key by which texts call it. */
  readonly key: string;
  readonly parameter: CellParameter;
  readonly value: number;
}

/** Optimizer, penalties and schedule of a training, with every parameter. */
export function descentOf({ optimizer, schedule, steps }: TrainingSpec): Descent {
  const row: Optimizer = optimizers[nameOf(optimizer)];
  const given = givenParameters(optimizer);
  const plan: Schedule = schedules[nameOf(schedule)];
  const added = Object.entries(penalties).flatMap(([name, { parameter }]) => {
    const amount = given[name] ?? parameter.default;
    return name in row.parameters || amount === 0 ? [] : [{ name: name as PenaltyName, amount }];
  });
  const settings = [
    ...settingsOf('optimizer', row.parameters, given, steps),
    ...added.map(
      ({ name, amount }): CellSetting => ({
        of: 'optimizer',
        key: name,
        parameter: penalties[name].parameter,
        value: amount,
      }),
    ),
    ...settingsOf('schedule', plan.parameters, givenParameters(schedule), steps),
  ];
  const valuesOf = (of: CellSetting['of']) =>
    Object.fromEntries(
      settings.filter((each) => each.of === of).map(({ key, value }) => [key, value]),
    );
  return {
    optimizer: row,
    parameters: valuesOf('optimizer'),
    penalties: added,
    schedule: plan.isConstant ? null : plan,
    scheduleParameters: valuesOf('schedule'),
    settings,
  };
}

function settingsOf(
  of: CellSetting['of'],
  rows: Readonly<Record<string, CellParameter>>,
  given: Partial<Parameters>,
  steps: number,
): CellSetting[] {
  return Object.entries(rows).map(([key, parameter]) => {
    const { default: fallback } = parameter;
    const value = given[key] ?? (typeof fallback === 'number' ? fallback : fallback(steps));
    return { of, key, parameter, value };
  });
}
