import { Composer, type CST, type Document, Lexer, type LineCounter, Parser } from 'yaml';
import { deepestNesting, mostTokens } from '../limits.ts';
import type { Fail } from '../problem.ts';
import { yamlErrors } from './yaml-errors.ts';

const options = {
  schema: 'core',
  merge: false,
  resolveKnownTags: false,
  stringKeys: true,
  // Its own check takes the square of the number of keys; plain.ts does it in one pass.
  uniqueKeys: false,
} as const;

/**
 * Takes a text for one YAML 1.2 document. The same as `parseDocument` of yaml, but it stops at the
 * first thing that is wrong, and where a text grows beyond the limits: that one reads on to the end
 * and keeps an error for every bracket.
 *
 * @param lines learns where each line begins.
 */
export function composeDocument(text: string, lines: LineCounter, fail: Fail): Document {
  const composer = new Composer(options);
  let document: Document | undefined;
  let second: Document.Parsed | undefined;
  for (const next of composer.compose(tokensOf(text, lines, fail), true, text.length)) {
    if (document !== undefined) {
      second = next;
      break;
    }
    document = next;
  }
  // There is always one, if only an empty one; a warning is a tag that means nothing here, and its
  // value would be read as something else.
  const [error] = [...document!.errors, ...document!.warnings];
  if (error) {
    const { says, hint } = yamlErrors[error.code];
    fail(says, hint, error.pos[0]);
  }
  if (second) fail(yamlErrors.MULTIPLE_DOCS.says, yamlErrors.MULTIPLE_DOCS.hint, second.range[0]);
  return document!;
}

/** An escape in double quotes; its name is missing where it does not exist (YAML 1.2.2, 5.7). */
const escapes = /\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0abtnvefrN_LP"/\\ \t\r\n])?/g;

function* tokensOf(text: string, lines: LineCounter, fail: Fail): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++count > mostTokens) {
      fail(
        `the file has more than ${mostTokens.toLocaleString('en-US')} numbers, words, punctuation marks and line breaks`,
        'the largest network that fits into a workbook needs far less',
      );
    }
    if (lexeme.startsWith('"')) checkEscapes(lexeme, parser.offset, fail);
    for (const token of parser.next(lexeme)) {
      yield token;
      if (token.type === 'error') return;
    }
    // Everything behind this point calls itself for each level.
    if (parser.stack.length > deepestNesting) {
      const { says, hint } = yamlErrors.RESOURCE_EXHAUSTION;
      fail(says, hint, parser.offset);
    }
  }
  yield* parser.end();
}

/** yaml keeps an error, with its stack, for each of them. */
function checkEscapes(quoted: string, offset: number, fail: Fail): void {
  for (const { 1: name, index } of quoted.matchAll(escapes)) {
    if (name !== undefined) continue;
    const { says, hint } = yamlErrors.BAD_DQ_ESCAPE;
    fail(says, hint, offset + index);
  }
}
