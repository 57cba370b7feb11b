import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import { type ErrorCode, GradsheetError } from '../errors.ts';
import { longestSpec } from './limits.ts';
import { type Path, quote } from './problem.ts';
import { yamlErrors } from './yaml-errors.ts';

/** A YAML text as plain values, with the way back from a path to its line. */
export interface SpecDocument {
  readonly value: object;
  /** The line of the deepest part of `path` that is in the text, from 1. */
  readonly lineOf: (path: Path) => number;
}

/**
 * References to an anchor, each counted with what it multiplies. Billions of them fit into a small
 * file (the "billion laughs"); no network needs a hundred.
 */
const maxAliases = 100;

/**
 * Reads YAML 1.2 (core schema, so JSON too): one document, a mapping at the top, no duplicate keys.
 *
 * @param source what error messages call the text.
 * @throws GradsheetError SPEC_SYNTAX, or SPEC_INVALID where something other than a mapping is at the top.
 */
export function readDocument(input: string | Uint8Array, source: string): SpecDocument {
  const fail: Fail = (says, hint, offset, code = 'SPEC_SYNTAX') => {
    const place = offset === undefined ? source : `${source}, ${lineAndColumn(text ?? '', offset)}`;
    throw new GradsheetError(code, `${place}: ${says}`, { hint });
  };
  if (input.length > longestSpec) {
    fail('the file is larger than 10 MB', 'a network that fits into a workbook needs far less');
  }
  const text = typeof input === 'string' ? input.replace(/^\uFEFF/, '') : decode(input);
  if (text === undefined || text.includes('\0')) {
    fail('this is not a text file', 'give a YAML or JSON file, saved as UTF-8');
  }

  const document = parseDocument(text, {
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    stringKeys: true,
    // Its own check takes the square of the number of keys; `checkNodes` does it in one pass.
    uniqueKeys: false,
    prettyErrors: false,
    // Anything below 'error' would drop the message about several documents.
    logLevel: 'error',
  });
  // A warning is a tag that means nothing here; its value would be read as something else.
  const [error] = [...document.errors, ...document.warnings];
  if (error) {
    const { says, hint } = yamlErrors[error.code];
    fail(says, hint, error.pos[0]);
  }
  checkNodes(document, text, fail);
  const value = toValue(document, fail);
  if (value === null || value === undefined) {
    fail('there is nothing in it', 'see `gradsheet templates` for complete examples');
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    const says = `the file holds ${Array.isArray(value) ? 'a list' : 'a single value'}, not a spec`;
    fail(says, 'begin with keys such as `inputs: [0.1, 0.2]`', 0, 'SPEC_INVALID');
  }
  return { value, lineOf: (path) => lineAt(text, offsetOf(document, path)) };
}

type Fail = (says: string, hint: string, offset?: number, code?: ErrorCode) => never;

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function toValue(document: Document, fail: Fail): unknown {
  try {
    return document.toJS({ maxAliasCount: maxAliases });
  } catch (error) {
    // What `checkNodes` let pass can only fail for the number of its aliases, or for their depth.
    if (!(error instanceof ReferenceError || error instanceof RangeError)) throw error;
    return fail('there are too many references to anchors (`*name`)', 'write the values out');
  }
}

/** Refuses keys given twice and references to anchors that are not there. */
function checkNodes(document: Document, text: string, fail: Fail): void {
  const anchors = new Set<string>();
  visit(document, {
    Node(_key, node) {
      if (!isAlias(node)) {
        if (node.anchor) anchors.add(node.anchor);
      } else if (!anchors.has(node.source)) {
        fail(
          `${quote(`*${node.source}`)} refers to an anchor that is not there`,
          'write the value out, or put the text in quotes',
          node.range?.[0],
        );
      }
    },
    Map(_key, map) {
      const offsets = new Map<string, number>();
      for (const pair of map.items) {
        const [key, offset] = [keyOf(pair), keyOffset(pair)];
        const first = offsets.get(key);
        if (first !== undefined) {
          const says = `the key ${quote(key)} is given twice (first in line ${lineAt(text, first)})`;
          fail(says, 'keep one of the two', offset);
        }
        offsets.set(key, offset);
      }
    },
  });
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : String(key);
}

function keyOffset({ key }: Pair): number {
  return (key as Node | null)?.range?.[0] ?? 0;
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = (node as Node | null)?.range?.[0] ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
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

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function lineAndColumn(text: string, offset: number): string {
  return `line ${lineAt(text, offset)}:${offset - text.lastIndexOf('\n', offset - 1)}`;
}
