import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { tokenize } from '../../src/xlsx/formula-text.ts';
import { formulasIn, type WrittenFormula } from '../support/formulas.ts';
import { anySpec } from '../support/specs.ts';
import { shortTemplates } from '../support/templates.ts';
import { CRITERIA, FORBIDDEN, FUNCTIONS } from './constructs.ts';

interface Found extends WrittenFormula {
  readonly workbook: string;
}

const random = fc
  .sample(anySpec({ maxSteps: 3 }), { numRuns: 25, seed: 20261126 })
  .map((spec, index) => ({ name: `random ${index + 1}`, spec }));

describe('the formulas of every workbook', () => {
  const all: Found[] = [];
  beforeAll(async () => {
    // Formulas that differ by their cells only count once.
    const shapes = new Set<string>();
    for (const { name, spec } of [...shortTemplates(), ...random]) {
      const { bytes } = await buildWorkbook(buildNetwork(spec));
      for (const formula of await formulasIn(bytes)) {
        const shape = formula.element + formula.text.replaceAll(/\$?[A-Z]{1,3}\$?\d+/g, 'A1');
        if (!shapes.has(shape)) all.push({ workbook: name, ...formula });
        shapes.add(shape);
      }
    }
  });

  const where = ({ workbook, part, text }: Found) => `${workbook} ${part}: ${text.slice(0, 200)}`;
  const matching = (suspect: (formula: Found) => boolean) => all.filter(suspect).map(where);
  /** With nothing in quotes, neither texts nor sheets. */
  const bare = ({ text }: Found) =>
    text.replaceAll(/"(?:[^"]|"")*"/g, '""').replaceAll(/'[^']*'!/g, '');

  it('are those of cells, rules, limits, names and charts', () => {
    const elements = new Set(all.map(({ element }) => element));
    expect([...elements].sort()).toEqual([
      ...['c:f', 'definedName', 'f', 'formula', 'formula1', 'formula2'],
    ]);
  });

  it('quote no number with a point or an exponent: the user’s locale would read it', () => {
    const isNumber = /\d[.,]\d|\de[+-]?\d/i;
    const suspects = matching(({ text }) =>
      tokenize(text).some((token) => token.kind === 'string' && isNumber.test(token.text)),
    );
    expect(suspects).toEqual([]);
  });

  it('use only functions that are listed', () => {
    const used = all.flatMap((formula) =>
      [...bare(formula).matchAll(/([\w.]+)\(/g)].map(([, name]) => name),
    );
    expect(used).toContain('COUNTIF');
    expect([...new Set(used)].filter((name) => !(name in FUNCTIONS))).toEqual([]);
  });

  it('count by the criteria that are listed', () => {
    const suspects = all.flatMap(({ text }) =>
      argumentsOf(text, /COUNTIFS?\(/g).flatMap((given) =>
        given.filter((each, i) => i % 2 === 1 && !CRITERIA.some((known) => known.test(each))),
      ),
    );
    expect([...new Set(suspects)]).toEqual([]);
  });

  it.each(FORBIDDEN)('hold nothing like $form: $why', ({ form }) => {
    // A limit that is a number is one in the file's own spelling.
    const isNumber = (formula: Found) => Number.isFinite(Number(formula.text));
    // The rows and columns that are printed on every page are whole ones.
    const isTitles = ({ text }: Found) =>
      text.split(',').every((each) => /!(?:\$[A-Z]+:\$[A-Z]+|\$\d+:\$\d+)$/.test(each));
    const isOurs = (formula: Found) => !isNumber(formula) && !isTitles(formula);
    expect(matching((formula) => isOurs(formula) && form.test(bare(formula)))).toEqual([]);
  });
});

/** The arguments of each call of a function, as they are written. */
function argumentsOf(text: string, call: RegExp): string[][] {
  return Array.from(text.matchAll(call), ({ index, 0: name }) => {
    const given = [''];
    let [depth, quoted] = [0, false];
    for (const character of text.slice(index + name.length)) {
      if (character === '"') quoted = !quoted;
      if (!quoted && character === '(') depth++;
      if (!quoted && character === ')' && depth-- === 0) break;
      if (!quoted && depth === 0 && character === ',') given.push('');
      else given[given.length - 1] += character;
    }
    return given;
  });
}
