import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { mostValues } from '../limits.ts';
import { type Fail, type Path, quote } from '../problem.ts';
import { numberWithSign } from './signs.ts';

/** The values of a YAML document, with the way back to its text. */
export interface Plain {
  readonly value: unknown;
  /** Where the deepest part of `path` that is in the text begins. */
  readonly offsetOf: (path: Path) => number;
}

interface Anchored {
  readonly node: Node;
  readonly value: unknown;
  /** How many values it holds. */
  readonly size: number;
}

/**
 * Turns the nodes of a document into plain values, and refuses keys given twice and aliases of
 * what does not stand before them. The same as `toJS` of yaml, but the time it takes grows with
 * the number of values alone: that one looks through the document for each alias.
 */
export function plainValue(
  document: Document,
  lineAt: (offset: number) => number,
  fail: Fail,
): Plain {
  const anchors = new Map<string, Anchored>();
  const targets = new Map<Alias, Node>();
  let values = 0;

  function plainOf(node: unknown): unknown {
    values++;
    if (isAlias(node)) return targetOf(node);
    const before = values;
    const value = isMap(node)
      ? groupOf(node)
      : isSeq(node)
        ? node.items.map(plainOf)
        : isScalar(node)
          ? scalarOf(node)
          : null;
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor) {
      anchors.set(node.anchor, { node, value, size: values - before + 1 });
    }
    return value;
  }

  function targetOf(alias: Alias): unknown {
    const target = anchors.get(alias.source);
    if (target === undefined) {
      return fail(
        `${quote(`*${alias.source}`)} refers to an anchor whose value does not stand before it`,
        'write the value out, or put the text in quotes',
        alias.range?.[0],
      );
    }
    values += target.size;
    if (values > mostValues) {
      const says = `its references to anchors (\`*name\`) stand for more than ${mostValues.toLocaleString('en-US')} values`;
      fail(says, 'write the values out; there are too many', alias.range?.[0]);
    }
    targets.set(alias, target.node);
    return target.value;
  }

  function groupOf(map: YAMLMap): object {
    const offsets = new Map<string, number>();
    const entries = map.items.map((pair) => {
      const [key, offset] = [keyOf(pair), keyOffset(pair)];
      const first = offsets.get(key);
      if (first !== undefined) {
        const says = `the key ${quote(key)} is given twice (first in line ${lineAt(first)})`;
        fail(says, 'keep one of the two', offset);
      }
      offsets.set(key, offset);
      return [key, plainOf(pair.value)] as const;
    });
    // Makes `__proto__` a key like any other.
    return Object.fromEntries(entries);
  }

  function offsetOf(path: Path): number {
    let node: unknown = document.contents;
    let offset = document.contents?.range?.[0] ?? 0;
    for (const step of path) {
      if (isAlias(node)) node = targets.get(node);
      if (isMap(node)) {
        const pair = node.items.find((item) => keyOf(item) === step);
        if (!pair) break;
        offset = keyOffset(pair);
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        offset = (node as Node | undefined)?.range?.[0] ?? offset;
      }
    }
    return offset;
  }

  return { value: plainOf(document.contents), offsetOf };
}

/** A number that was typed with − is one, unless it stands in quotes. */
function scalarOf({ value, type }: Scalar): unknown {
  if (typeof value !== 'string' || type !== 'PLAIN') return value;
  return numberWithSign(value) ?? value;
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : String(key);
}

function keyOffset({ key }: Pair): number {
  return (key as Node | null)?.range?.[0] ?? 0;
}
