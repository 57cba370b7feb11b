import { isFull, layerTitle, type Network } from '../../network/network.ts';
import { shownUnits } from '../elide.ts';

/** One column of the diagram, before it has a place: what stands in it and what is said above it. */
export interface Stage {
  readonly kind: 'inputs' | 'layer' | 'elided' | 'errors' | 'total';
  /** Of a layer; else 0. */
  readonly layer: number;
  /** Units from top to bottom; null where some are left out. */
  readonly slots: readonly (number | null)[];
  readonly title: string;
  /** A second, quieter line: the activation, how many units are shown. May be empty. */
  readonly detail: string;
}

/** More layers than this, and those in the middle give way to "⋯". */
const MOST_LAYERS = 8;
const FIRST_LAYERS = 3;
const LAST_LAYERS = 2;

/** The columns from the inputs to E_total. */
export function stagesOf(network: Network): Stage[] {
  const { inputs, targets, layers } = network;
  const layer = (l: number): Stage => {
    const { units, activation, shapeText } = layers[l];
    const title = layerTitle(network, l);
    return isFull(layers[l])
      ? { kind: 'layer', layer: l, title, ...shown(units, activation.name) }
      : { kind: 'elided', layer: l, slots: [null], title, detail: shapeText };
  };
  const all = layers.map((_, l) => layer(l));
  const left = layers.length - FIRST_LAYERS - LAST_LAYERS;
  const elided: Stage = {
    kind: 'elided',
    layer: 0,
    slots: [null],
    title: `${left} more layers`,
    detail: 'not shown',
  };
  return [
    { kind: 'inputs', layer: 0, title: 'Inputs', ...shown(inputs.length, '') },
    ...(layers.length > MOST_LAYERS
      ? [...all.slice(0, FIRST_LAYERS), elided, ...all.slice(-LAST_LAYERS)]
      : all),
    { kind: 'errors', layer: 0, title: 'Errors', ...shown(targets.length, '') },
    { kind: 'total', layer: 0, title: 'Total error', slots: [0], detail: '' },
  ];
}

function shown(count: number, about: string): Pick<Stage, 'slots' | 'detail'> {
  const slots = shownUnits(count);
  const visible = slots.filter((unit) => unit !== null).length;
  const proviso = visible < count ? [`${visible} of ${count} shown`] : [];
  return { slots, detail: [...(about ? [about] : []), ...proviso].join(' · ') };
}
