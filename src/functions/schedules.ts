import { type AnyOpen, type CellParameter, type NumbersOf, power } from './parameters.ts';

/**
 * A schedule: η of each step. In the texts `{eta}` is the learning rate that was set, `{step}` the
 * step from 0, and the key of a parameter stands for the cell that holds it.
 */
export interface Schedule<Open = AnyOpen> {
  /** η never changes: it needs no column. */
  readonly isConstant?: true;
  readonly parameters: { readonly [Key in keyof Open]: CellParameter };
  /** η with which the step leads to the next. */
  value(eta: number, step: number, p: NumbersOf<Open>): number;
  readonly cell: string;
  readonly symbol: string;
  /** Where the form comes from. */
  readonly source: string;
  /** One line for help and the Start sheet. */
  readonly about: string;
}

const over: CellParameter = {
  default: (steps) => steps,
  least: 1,
  most: 1_048_576,
  whole: true,
  cell: 'schedule_steps',
  symbol: 'S',
  about: 'the step at which the schedule ends',
};
// Not 0: programs disagree about 0⁰.
const factor = { least: 1e-6, most: 10, cell: 'decay_factor', symbol: 'γ' } as const;
/** γ^n, or 0 where it is next to nothing: some spreadsheets call the power of a small number an error. */
const powerOf = (n: string) => `IF(${n}*LN({factor})<-700,0,{factor}^${n})`;

const peakOf = (steps: number) => Math.max(1, Math.round(0.3 * steps));

const rows = <Rows>(rows: { readonly [Name in keyof Rows]: Schedule<Rows[Name]> }) => rows;

/** Every schedule a training can have. Adding one is adding a row. */
export const schedules = rows({
  constant: {
    isConstant: true,
    parameters: {},
    value: (eta) => eta,
    cell: '{eta}',
    symbol: '{eta}',
    source: '',
    about: 'the same η at every step',
  },
  'step-decay': {
    parameters: {
      factor: { ...factor, default: 0.5, about: 'what η is multiplied by' },
      every: {
        default: 10,
        least: 1,
        most: 1_048_576,
        whole: true,
        cell: 'decay_every',
        symbol: 'k',
        about: 'steps between two cuts',
      },
    },
    value: (eta, step, { factor, every }) => eta * power(factor, Math.floor(step / every)),
    cell: `{eta}*${powerOf('INT({step}/{every})')}`,
    symbol: '{eta}·{factor}^⌊{step}/{every}⌋',
    source: 'Goodfellow et al., Deep Learning (2016), § 8.3.1',
    about: 'η is multiplied by γ every k steps',
  },
  exponential: {
    parameters: {
      factor: { ...factor, default: 0.99, about: 'what η is multiplied by each step' },
    },
    value: (eta, step, { factor }) => eta * power(factor, step),
    cell: `{eta}*${powerOf('{step}')}`,
    symbol: '{eta}·{factor}^{step}',
    source: 'Robbins and Monro (1951), in its exponential form',
    about: 'η is multiplied by γ every step',
  },
  cosine: {
    parameters: {
      least: {
        default: 0,
        least: 0,
        most: 1e6,
        cell: 'eta_least',
        symbol: 'η_least',
        about: 'η at the end',
      },
      over,
    },
    value: (eta, step, { least, over }) =>
      least + ((eta - least) * (1 + Math.cos((Math.PI * Math.min(step, over)) / over))) / 2,
    cell: '{least}+({eta}-{least})*(1+COS(PI()*MIN({step},{over})/{over}))/2',
    symbol: '{least} + ({eta} − {least})·(1 + cos(π·min({step}, {over})/{over}))/2',
    source: 'Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts (2017)',
    about: 'half a cosine wave from η down to its least value, where it stays',
  },
  'warm-up': {
    parameters: {
      warmup: {
        default: (steps) => Math.max(1, Math.min(10, steps)),
        least: 1,
        most: 1_048_576,
        whole: true,
        cell: 'warmup_steps',
        symbol: 'k',
        about: 'steps until η is reached',
      },
    },
    value: (eta, step, { warmup }) => eta * Math.min(1, (step + 1) / warmup),
    cell: '{eta}*MIN(1,({step}+1)/{warmup})',
    symbol: '{eta}·min(1, ({step} + 1)/{warmup})',
    source: 'Goyal et al., Accurate, Large Minibatch SGD (2017), § 2.2',
    about: 'a straight line up to η over k steps, then η',
  },
  'one-cycle': {
    parameters: {
      peak: {
        default: peakOf,
        least: 1,
        most: 1_048_576,
        whole: true,
        cell: 'peak_step',
        symbol: 'k',
        about: 'the step at which η is reached',
      },
      over: {
        ...over,
        // The last update is made at step steps − 1: there the schedule ends, so that its end is used.
        default: (steps) => Math.max(steps - 1, peakOf(steps) + 1),
      },
      divide: {
        default: 25,
        least: 1,
        most: 1e6,
        cell: 'start_divisor',
        symbol: 'd',
        about: 'the schedule begins at η/d',
      },
      divideAtEnd: {
        default: 10000,
        least: 1,
        most: 1e9,
        cell: 'end_divisor',
        symbol: 'd_end',
        about: 'and ends at η/d/d_end',
      },
    },
    value: (eta, step, { peak, over, divide, divideAtEnd }) => {
      if (step < peak) return eta / divide + ((eta - eta / divide) * step) / peak;
      // Up from the end, so that there it is the end to the last bit.
      const end = Math.max(over, peak + 1);
      const left = Math.max(0, end - step) / (end - peak);
      const last = eta / divide / divideAtEnd;
      return last + (eta - last) * left;
    },
    cell: 'IF({step}<{peak},{eta}/{divide}+({eta}-{eta}/{divide})*{step}/{peak},{eta}/{divide}/{divideAtEnd}+({eta}-{eta}/{divide}/{divideAtEnd})*(MAX(0,MAX({over},{peak}+1)-{step})/(MAX({over},{peak}+1)-{peak})))',
    symbol: 'up from {eta}/{divide} to {eta} at step {peak}, down to {eta}/{divide}/{divideAtEnd}',
    source:
      'Smith and Topin, Super-Convergence (2018), with straight lines and the ends of PyTorch',
    about: 'a straight line up to η, then a straight line down to almost 0',
  },
});

export type ScheduleName = keyof typeof schedules;
export const scheduleNames = Object.keys(schedules) as ScheduleName[];
