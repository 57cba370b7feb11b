import { GradsheetError } from '../errors.ts';
import { sfc32 } from '../functions/random.ts';
import type { Network } from '../network/network.ts';
import { type Ref, refKey } from '../ref.ts';
import { namesOf } from '../symbolic/names.ts';
import { type Quantity, quantitiesOf } from '../symbolic/quantities.ts';
import { type PlantedSlip, plantedSlips, slipRows } from './catalogue.ts';
import type { SlipRow, Sound, Way } from './slip.ts';
import { holesIn } from './surgery.ts';

/** A mistake in a table, and what stood there before. */
export interface Planted extends Way {
  readonly slip: PlantedSlip;
  /** The quantities of `changed` as they should be. */
  readonly right: readonly Quantity[];
}

/** Which slips: by name, or one that the seed chooses. */
export type Wish = readonly PlantedSlip[] | 'random';

/** Stands for the seed among the three that sfc32 takes; the others are of no meaning. */
const STREAM = [0x5eed, 0x511b] as const;

/**
 * Tables with these slips, drawn by a seed one after another, so that the first whose mistakes show
 * can be taken. No quantity holds two of them.
 *
 * @throws GradsheetError USAGE where a slip has no place in this network.
 */
export function* plantings(
  network: Network,
  wish: Wish,
  seed: number,
): Generator<{ readonly quantities: readonly Quantity[]; readonly planted: readonly Planted[] }> {
  const quantities = quantitiesOf(network).filter(({ role }) => role !== 'diagnosis');
  const sound = { network, names: namesOf(network), quantities: inUse(quantities) };
  const shuffle = shuffler(sfc32(seed, ...STREAM));
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const slips = wish === 'random' ? shuffle(possible(sound)).slice(0, 1) : wish;
    const planted: Planted[] = [];
    for (const slip of slips) {
      const row: SlipRow = slipRows[slip];
      const ways = row.ways(sound);
      if (ways.length === 0) throw noPlace(slip, sound);
      const taken = new Set(
        planted.flatMap(({ changed }) => changed.map(({ ref }) => refKey(ref))),
      );
      const free = ways.filter(({ changed }) => !changed.some(({ ref }) => taken.has(refKey(ref))));
      const [way] = shuffle(free);
      if (way === undefined) throw noRoom(slips);
      planted.push({ ...way, slip, right: way.changed.map(({ ref }) => find(quantities, ref)) });
    }
    const changed = new Map(
      planted.flatMap((each) => each.changed.map((quantity) => [refKey(quantity.ref), quantity])),
    );
    yield {
      quantities: quantities.map((quantity) => changed.get(refKey(quantity.ref)) ?? quantity),
      planted,
    };
  }
}

const MOST_ATTEMPTS = 30;

/** The slips that have a place in a network. */
function possible(sound: Sound): PlantedSlip[] {
  return plantedSlips.filter((slip) => slipRows[slip].ways(sound).length > 0);
}

/** What some update depends on. */
function inUse(quantities: readonly Quantity[]): Quantity[] {
  const byKey = new Map(quantities.map((quantity) => [refKey(quantity.ref), quantity]));
  const used = new Set<string>();
  const visit = ({ ref, formula }: Quantity) => {
    if (used.has(refKey(ref))) return;
    used.add(refKey(ref));
    for (const hole of holesIn(formula)) {
      const read = byKey.get(refKey(hole.ref));
      if (read) visit(read);
    }
  };
  for (const quantity of quantities) if (quantity.role === 'weight') visit(quantity);
  return quantities.filter(({ ref }) => used.has(refKey(ref)));
}

function find(quantities: readonly Quantity[], ref: Ref): Quantity {
  return quantities.find((quantity) => refKey(quantity.ref) === refKey(ref))!;
}

function shuffler(next: () => number): <T>(items: readonly T[]) => T[] {
  return (items) => {
    const mixed = [...items];
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
    }
    return mixed;
  };
}

function noPlace(slip: PlantedSlip, sound: Sound): GradsheetError {
  const fitting = possible(sound).join(', ');
  return new GradsheetError('USAGE', `--plant: the slip ${slip} has no place in this network`, {
    path: '--plant',
    hint: `choose another network, or one of these: ${fitting}`,
  });
}

function noRoom(slips: readonly string[]): GradsheetError {
  return new GradsheetError(
    'USAGE',
    `--plant: this network has no room for all of ${slips.join(', ')}`,
    { path: '--plant', hint: 'ask for fewer slips, or take a larger network' },
  );
}
