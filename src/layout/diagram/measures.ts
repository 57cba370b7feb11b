import type { Network } from '../../network/network.ts';
import type { Stage } from './stages.ts';

/** Lengths of the diagram, in pixels at 100 %. */

export const MARGIN = 10;
/** Half the width and height of a unit; a name and a number fit in, one below the other. */
export const UNIT = { rx: 40, ry: 36 };
export const TOTAL = { rx: 52, ry: 48 };
export const DOTS = { rx: 20, ry: 18 };
/** From a unit to the label under or over it. */
export const NEAR = 3;
/** The lines above a column, and what is free below them. */
export const CAPTIONS = { title: 18, detail: 15, below: 6 };
/** Where the columns begin. */
export const TOP = MARGIN + CAPTIONS.title + CAPTIONS.detail + CAPTIONS.below;

/** In type of 9 points: `w = −0.1234`, and so much for each digit of the weight's number. */
const LABEL = { width: 62, digit: 6, height: 16 };
/** Least distance from unit to unit in a column: room for a bias and a target between them. */
const UNIT_PITCH = 112;
/** Least distance from label to label. */
const LABEL_PITCH = 17;
/** From a label to the unit that its edge leads to: the arrow head shows. */
const CLEARANCE = 16;
const GAPS = { weights: 180, elided: 70, error: 56, total: 90, widestTotal: 240 };

/** What depends on the size of the network. */
export interface Measures {
  /** The height over which every column spreads its units. */
  readonly band: number;
  readonly label: { readonly width: number; readonly height: number };
}

/** Enough height for all units and all labels, enough width for the longest label. */
export function measuresOf({ layers }: Network, stages: readonly Stage[]): Measures {
  const heights = stages.map(({ kind, slots }, s) => {
    const units = slots.length * UNIT_PITCH;
    if (kind !== 'layer') return units;
    return Math.max(units, stages[s - 1].slots.length * (slots.length + 1) * LABEL_PITCH);
  });
  const weights = layers.reduce((sum, layer) => sum + layer.weights.length, 0);
  const width = LABEL.width + LABEL.digit * String(weights).length;
  return { band: Math.max(...heights), label: { width, height: LABEL.height } };
}

/** The width of a column of units. */
export function widthOf({ kind }: Stage): number {
  if (kind === 'layer') return 4 * UNIT.rx;
  return 2 * (kind === 'total' ? TOTAL.rx : UNIT.rx);
}

/** The space between two columns. */
export function gapBetween(before: Stage, after: Stage, { band, label }: Measures): number {
  if (before.kind === 'elided' || after.kind === 'elided') return GAPS.elided;
  if (after.kind === 'errors') return GAPS.error;
  // Arrows from far apart would otherwise come in almost upright.
  if (after.kind === 'total') return Math.min(Math.max(GAPS.total, band / 5), GAPS.widestTotal);
  // The last (m + 1)th part of the gap holds half a label and the arrow head.
  return Math.max(GAPS.weights, (after.slots.length + 1) * (label.width / 2 + CLEARANCE));
}
