import { sfc32 } from './random.ts';

/** How the first weights of a layer are drawn: evenly from −limit to limit. */
interface Initialiser {
  readonly limit: (fanIn: number, fanOut: number) => number;
  readonly about: string;
}

/**
 * Even distributions only: a normal one takes logarithms and cosines, whose last bit may differ
 * between machines.
 */
export const initialisers = {
  xavier: {
    limit: (fanIn, fanOut) => Math.sqrt(6 / (fanIn + fanOut)),
    about: '±√(6/(inputs + units)), for sigmoid and tanh (Glorot and Bengio 2010)',
  },
  he: {
    limit: (fanIn) => Math.sqrt(6 / fanIn),
    about: '±√(6/inputs), for relu and its kin (He et al. 2015)',
  },
  lecun: {
    limit: (fanIn) => Math.sqrt(3 / fanIn),
    about: '±√(3/inputs) (LeCun et al., Efficient BackProp, 1998)',
  },
  uniform: { limit: () => 0.5, about: 'from −0.5 to 0.5' },
  zeros: { limit: () => 0, about: 'all 0' },
} as const satisfies Record<string, Initialiser>;

export type InitialiserName = keyof typeof initialisers;
export const initialiserNames = Object.keys(initialisers) as InitialiserName[];

/** Which numbers of a layer are drawn; each has random numbers of its own. */
export type Drawn = 'weights' | 'biases' | 'recurrentWeights';

/** Streams of random numbers, two a layer; what came later lies far behind them. */
const stretches: Readonly<Record<Drawn, number>> = {
  weights: 0,
  biases: 1,
  recurrentWeights: 1_000_000,
};

/**
 * So many first values, with four decimals: easily typed, and worked with by hand.
 *
 * @param of the layer they are for, counted from 0, and its size.
 */
export function initialValues(
  { init, seed }: { readonly init: InitialiserName; readonly seed: number },
  count: number,
  of: { layer: number; what: Drawn; fanIn: number; fanOut: number },
): Float64Array {
  const limit = initialisers[init].limit(of.fanIn, of.fanOut);
  const random = sfc32(seed, Math.floor(seed / 4294967296), 2 * of.layer + stretches[of.what]);
  return Float64Array.from({ length: count }, () => {
    const drawn = Math.round((2 * random() - 1) * limit * 10_000) / 10_000;
    return drawn === 0 ? 0 : drawn;
  });
}
