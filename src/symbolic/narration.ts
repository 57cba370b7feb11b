import type { Network } from '../network/network.ts';
import { type Ref, ref } from '../network/ref.ts';
import type { Formula, Hole } from './formula.ts';
import { printSymbol } from './formula.ts';
import type { Names } from './names.ts';
import type { Quantity, Role } from './quantities.ts';

/** One line that tells how a quantity of the selected step comes about. */
export interface NarrationLine {
  /** The quantity whose value is the line's result. */
  readonly ref: Ref;
  /** For an update, the result is the parameter of the next step. */
  readonly next: boolean;
  readonly role: Role;
  /** `h1 = w1·i1 + w2·i2` */
  readonly symbols: string;
  /** Its right-hand side, to be printed with numbers; null for a number that was given. */
  readonly formula: Formula | null;
}

export interface NarrationPart {
  readonly title: string;
  readonly lines: readonly NarrationLine[];
}

/** Tells the selected step in order: what goes in, forward, errors, backward, update. */
export function narrationOf(
  network: Network,
  quantities: readonly Quantity[],
  names: Names,
): NarrationPart[] {
  const isParameter = ({ ref }: Quantity) => ref.kind === 'weight' || ref.kind === 'bias';
  const name = ({ ref }: Hole) => names.of(ref);
  const given = (q: Quantity): NarrationLine => ({
    ...base(q),
    symbols: names.of(q.ref),
    formula: null,
  });
  const computed = (q: Quantity): NarrationLine => ({
    ...base(q),
    symbols: `${names.of(q.ref)} = ${printSymbol(q.formula, name)}`,
    formula: q.formula,
  });
  const update = (q: Quantity): NarrationLine => ({
    ...base(q),
    next: true,
    symbols: `new ${names.of(q.ref)} = ${printSymbol(q.formula, name)}`,
    formula: q.formula,
  });
  const eta = ref('eta');
  const rate: NarrationLine = {
    ref: eta,
    role: 'input',
    next: false,
    symbols: names.of(eta),
    formula: null,
  };
  const of = (...roles: Role[]) => quantities.filter(({ role }) => roles.includes(role));
  const parameters = quantities.filter(isParameter);
  const trained = network.trainBiases
    ? parameters
    : parameters.filter((q) => q.ref.kind !== 'bias');
  return [
    {
      title: 'What goes in',
      lines: [rate, ...of('input', 'target').map(given), ...parameters.map(given)],
    },
    { title: 'Forward', lines: of('forward').map(computed) },
    { title: 'Error', lines: of('error').map(computed) },
    { title: 'Backward', lines: of('gradient').map(computed) },
    { title: 'Update', lines: trained.map(update) },
  ];
}

const base = ({ ref, role }: Quantity) => ({ ref, role, next: false });
