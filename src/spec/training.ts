import { batchesOf } from './count.ts';
import { defaults } from './defaults.ts';
import { type Path, plural, type Refuse } from './problem.ts';
import type { RawTraining } from './schema.ts';
import type { DataSpec, TrainingSpec } from './spec.ts';

/** Values that take the place of those in the text. */
export interface TrainingOverrides {
  readonly learningRate?: number | undefined;
  readonly steps?: number | undefined;
}

/** Turns epochs into steps, and checks batches against the samples. @throws whatever `refuse` does. */
export function planTraining(
  { epochs, steps, batchSize, ...raw }: RawTraining,
  data: DataSpec | null,
  over: TrainingOverrides,
  refuse: Refuse,
): TrainingSpec {
  const plan = {
    ...raw,
    learningRate: over.learningRate ?? raw.learningRate,
    batchSize: batchSize ?? defaults.training.batchSize,
    steps: defaults.training.steps,
  };
  const samples = data?.inputs.length ?? 1;
  if (steps !== undefined && epochs !== undefined) {
    const { perEpoch } = batchesOf({ data, training: plan });
    refuse({
      path: ['training', 'epochs'],
      says: 'there are both steps and epochs',
      hint: `keep one of the two; an epoch has ${plural(perEpoch, 'step')} here`,
    });
  }
  if (!data && plan.batchSize !== null) {
    refuse({
      path: ['training', 'batchSize'],
      says: 'batchSize means nothing for a single sample',
      hint: 'leave it out, or give more samples with `data`',
    });
  }
  if (!data && plan.shuffle !== null) {
    refuse({
      path: ['training', 'shuffle'],
      says: 'a single sample cannot be shuffled',
      hint: 'leave `shuffle` out, or give more samples with `data`',
    });
  }
  if (data && plan.batchSize !== null && plan.batchSize > samples) {
    refuse({
      path: ['training', 'batchSize'],
      says: `batchSize is ${plan.batchSize}, and there ${samples === 1 ? 'is' : 'are'} ${plural(samples, 'sample')}`,
      hint: `use at most ${samples}; for all samples in each step leave the key out`,
    });
  }
  const { perEpoch } = batchesOf({ data, training: plan });
  const given = epochs === undefined ? steps : epochs * perEpoch;
  return { ...plan, steps: over.steps ?? given ?? defaults.training.steps };
}

/** Where the number of steps was given. */
export function stepsPath({ epochs }: RawTraining, over: TrainingOverrides): Path {
  if (over.steps !== undefined) return ['overrides', 'steps'];
  return ['training', epochs === undefined ? 'steps' : 'epochs'];
}
