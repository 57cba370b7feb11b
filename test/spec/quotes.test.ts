import { describe, expect, it } from 'vitest';
import { GradsheetError } from '../../src/errors.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { valid } from './specs.ts';

/** A word that nobody can read to its end, with a sign that makes it no number. */
const long = `secret${'q'.repeat(5000)}`;
/** So much of it may be quoted. */
const most = 60;

const fileSpec = (data: string) =>
  `data: { file: some.csv, ${data} }\nlayers: [{ units: 1, activation: linear, weights: he }]`;
const csv = 'x,y\n1,2\n3,4\n';

/** Texts and files that hold the word where something is wrong with it, or worth a remark. */
// biome-ignore format: one case a line
const places: [string, text: string, file?: string][] = [
  ['a name', valid.replace('Test', long)],
  ['a key', `${valid}${long}: 1`],
  ['a key twice', `${valid}${long}: 1\n${long}: 2`],
  ['a key of a layer', valid.replace('units: 3', `units: 3\n    ${long}: 1`)],
  ['an activation', valid.replace('tanh', long)],
  ['a parameter', valid.replace('tanh', `{ name: elu, ${long}: 1 }`)],
  ['a loss', `${valid}loss: ${long}`],
  ['a text for a number', valid.replace('0.05', long)],
  ['a number in quotes', valid.replace('0.05', `"${'1'.repeat(300)}"`)],
  ['a decimal comma', valid.replace('0.05', `"1,${'1'.repeat(5000)}"`)],
  ['decimal commas', valid.replace('0.05', `0,0${'1'.repeat(5000)}`)],
  ['a cut number', `${valid}training: { learningRate: 0,0${'1'.repeat(5000)} }`],
  ['an anchor', valid.replace('0.05', `*${long}`)],
  ['a tag', valid.replace('0.05', `!${long} 1`)],
  ['a list for a word', `${valid}training: { optimizer: [${long}] }`],
  ['names twice', `data: { inputs: [[1, 2]], targets: [[1]], inputNames: [${'a'.repeat(150)}, ${'a'.repeat(150)}] }\nlayers: [{ units: 1, activation: linear, weights: he }]`],
  ['a constant input', `data: { inputs: [[1], [1]], targets: [[1], [2]], inputNames: [${'a'.repeat(150)}], standardise: true }\nlayers: [{ units: 1, activation: linear, weights: he }]`],
  ['a long column name', `data: { inputs: [[1], [1]], targets: [[1], [2]], inputNames: [${long}] }\nlayers: [{ units: 1, activation: linear, weights: he }]`],
  ['a file', `data: { file: ${long}, inputs: [x], targets: [y] }\nlayers: [{ units: 1, weights: he }]`, 'a,b\n1,2\n'],
  ['a column asked for', fileSpec(`inputs: [${long}], targets: [y]`), csv],
  ['a column twice', fileSpec(`inputs: [${long}, ${long}], targets: [y]`), csv.replace('x', long)],
  ['a column on both sides', fileSpec(`inputs: [${long}], targets: [${long}]`), csv.replace('x', long)],
  ['a header', fileSpec('inputs: [x1], targets: [y]'), csv.replace('x', long)],
  ['a header that begins alike', fileSpec('inputs: [secret], targets: [y]'), csv.replace('x', long)],
  ['two headers', fileSpec(`inputs: [${long}], targets: [y]`), `${long},${long},y\n1,2,3\n`],
  ['a header of numbers', fileSpec('inputs: [x1], targets: [y]'), `${'1'.repeat(200)},2\n1,2\n`],
  ['a header that is too long', fileSpec(`inputs: [${long}], targets: [y]`), csv.replace('x', long)],
  ['a text among numbers', fileSpec('inputs: [x], targets: [y]'), csv.replace('1', long)],
  ['a text in every row', fileSpec('inputs: [x], targets: [y]'), csv.replace('1', long).replace('3', long)],
  ['a column of texts', fileSpec(`inputs: [${'a'.repeat(150)}], targets: [y]`), csv.replace('x', 'a'.repeat(150)).replace('1', 'b').replace('3', 'c')],
  ['classes', fileSpec('inputs: [x], targets: [y]'), csv.replace('1', 'c'.repeat(150)).replace('3', 'd')],
  ['a class that is not listed', fileSpec(`inputs: [x], targets: [y], classes: { x: [${long}1, ${long}2] }`), csv.replace('1', long)],
  ['a class listed twice', fileSpec(`inputs: [x], targets: [y], classes: { x: [${long}, ${long}] }`), csv],
  ['classes of no column', fileSpec(`inputs: [x], targets: [y], classes: { ${long}: [a, b] }`), csv],
  ['an empty list of classes', fileSpec(`inputs: [x], targets: [y], classes: { ${long}: [] }`), csv],
  ['a number in disguise', fileSpec('inputs: [x], targets: [y]'), `x,y\n"${'1,000,'.repeat(100)}000",1\n"1,000",2\n`],
  ['a price', fileSpec('inputs: [x], targets: [y]'), `x,y\n$${'1'.repeat(300)},1\n$1,2\n`],
  ['magnitudes', fileSpec('inputs: [x], targets: [y]'), `x,y\n${'1'.repeat(300)}M,1\n1M,2\n`],
  ['both decimal signs', fileSpec('inputs: [x], targets: [y]'), `x;y\n0,${'1'.repeat(500)};0.${'1'.repeat(500)}\n`],
  ['a class with a line break', fileSpec('inputs: [x], targets: [y]'), `x,y\n"${long}\n",1\na,2\n`],
  ['missing values', `data: { file: ${long}, inputs: [x], targets: [y], missing: skip }\nlayers: [{ units: 1, activation: linear, weights: he }]`, 'x,y\n1,2\n,3\n'],
  ['a delimiter', fileSpec(`inputs: [x], targets: [y], delimiter: ${long}`), csv],
];

/** The longest stretch of a text that stands in a source as it is. */
function longestQuote(text: string, source: string): number {
  let longest = 0;
  for (let start = 0; start < text.length; start++) {
    while (
      start + longest < text.length &&
      source.includes(text.slice(start, start + longest + 1))
    ) {
      longest++;
    }
  }
  return longest;
}

describe('what is said of a spec from somebody else', () => {
  it.each(places)('quotes little of it: %s', (_what, text, file = '') => {
    const said: string[] = [];
    try {
      parseSpec(text, {
        source: 'lesson.yaml',
        readFile: () => new TextEncoder().encode(file),
        onRemark: (remark) => said.push(remark),
      });
    } catch (error) {
      if (!(error instanceof GradsheetError)) throw error;
      said.push(error.message, error.hint, error.path ?? '');
    }
    expect(said).not.toEqual([]);
    for (const sentence of said) {
      expect(longestQuote(sentence, `${text}\n${file}`), sentence.slice(0, 300)).toBeLessThan(most);
      expect(sentence.length).toBeLessThan(700);
    }
  });
});
