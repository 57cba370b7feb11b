import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../src/spec/parse.ts';
import { countSeconds } from '../support/seconds.ts';
import { refusal, valid } from './specs.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const laughs = `a: &a [x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]
`;

const stairs = Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('');

// biome-ignore format: one case a line
const unreadable: [string, string | Uint8Array, RegExp, RegExp][] = [
  ['an empty file', '', /nothing in it/, /gradsheet templates/],
  ['an empty file, as bytes', bytes(), /nothing in it/, /gradsheet templates/],
  ['comments alone', '# nothing\n', /nothing in it/, /gradsheet templates/],
  ['null', 'null', /nothing in it/, /gradsheet templates/],
  ['a workbook', bytes(0x50, 0x4b, 3, 4, 0, 0), /not a text file/, /UTF-8/],
  ['NUL in a text', 'name: "\0"', /not a text file/, /UTF-8/],
  ['Latin-1', bytes(0x6e, 0x61, 0x6d, 0x65, 0x3a, 0x20, 0xe9), /not a text file/, /UTF-8/],
  ['UTF-16', bytes(0xff, 0xfe, 0x61, 0x00), /not a text file/, /UTF-8/],
  ['too large', 'x'.repeat(1_000_001), /larger than 1 MB/, /far less/],
  ['too many line breaks', '\n'.repeat(250_001), /more than 250,000 numbers, words/, /far less/],
  ['a list', '- a\n- b', /line 1:1: the file holds a list/, /begin with keys/],
  ['a number', '5', /line 1:1: the file holds a single value/, /begin with keys/],
  ['an open bracket', 'inputs: [1, 2\n', /line 2:1: .*`\]` or `}` is missing/, /close every/],
  ['a missing comma', 'inputs: [1 2, "a" 3]', /line 1:\d+: .*out of place/, /`\[` needs its `\]`/],
  ['a tab', 'training:\n\tsteps: 1', /line 2:1: a tab is used/, /spaces/],
  ['two colons', 'name: My: net', /line 1:7: .*two colons/, /in quotes/],
  ['a bad escape', 'name: "\\q"', /line 1:8: a backslash/, /single quotes/],
  ['a reserved character', 'name: @home', /line 1:7: .*cannot begin/, /in quotes/],
  ['a list as key', '? [a]\n: 1', /a key must be a plain word/, /behind the colon/],
  ['a key twice', `${valid}name: Again`, /line 11:1: the key "name" is given twice \(first in line 1\)/, /keep one/],
  ['a nested key twice', 'training: { steps: 1, steps: 2 }', /"steps" is given twice/, /keep one/],
  ['several documents', `${valid}---\n${valid}`, /line 11:1: a second document/, /one network per file/],
  ['an unknown tag', 'name: !mine x', /line 1:7: this tag/, /begins with `!`/],
  ['a binary tag', 'name: !!binary aGVsbG8=', /this tag/, /begins with `!`/],
  ['an unknown anchor', 'inputs: *there', /line 1:9: "\*there" refers to an anchor/, /in quotes/],
  ['an alias bomb', laughs, /line 6:\d+: its references to anchors .* more than 100,000 values/, /write the values out/],
  ['an alias of itself', 'inputs: &a [*a]', /line 1:13: "\*a" refers to an anchor whose value does not stand before it/, /in quotes/],
  ['an alias too early', 'inputs: *a\ntargets: &a [1]', /line 1:9: "\*a" refers to an anchor/, /in quotes/],
  ['endless brackets', '['.repeat(100_000), /nested far too deeply/, /row of weights/],
  ['endless steps', stairs, /nested far too deeply/, /row of weights/],
  ['endless question marks', '? '.repeat(3000), /nested far too deeply/, /row of weights/],
];

describe('texts that are no spec', () => {
  it.each(unreadable)('refuses %s', (_what, text, message, hint) => {
    const error = refusal(() => parseSpec(text, { source: 'lesson.yaml' }));
    expect(error.code).toMatch(/^SPEC_(SYNTAX|INVALID)$/);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^lesson\.yaml/);
    expect(error.hint).toMatch(hint);
  });

  it.each([
    ['20,000 keys', (i: number) => `key${i}: 1\n`],
    [
      '20,000 anchors and aliases',
      (i: number) => `${i % 2 ? '- *' : '- &'}a${i >> 1} 1\n`.replace(/(\*.*) 1/, '$1'),
    ],
    ['20,000 wrong brackets', () => '][\n'],
    ['400,000 wrong escapes', (i: number) => `${i ? '' : 'name: "'}${'\\q'.repeat(20)}`],
  ])('answers %s in a moment', (_what, line) => {
    const text = Array.from({ length: 20_000 }, (_, i) => line(i)).join('');
    const seconds = countSeconds();
    refusal(() => parseSpec(text));
    expect(seconds()).toBeLessThan(2);
  });
});

describe('texts that look unusual and are sound', () => {
  const spec = parseSpec(valid);
  const json = JSON.stringify({
    name: 'Test',
    inputs: [0.05, 0.1],
    targets: [0.01, 0.99],
    layers: [
      { ...spec.layers[0] },
      { units: 2, weights: spec.layers[1].weights, activation: 'sigmoid' },
    ],
  });
  it.each<[string, string | Uint8Array]>([
    ['JSON', json],
    ['bytes', new TextEncoder().encode(valid)],
    ['a byte order mark', `\uFEFF${valid}`],
    ['a byte order mark in bytes', new TextEncoder().encode(`\uFEFF${valid}`)],
    ['Windows line ends', valid.replaceAll('\n', '\r\n')],
    ['line ends of old Macs', valid.replaceAll('\n', '\r')],
    ['an end of document', `---\n${valid}...\n`],
    [
      'an anchor used once',
      valid.replace('[0.05, 0.1]', '[0.05, &x 0.1]').replace('[[0.1,', '[[*x,'),
    ],
    ['hexadecimal and exponents', valid.replace('0.05, 0.1', '5e-2, 1.0E-1')],
  ])('reads %s', (_what, text) => {
    expect(parseSpec(text)).toEqual(spec);
  });

  it('reads the largest network in its roomiest form', () => {
    const numbers = (length: number) => Array.from({ length }, (_, i) => (i + 1) / 7);
    const network = (inputs: number, units: number) => ({
      inputs: numbers(inputs),
      targets: numbers(units),
      layers: [{ units, weights: Array.from({ length: units }, () => numbers(inputs)) }],
      compare: [],
    });
    const text = JSON.stringify(network(87, 87), null, 4).replaceAll('\n', ' # a remark\r\n');
    expect(parseSpec(text).inputs).toHaveLength(87);
    const error = refusal(() => parseSpec(JSON.stringify(network(90, 90))));
    expect(error.message).toMatch(/needs 17,225 columns/);
  });
});
