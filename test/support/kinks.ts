import type { Trace } from '../../src/numeric/train.ts';

/** Whether a net input of any row lies at a kink: there no difference quotient shows the slope. */
export function isNearKink({ network, layers }: Trace): boolean {
  return layers.some(({ net }, l) =>
    network.layers[l].activation.kinks.some((kink) => net.some((x) => Math.abs(x - kink) < 1e-3)),
  );
}
