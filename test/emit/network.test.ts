import { afterAll, describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { CHECK } from '../../src/layout/check/layout.ts';
import { type Plan, planWorkbook } from '../../src/layout/plan.ts';
import { PICTURE_DATA, SHEETS } from '../../src/layout/sheets.ts';
import { graphOf, nodesIn } from '../../src/model/graph.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { parametersOf } from '../../src/network/parameters.ts';
import type { Node } from '../../src/ops/node.ts';
import { type Ref, refKey } from '../../src/ref.ts';
import { addressOf, cellAddress, parseRange } from '../../src/xlsx/address.ts';
import { translator } from '../../src/xlsx/formula-text.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { sheetXml } from '../engines/edit.ts';
import { type OpenWorkbook, openWorkbook } from '../engines/hyperformula.ts';
import { expectNumbers, expectWires, reading, traceAt } from '../support/picture/values.ts';
import { seed, withTraining } from '../support/specs.ts';
import { shortTemplates, templates } from '../support/templates.ts';

describe.each(shortTemplates())('the picture of $name', ({ spec }) => {
  it('holds the numbers of the step that is selected, and draws them', async () => {
    const network = buildNetwork({ ...spec, compare: [] });
    const selection = { selectedStep: Math.min(5, network.steps), selectedSample: 0 };
    const plan = planWorkbook(network, selection);
    const { bytes } = await buildWorkbook(network, selection);
    const cells = await readCells(bytes);
    const read = reading(cells);
    const trace = traceAt(plan, selection.selectedStep, 0);
    expectNumbers(plan, read, trace);
    expectWires(plan, read, trace, 'forward');
    for (const name of plan.networkSheet.picture.names) {
      expect(read(SHEETS.network, addressOf(name))).toBe(plan.names.of(name.ref));
    }
    // On `Valley` a tick is where the run ends.
    const others = [...cells.sheets].filter(([sheet]) => sheet !== SHEETS.valley);
    const marked = others.flatMap(([sheet, { rows }]) =>
      [...rows.values()].flatMap((row) =>
        [...row.values()]
          .filter(({ value }) => typeof value === 'string' && /[✓✗]/.test(value))
          .map(({ value, column }) => ({ sheet, column, value })),
      ),
    );
    expect(marked).toHaveLength(Math.min(64, parametersOf(network).length));
    for (const mark of marked) {
      expect(mark).toEqual({ sheet: SHEETS.gradientCheck, column: CHECK.mark, value: '✓' });
    }
  });
});

/** The sheets that the picture depends on, held open by a program. */
async function opened({ network }: Plan, made?: Uint8Array): Promise<OpenWorkbook> {
  const bytes = made ?? (await buildWorkbook(network)).bytes;
  const cells = await readCells(bytes);
  const needed = new Set<string>([
    ...[SHEETS.network, SHEETS.data, SHEETS.training, SHEETS.selected, SHEETS.pictureData],
    ...[SHEETS.ways, SHEETS.digits, SHEETS.gradientCheck],
  ]);
  const sheets = new Map([...cells.sheets].filter(([name]) => needed.has(name)));
  return openWorkbook({ ...cells, sheets });
}

const edited = ['simple-backprop', 'deep', 'dead-relu', 'softmax-classifier', 'convolution'];

describe.each(templates().filter(({ name }) => edited.includes(name)))(
  'the picture of $name, edited',
  async ({ spec }) => {
    const plan = planWorkbook(buildNetwork({ ...spec, compare: [] }));
    const { desk, network } = plan;
    const book = await opened(plan);
    afterAll(() => book.close());
    const choose = (place: { row: number; column: number } | null, value: number | string) =>
      place && book.type(SHEETS.network, addressOf(place), value);

    it.each([...new Set([0, 1, 33, network.steps])].filter((step) => step <= network.steps))(
      'follows step %d, forward and backward',
      (step) => {
        const sample = step % network.samples.length;
        choose(desk.selectedStep, step);
        choose(desk.selectedSample, sample + 1);
        const trace = traceAt(plan, step, sample);
        for (const mode of ['forward', 'backward'] as const) {
          choose(desk.wiresShow, mode);
          expectNumbers(plan, book.value, trace);
          expectWires(plan, book.value, trace, mode);
        }
      },
    );

    it('finds what is followed, and says nothing of what there is not', () => {
      const { followedColumn, firstRow } = PICTURE_DATA;
      const found = () =>
        [2, 3, 4].map((i) =>
          book.value(SHEETS.pictureData, cellAddress(followedColumn, firstRow + i)),
        );
      for (const r of parametersOf(network)) {
        choose(desk.follow, plan.names.of(r));
        expect(found(), plan.names.of(r)).toEqual([r.layer, r.unit, r.input]);
      }
      choose(desk.follow, 'w0');
      expect(found()).toEqual([-1, -1, -1]);
    });
  },
  120_000,
);

describe('words below a unit', () => {
  it.each([
    ['saturated', withTraining(seed, { learningRate: 1000, steps: 3 }), 2],
    ['dead', templates().find(({ name }) => name === 'dead-relu')!.spec, 60],
  ] as const)('say that it is %s, as the diagnostics do', async (word, spec, step) => {
    const network = buildNetwork({ ...spec, compare: [] });
    const plan = planWorkbook(network);
    const { bytes } = await buildWorkbook(network, { selectedStep: step, selectedSample: 0 });
    const cells = await readCells(bytes);
    const trace = traceAt(plan, step, 0);
    for (const { layer, unit, mark } of plan.networkSheet.picture.units) {
      const a = trace.layers[layer].activation[unit];
      const slope = trace.layers[layer].slope![unit];
      const hidden = layer < network.layers.length - 1;
      const is = {
        saturated: Math.min(a, 1 - a) <= 1e-6 && word === 'saturated',
        dead: hidden && a === 0 && slope === 0,
      }[word];
      const says = reading(cells)(SHEETS.network, addressOf(mark)) ?? '';
      expect(
        says,
        plan.names.of({ ...mark, kind: 'net', layer, unit, input: 0, part: 0 } as Ref),
      ).toBe(is ? word : '');
    }
  });
});

/** What depends on a parameter, by what reads what; and the weights by which that is multiplied. */
function wayOf(nodes: readonly Node[], from: Ref): Set<string> {
  const depends = new Set([refKey(from)]);
  const weighing: string[] = [];
  for (const { ref: r, args } of nodes) {
    for (const [k, arg] of args.entries()) {
      if (!depends.has(refKey(arg.ref))) continue;
      depends.add(refKey(r));
      // Products stand in pairs, the weight first.
      if (r.kind === 'net' && arg.ref.kind === 'activation') weighing.push(refKey(args[k - 1].ref));
    }
  }
  return new Set([...depends, ...weighing]);
}

/** The rules of `Network` that go by what is followed: a formula for each cell of their areas. */
function litRules(xml: string): Map<string, string[]> {
  const rules = new Map<string, string[]>();
  for (const [, area, body] of xml.matchAll(
    /<conditionalFormatting sqref="([^"]*)">(.*?)<\/conditionalFormatting>/gs,
  )) {
    const { first, last } = parseRange(area) ?? {};
    for (const [, escaped] of body.matchAll(/<formula>([^<]*)<\/formula>/g)) {
      const formula = escaped
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"');
      if (!formula.includes('follow') || !first || !last) continue;
      const translate = translator(formula, first);
      for (let row = first.row; row <= last.row; row++) {
        for (let column = first.column; column <= last.column; column++) {
          const cell = addressOf({ row, column });
          rules.set(cell, [...(rules.get(cell) ?? []), translate({ row, column })]);
        }
      }
    }
  }
  return rules;
}

