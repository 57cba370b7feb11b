/**
 * Tests of all units of a layer, cut where a single formula would be too long: each part stands in a
 * column of its own.
 */

/** Units `from` up to but not including `to` of a layer. */
export interface Stretch {
  readonly layer: number;
  readonly from: number;
  readonly to: number;
}

/** What one column tests: whole layers, or a stretch of one that is too wide for a column. */
export type UnitPart = readonly [Stretch, ...Stretch[]];

/** So many tests of some 60 characters fit into a formula of 8,192. */
export const MOST_TESTS = 100;

/**
 * The parts in which the layers are tested; a single one where all fit.
 * @param units of each layer; 0 where it is not tested.
 */
export function unitParts(units: readonly number[]): UnitPart[] {
  const parts: [Stretch, ...Stretch[]][] = [];
  let room = 0;
  for (const [layer, count] of units.entries()) {
    if (count > MOST_TESTS) {
      for (let from = 0; from < count; from += MOST_TESTS) {
        parts.push([{ layer, from, to: Math.min(count, from + MOST_TESTS) }]);
      }
      room = 0;
    } else if (count > 0) {
      const whole = { layer, from: 0, to: count };
      if (count <= room) parts.at(-1)!.push(whole);
      else {
        parts.push([whole]);
        room = MOST_TESTS;
      }
      room -= count;
    }
  }
  return parts;
}

/**
 * How many columns the parts take: none where one formula tests them all. Counted, not made: a spec
 * may ask for more units than there is memory.
 */
export function partColumns(units: readonly number[]): number {
  let [parts, room] = [0, 0];
  for (const count of units) {
    if (count > MOST_TESTS) {
      parts += Math.ceil(count / MOST_TESTS);
      room = 0;
    } else if (count > 0) {
      if (count > room) {
        parts++;
        room = MOST_TESTS;
      }
      room -= count;
    }
  }
  return parts > 1 ? parts : 0;
}

/**
 * How many units of each layer the diagnostics test, 0 for a layer that one leaves out: saturation
 * needs bounds, and only hidden units are looked at for dead ones.
 */
export function testedUnits(
  layers: readonly { readonly units: number; readonly activation: { readonly bounds: unknown } }[],
): Record<'saturated' | 'dead', number[]> {
  return {
    saturated: layers.map(({ units, activation }) => (activation.bounds ? units : 0)),
    dead: layers.map(({ units }, l) => (l < layers.length - 1 ? units : 0)),
  };
}
