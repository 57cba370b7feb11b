import type { Node } from '../../ops/node.ts';
import { products } from '../../ops/products.ts';
import { isSumPart, type Ref, sumOfPart } from '../../ref.ts';

/** The factors of a sum of products, two by two, and what is added as it is. */
export function pairsOf({ args }: Node): { pairs: (readonly [Node, Node])[]; rest: Node | null } {
  const pairs = Array.from(
    { length: Math.floor(args.length / 2) },
    (_, i) => [args[2 * i]!, args[2 * i + 1]!] as const,
  );
  return { pairs, rest: args.length % 2 === 1 ? args.at(-1)! : null };
}

/** What stands beside argument k in its product; null of a bias. */
export function factorOf(n: Node, k: number): Node | null {
  return (n.op === products && pairsOf(n).pairs[Math.floor(k / 2)]?.[1]) || null;
}

/** The net input that a sum of products is, or is a part of. */
export function netOf({ ref: r }: Node): Ref {
  return isSumPart(r) ? sumOfPart(r) : r;
}

/** How many net inputs of a layer lie on different sides of a kink in two passes. */
export function layerCrosses(above: string, below: string, kink: number): string {
  const sides = `(${above}<=${kink})*(${below}>=${kink})+(${above}>=${kink})*(${below}<=${kink})`;
  return `SUMPRODUCT((${above}<>${below})*((${sides})>0))`;
}
