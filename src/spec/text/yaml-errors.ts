import type { ErrorCode } from 'yaml';

interface Plain {
  readonly says: string;
  readonly hint: string;
}

const punctuation: Plain = {
  says: 'a colon, bracket, comma or quote is missing or out of place',
  hint: 'every `[` needs its `]`, every `{` its `}`, and a `:` after a key needs a space',
};
const anchors: Plain = {
  says: 'an anchor (`&name`) or tag (`!name`) is out of place',
  hint: 'write the value out; a spec needs neither',
};
const indentation: Plain = {
  says: 'the indentation does not fit, or a `]` or `}` is missing above',
  hint: 'indent the keys of one group by the same number of spaces, and close every bracket',
};
const keys: Plain = {
  says: 'a key must be a plain word',
  hint: 'write keys like `inputs: [0.1, 0.2]`; a list or group belongs behind the colon',
};

/** What each complaint of the YAML parser means to somebody who never heard of tokens. */
export const yamlErrors = {
  ALIAS_PROPS: anchors,
  BAD_ALIAS: anchors,
  MULTIPLE_ANCHORS: anchors,
  MULTIPLE_TAGS: anchors,
  BAD_PROP_ORDER: anchors,
  TAG_RESOLVE_FAILED: {
    says: 'this tag (`!name`) means nothing in a spec',
    hint: 'remove the word that begins with `!`',
  },
  BAD_COLLECTION_TYPE: anchors,
  BAD_DIRECTIVE: {
    says: 'the line beginning with `%` cannot be understood',
    hint: 'remove it; a spec needs none',
  },
  BAD_DQ_ESCAPE: {
    says: 'a backslash in double quotes begins an escape that does not exist',
    hint: "double the backslash, or use single quotes: 'like this'",
  },
  BAD_INDENT: indentation,
  TAB_AS_INDENT: {
    says: 'a tab is used for indentation',
    hint: 'indent with spaces; YAML allows no tabs there',
  },
  BAD_SCALAR_START: {
    says: 'a value cannot begin with this character',
    hint: 'put the text in quotes: "like this"',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    says: 'there are two keys, or two colons, in one line',
    hint: 'begin a new line for each key, or put a text with a colon in quotes',
  },
  BLOCK_IN_FLOW: punctuation,
  DUPLICATE_KEY: { says: 'a key is given twice', hint: 'keep one of the two' },
  IMPOSSIBLE: punctuation,
  KEY_OVER_1024_CHARS: keys,
  MISSING_CHAR: punctuation,
  MULTILINE_IMPLICIT_KEY: punctuation,
  MULTIPLE_DOCS: {
    says: 'a second document begins here (`---`)',
    hint: 'keep one network per file',
  },
  NON_STRING_KEY: keys,
  RESOURCE_EXHAUSTION: {
    says: 'lists or groups are nested far too deeply',
    hint: 'the deepest thing in a spec is a number in a row of weights: [[0.1, 0.2], [0.3, 0.4]]',
  },
  UNEXPECTED_TOKEN: punctuation,
} as const satisfies Record<ErrorCode, Plain>;
