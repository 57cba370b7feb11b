import { LineCounter } from 'yaml';
import { GradsheetError } from '../../errors.ts';
import { longestSpec } from '../limits.ts';
import type { Fail, Path, Problem } from '../problem.ts';
import { composeDocument } from './compose.ts';
import { findDecimalCommas } from './find-commas.ts';
import { plainValue } from './plain.ts';

/** A YAML text as plain values, with the way back from a path to its line. */
export interface SpecDocument {
  readonly value: object;
  /** The line of the deepest part of `path` that is in the text, from 1. */
  readonly lineOf: (path: Path) => number;
  /** What YAML reads otherwise than it was meant, most probably. */
  readonly misreadings: readonly Problem[];
}

/**
 * Reads YAML 1.2 (core schema, so JSON too): one document, a mapping at the top, no duplicate keys.
 * The text may be anything: what is too large, too deep or multiplies itself is refused in time.
 *
 * @param source what error messages call the text.
 * @throws GradsheetError SPEC_SYNTAX, or SPEC_INVALID where something other than a mapping is at the top.
 */
export function readDocument(input: string | Uint8Array, source: string): SpecDocument {
  const lines = new LineCounter();
  const fail: Fail = (says, hint, offset, code = 'SPEC_SYNTAX') => {
    const place = offset === undefined ? source : `${source}, line ${placeOf(lines, offset)}`;
    throw new GradsheetError(code, `${place}: ${says}`, { hint });
  };
  if (typeof input !== 'string' && !ArrayBuffer.isView(input)) {
    const what =
      input === null || input === undefined ? 'nothing' : `a value of type ${typeof input}`;
    return fail(
      `a description is a text, and ${what} was given`,
      'give parseSpec the text in YAML or JSON, or its bytes; of an object, `JSON.stringify(object)`',
    );
  }
  if (input.length > longestSpec) {
    const hint = 'the largest network that fits into a workbook needs far less';
    fail(`the file is larger than ${longestSpec / 1e6} MB`, hint);
  }
  const decoded = typeof input === 'string' ? input.replace(/^\uFEFF/, '') : decode(input);
  // A line break of YAML (1.2.2, 5.4) that its reader does not know.
  const text = decoded?.replace(/\r(?!\n)/g, '\n');
  if (text === undefined || text.includes('\0')) {
    return fail('this is not a text file', 'give a YAML or JSON file, saved as UTF-8');
  }
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const document = composeDocument(text, lines, fail);
  const { value, offsetOf } = plainValue(document, lineAt, fail);
  if (value === null || value === undefined) {
    return fail(
      'there is nothing in it',
      '`gradsheet init` writes one to begin with; `gradsheet templates` lists complete ones',
    );
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    const says = `the file holds ${Array.isArray(value) ? 'a list' : 'a single value'}, not a spec`;
    return fail(says, 'begin with keys such as `inputs: [0.1, 0.2]`', 0, 'SPEC_INVALID');
  }
  const misreadings = findDecimalCommas(document.contents, text, value);
  return { value, lineOf: (path) => lineAt(offsetOf(path)), misreadings };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function placeOf(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${line}:${col}`;
}