describe.each(
  templates().filter(({ name }) =>
    ['simple-backprop', 'deep', 'softmax-classifier', 'convolution', 'recurrent'].includes(name),
  ),
)('what is followed in $name', ({ spec }) => {
  it('is lit up with all that is on its way to the error', async () => {
    const network = buildNetwork({ ...withTraining(spec, { steps: 1 }), compare: [] });
    const plan = planWorkbook(network);
    const { picture } = plan.networkSheet;
    const { bytes } = await buildWorkbook(network);
    const rules = litRules(await sheetXml(bytes, SHEETS.network));
    const book = await opened(plan, bytes);
    const isLit = (cell: string) =>
      (rules.get(cell) ?? []).some((formula) => {
        book.type(SHEETS.network, 'ZZ1', `=${formula}`);
        return book.value(SHEETS.network, 'ZZ1') === true;
      });
    const nodes = nodesIn(graphOf(network));
    const all = parametersOf(network);
    for (const r of all.filter((_, i) => i % 4 === 0 || i === all.length - 1)) {
      book.type(SHEETS.network, addressOf(plan.desk.follow), plan.names.of(r));
      const way = wayOf(nodes, r);
      const wrong = [...picture.names, ...picture.numbers].filter((place) => {
        const { look, ref: of } = place;
        const own = { ...of, kind: UNIT_KINDS[of.kind] ?? of.kind };
        const isOfWeight = look === 'weight' || look === 'weightGradient';
        const isOwnRow = isOfWeight && refKey(own) === refKey(r);
        const isName = picture.names.includes(place);
        const expected =
          isOwnRow ||
          (((isOfWeight && isName && of.kind === 'weight') || look === 'unitGradient') &&
            way.has(refKey(own)));
        return isLit(addressOf(place)) !== expected;
      });
      expect(wrong.map((place) => `${plan.names.of(r)}: ${plan.names.of(place.ref)}`)).toEqual([]);
    }
    book.close();
  }, 60_000);
});

/** What a gradient is the gradient of. */
const UNIT_KINDS: Partial<Record<Ref['kind'], Ref['kind']>> = {
  gradNet: 'net',
  gradActivation: 'activation',
  gradWeight: 'weight',
  gradBias: 'bias',
};
