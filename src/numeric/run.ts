import type { Network } from '../network/network.ts';
import { type Diagnosis, diagnose } from './diagnose.ts';
import { type Trace, train } from './train.ts';

/** A trace with what was read off it. */
export interface Run {
  readonly trace: Trace;
  readonly diagnosis: Diagnosis;
}

/** Trains the network and reads off the diagnostics. */
export function runOf(network: Network, learningRate = network.learningRate): Run {
  const trace = train(network, learningRate);
  return { trace, diagnosis: diagnose(trace) };
}
