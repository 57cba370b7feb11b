import type { Network } from '../network/network.ts';
import { isState } from '../network/parameters.ts';
import { type Formula, type Hole, printSymbol } from '../ops/formula.ts';
import { type Ref, ref, refKey } from '../ref.ts';
import type { Names } from './names.ts';
import type { Quantity, Role } from './quantities.ts';

/** One line that tells how a quantity of the selected step comes about. */
export interface NarrationLine {
  /** The quantity whose value is the line's result. */
  readonly ref: Ref;
  /** For an update, the result is the quantity of the next step. */
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

/**
 * Tells the selected step (and sample) in order: what goes in, forward, errors, backward, what the
 * batch comes to, update.
 */
export function narrationOf(
  network: Network,
  quantities: readonly Quantity[],
  names: Names,
): NarrationPart[] {
  const given = (q: Pick<Quantity, 'ref' | 'role'>): NarrationLine => ({
    ...base(q),
    symbols: names.of(q.ref),
    formula: null,
  });
  const computed = (q: Quantity): NarrationLine => ({
    ...base(q),
    symbols: `${names.of(q.ref)} = ${printSymbol(q.formula, ({ ref: r }) => names.of(r))}`,
    formula: q.formula,
  });
  const update = ({ ref: r, role, formula }: Quantity): NarrationLine => ({
    ref: r,
    role,
    next: true,
    symbols: `new ${names.of(r)} = ${printSymbol(formula, (hole) => nameInUpdate(names, hole))}`,
    formula,
  });
  const ofRole = (...roles: Role[]) => quantities.filter(({ role }) => roles.includes(role));
  const ofKind = (...kinds: Ref['kind'][]) => quantities.filter((q) => kinds.includes(q.ref.kind));
  const batch = ofKind('cost', 'accuracy', 'meanWeight', 'meanBias');
  const remembered = rememberedIn(quantities);
  const parts = [
    {
      title: 'What goes in',
      lines: [
        ...settingsOf(network, quantities).map(given),
        ...ofKind('rate').map(computed),
        ...ofRole('input', 'target').map(given),
        ...ofKind('weight', 'bias').map(given),
        ...quantities.filter((q) => remembered.has(refKey(q.ref))).map(given),
      ],
    },
    { title: 'Forward', lines: ofRole('forward').map(computed) },
    { title: 'Error', lines: ofKind('error', 'total').map(computed) },
    {
      title: 'Backward',
      lines: ofRole('gradient')
        .filter((q) => !batch.includes(q) && !isPenalised(q))
        .map(computed),
    },
    {
      title: 'The batch of this step',
      lines: batch.map((q) => ({ ...given(q), symbols: `${names.of(q.ref)}, over the batch` })),
    },
    {
      title: 'Update',
      lines: [
        ...quantities.filter(isPenalised).map(computed),
        ...countOf(quantities),
        ...quantities.filter((q) => q.isUpdate).map(update),
      ],
    },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

const base = ({ ref: r, role }: Pick<Quantity, 'ref' | 'role'>) => ({ ref: r, role, next: false });

const isPenalised = ({ ref: { kind } }: Quantity) =>
  kind === 'penalisedWeight' || kind === 'penalisedBias';

/** η, the hyper-parameters and, where η goes by it, the step. */
function settingsOf({ descent }: Network, quantities: readonly Quantity[]) {
  const refs = [
    ref('eta'),
    ...descent.settings.map((_, index) => ref('setting', 0, index)),
    ...(quantities.some((q) => q.ref.kind === 'rate') ? [ref('step')] : []),
  ];
  return refs.map((r) => ({ ref: r, role: 'input' as const }));
}

/** The states that an update starts from; others are made anew in each. */
function rememberedIn(quantities: readonly Quantity[]): Set<string> {
  const holes = quantities.flatMap((q) => (q.isUpdate ? q.formula.symbol : []));
  return new Set(
    holes.flatMap((hole) =>
      typeof hole !== 'string' && hole.at === 'previous' && isState(hole.ref)
        ? [refKey(hole.ref)]
        : [],
    ),
  );
}

/** How many updates there will have been, where an optimizer asks. */
function countOf(quantities: readonly Quantity[]): NarrationLine[] {
  const asks = quantities.some(
    (q) =>
      q.isUpdate &&
      q.formula.symbol.some((part) => typeof part !== 'string' && part.ref.kind === 'step'),
  );
  if (!asks) return [];
  return [{ ref: ref('step'), next: true, role: 'update', symbols: 't = step + 1', formula: null }];
}

/** Whether a hole of an update stands for what the update has made, not for what was before. */
export function isNew({ ref: { kind }, at }: Hole): boolean {
  return at === 'row' && (kind === 'stateWeight' || kind === 'stateBias' || kind === 'step');
}

function nameInUpdate(names: Names, hole: Hole): string {
  if (!isNew(hole)) return names.of(hole.ref);
  return hole.ref.kind === 'step' ? 't' : `new ${names.of(hole.ref)}`;
}
