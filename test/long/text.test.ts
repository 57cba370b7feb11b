import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { specToYaml } from '../../src/spec/print.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { type Cells, cellAt, cellsOf } from '../../src/xlsx/cells.ts';
import { libreoffice, roundTrip } from '../engines/libreoffice.ts';
import { openXmlValidator, validate } from '../engines/openxml.ts';
import { engineOrSkip } from '../engines/require.ts';
import { seed, withTraining } from '../support/specs.ts';
import { readSound } from './sound.ts';

// biome-ignore format: by what might be mistaken
/** Titles that XML or a font might take for something else. */
const forXml = [
  ...['_x000D_', '_x0041_', '_xFFFE_', '</t>', '</si></sst>', ']]>', '<!--', '&amp;', '&#0;', '"'],
  ...['שלום 1+1=2', '\u202Eabc', '\uFEFFa', 'a\u2028b', '👩‍👩‍👧‍👦', '\u{10FFFF}', '\uFDD0', '🙂'.repeat(100)],
];
// biome-ignore format: by what might be mistaken
/** And those that a spreadsheet might. */
const forOthers = [
  ...forXml,
  ...['=1+1', '+1', '-1', '@SUM(A1)', "=cmd|'/c calc'!A1", "'=1", ' =1 ', '\u00A0=1'],
  ...['1e5', '007', '2024-01-01', 'TRUE', '#REF!', '10 %'],
];
// biome-ignore format: by what might be mistaken
/** And those that only we, or YAML, might mistake. LibreOffice reads the first, but writes another. */
const forUs = [
  ...['_x005F_x000D_', '_x000d_', 'a_x0000_b', '{=1}', '"=1"', '1/2', '#N/A', 'null', '~', 'yes', '.inf'],
  ...['<t>', '<![CDATA[', '&lt', '<?xml?>', "''", '`', '\\', '%s $& $1', "'", 'con', '../../etc/passwd'],
  ...['[Book]Sheet!A1', 'a/b\\c?d*e[f]g:h', 'name: x', '- x', '# x', '*a', '&a', '!x', '[1]', '{ a: 1 }'],
  ...['---', '|', '>-', 'a: b # c', 'مرحبا', '\u200F=1', 'a\u200Bb', 'e\u0301', 'a\u2028', 'a\u00A0'],
  ...['\u3000a\u3000', '  a  b  ', '🇩🇪', '𝕏', '\uFFFD', '字'.repeat(100), 'a'.repeat(100)],
];
const names = [...forOthers, ...forUs];

interface Made {
  readonly spec: Spec;
  readonly bytes: Uint8Array;
}

let made: Made[];

beforeAll(async () => {
  const lesson = { ...withTraining(seed, { steps: 1 }), compare: [1] };
  made = [];
  for (const name of names) {
    const spec = parseSpec(specToYaml({ ...lesson, name }));
    // The name of a file can be as odd as that of a network.
    const { bytes } = await buildWorkbook(buildNetwork(spec), { madeFrom: `${name}.yaml` });
    made.push({ spec, bytes });
  }
});

/** What differs from the spec in the texts of its workbook, wherever they were read from. */
function misread({ spec }: Made, cells: Cells): string[] {
  const problems: string[] = [];
  for (const sheet of ['Start', 'Network']) {
    const title = cellAt(cells, sheet, 'A1');
    if (title?.value !== spec.name) problems.push(`${sheet}: ${JSON.stringify(title?.value)}`);
    if (title?.formula !== undefined) problems.push(`${sheet} has a formula for a title`);
  }
  const start = [...cellsOf(cells.sheets.get('Start')!)].filter(({ column }) => column === 1);
  const note = start.findIndex(({ value }) => String(value).startsWith('Made by gradsheet'));
  if (!String(start[note]?.value).includes(` from ${spec.name}.yaml. `)) {
    problems.push(`made from: ${JSON.stringify(start[note]?.value)}`);
  }
  const yaml = start.slice(note + 1).map(({ value }) => value);
  if (yaml.join('\n') !== specToYaml(spec).trimEnd()) {
    problems.push(`description: ${JSON.stringify(yaml[0])}`);
  }
  return problems;
}

const filesOf = (some: readonly string[]) => made.slice(0, some.length).map(({ bytes }) => bytes);

const inOrder = (problems: readonly (readonly string[])[]) =>
  Object.fromEntries(problems.flatMap((list, i) => (list.length === 0 ? [] : [[names[i], list]])));

describe('the text of a spec', () => {
  it('is a name that is not refused, in every case', () => {
    expect(made.map(({ spec }) => spec.name)).toEqual(names);
  });

  it('stays text in the file', async () => {
    const problems = await Promise.all(
      made.map(async (each) => misread(each, await readSound(each.bytes))),
    );
    expect(inOrder(problems)).toEqual({});
  });

  it.each([
    ['40,000 characters', 'x'.repeat(40_000)],
    ['40,000 emoji', `x${'🙂'.repeat(20_000)}`],
    ['characters that XML cannot hold', '=\uFFFE\uFFFF_x000D_</t>'],
  ])('is cut or escaped where the library is given %s', async (_what, name) => {
    const spec = { ...made[0].spec, name };
    const { bytes } = await buildWorkbook(buildNetwork(spec), { madeFrom: name });
    const read = cellAt(await readSound(bytes), 'Start', 'A1')?.value;
    expect(String(read).length).toBeGreaterThan(Math.min(name.length, 32_767) - 2);
    expect(name.startsWith(String(read))).toBe(true);
    if (openXmlValidator.available() === true) expect(await validate([bytes])).toEqual([[]]);
  });

  it('reaches no name of a sheet, a part or a cell', async () => {
    const skeleton = async ({ bytes }: Made) => {
      const zip = await JSZip.loadAsync(bytes);
      const workbook = await zip.file('xl/workbook.xml')!.async('string');
      // What is printed of Start ends with the description, which long texts take more lines of.
      return [Object.keys(zip.files), workbook.replace(/(>Start![$]A[$]1:[$]C[$])\d+</, '$1<')];
    };
    const [first, ...others] = await Promise.all(made.map(skeleton));
    for (const other of others) expect(other).toEqual(first);
  });

  engineOrSkip(openXmlValidator)('validates', () => {
    it('without an error', async () => {
      expect(inOrder(await validate(filesOf(forXml)))).toEqual({});
    });
  });

  engineOrSkip(libreoffice)('is the same', () => {
    it('in LibreOffice', async () => {
      const read = await roundTrip(filesOf(forOthers), { trust: true });
      const problems = read.map((cells, i) => misread(made[i], cells));
      expect(inOrder(problems)).toEqual({});
    });
  });
});
