import type { Network } from '../../../src/network/network.ts';
import type { Parameters } from './network.ts';

/** A network in the hands of some engine. */
export interface Trainer {
  /** Takes that many steps of gradient descent on the network's one sample. */
  train(steps: number): void;
  parameters(): Parameters;
}

interface Contender {
  readonly title: string;
  /** How far its parameters may be off after one step … */
  readonly tolerance: number;
  /** … in these layers: `slice` from here on. */
  readonly comparedFrom: number;
  readonly load: () => Promise<(network: Network) => Trainer>;
}

export const trainers = {
  gradsheet: {
    title: '**gradsheet** (keeps every value)',
    tolerance: 0,
    comparedFrom: 0,
    load: async () => (await import('./gradsheet.ts')).gradsheet,
  },
  brain: {
    title: 'brain.js (32 bits)',
    tolerance: 1e-7,
    comparedFrom: 0,
    load: async () => (await import('./brain.ts')).brain,
  },
  synaptic: {
    title: 'synaptic',
    tolerance: 1e-15,
    comparedFrom: -1,
    load: async () => (await import('./synaptic.ts')).synapticTrainer,
  },
} as const satisfies Record<string, Contender>;

export type TrainerName = keyof typeof trainers;

export const isTrainer = (name: string): name is TrainerName => name in trainers;

/** How far a contender is off our own engine after one step, as far as the two can be compared. */
export async function firstStepError(name: TrainerName, network: Network): Promise<number> {
  const after = async (contender: TrainerName) => {
    const trainer = (await trainers[contender].load())(network);
    trainer.train(1);
    return trainer.parameters().slice(trainers[name].comparedFrom).flat(2);
  };
  const [theirs, ours] = [await after(name), await after('gradsheet')];
  if (theirs.length !== ours.length) return Number.POSITIVE_INFINITY;
  return theirs.reduce((most, value, i) => Math.max(most, Math.abs(value - ours[i])), 0);
}
