import type { Node } from '../../../sheet/formula/node.ts';
import { type Edit, type Material, type Probe, places } from './edit.ts';
import { missingFactors } from './factors.ts';
import { insertions } from './insertions.ts';
import { local } from './local.ts';
import { readables } from './references.ts';
import { swaps } from './swaps.ts';
import { missingTerms } from './terms.ts';

/** Every formula one slip away. They come unordered, some of them twice. */
export function* editsOf(root: Node, material: Material, probe: Probe): Generator<Edit> {
  const read = readables(material).map((node) => ({ node, value: probe.valueOf(node) }));
  yield* swaps(root, material, read, probe);
  for (const place of places(root)) {
    yield* local(place.node, place.put, root === place.node);
    yield* insertions(place, read, probe);
  }
  yield* missingTerms(root, material, read, probe);
  yield* missingFactors(root, material, read, probe);
}
