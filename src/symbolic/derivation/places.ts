import { layerTitle } from '../../network/network.ts';
import { biasesOf, weightsOf } from '../../network/parameters.ts';
import { type Ref, ref } from '../../ref.ts';
import { each, one, type Section } from './lines.ts';
import { gradientBy, type Notation, unitsOf } from './notation.ts';

/**
 * A layer whose weights are used at several places or steps, or that is read by one: back from what
 * reads it, unit by unit, then each weight over all the places where it is used.
 */
export function placesOf(n: Notation, l: number): Section {
  const layer = n.network.layers[l]!;
  const asItIs = () => false;
  const own = (r: Ref) => n.equation(r, asItIs);
  const [a, net] = [ref('activation', l), ref('net', l)];
  const parameters = [...weightsOf(layer, l), ...biasesOf(layer, l)];
  const parts = layer.parts > 1 ? partsOf(n, parameters) : [];
  return {
    title: `${layerTitle(n.network, l)}, ${layer.shapeText}`,
    groups: [
      each(unitsOf(n, 'gradActivation', l), own, 'over all that read the activation'),
      one(
        [n.name(gradientBy(net)), `${n.name(gradientBy(a))} · ${n.by(a, net)}`],
        'times the slope of the activation',
      ),
      each(unitsOf(n, 'gradNet', l), own),
      each(parts, own, 'what each step of the sequence adds'),
      each(
        weightsOf(layer, l),
        (r) => own(gradientBy(r)),
        layer.parts > 1 ? 'over all steps' : 'over all places where the weight is used',
      ),
      each(biasesOf(layer, l), (r) => own(gradientBy(r))),
    ].filter(({ count }) => count > 0),
  };
}

/** The named parts of the gradients, as far as there are columns of them. */
function partsOf(n: Notation, parameters: readonly Ref[]): Ref[] {
  return parameters.flatMap((r) => {
    const { parts } = n.network.layers[r.layer]!;
    const kind = r.kind === 'weight' ? 'partWeight' : 'partBias';
    const all = Array.from({ length: parts }, (_, part): Ref => ({ ...r, kind, part }));
    return all.filter((part) => n.has(part));
  });
}
