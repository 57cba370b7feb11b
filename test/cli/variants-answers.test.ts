import { describe, expect, it } from 'vitest';
import { answerColumns, answersOf } from '../../src/cli/variants/answers.ts';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { variantOf } from '../../src/spec/variant.ts';
import type { SheetCells } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { shortTemplates, templates } from '../support/templates.ts';

/** What `Training` shows in the last row of step 0 and in the first one of step 1, by column name. */
function shownIn({ rows }: SheetCells): {
  before: Map<string, unknown>;
  after: Map<string, unknown>;
} {
  const names = [...rows.values()].find((row) =>
    [...row.values()].some((c) => c.value === 'step'),
  )!;
  const [stepColumn] = [...names].find(([, cell]) => cell.value === 'step')!;
  const ofStep = (step: number) =>
    [...rows.values()].filter((row) => row.get(stepColumn)?.value === step);
  const named = (row: ReadonlyMap<number, { value: unknown }>) =>
    new Map([...names].map(([column, { value }]) => [String(value), row.get(column)?.value]));
  return { before: named(ofStep(0).at(-1)!), after: named(ofStep(1)[0]) };
}

/** Layers of every kind, batches of one, some and all samples, a memory, a schedule, a weight decay. */
const lessons: { name: string; spec: Spec }[] = shortTemplates().filter(({ name }) =>
  /^(mazur|convolution|recurrent|xor|linear-regression|flowers|adam|schedule)$/.test(name),
);
const [{ spec: decayed }] = lessons.filter(({ name }) => name === 'xor');
lessons.push({
  name: 'weight decay',
  spec: {
    ...decayed,
    training: { ...decayed.training, optimizer: { name: 'sgd', weightDecay: 0.1 } },
  },
});

describe.each(lessons)('the answers to $name', ({ name, spec }) => {
  it('are what its workbook shows, under the same names', async () => {
    const network = buildNetwork(variantOf({ ...spec, compare: [] }, 4, 3));
    const { bytes } = await buildWorkbook(network);
    const { before, after } = shownIn((await readCells(bytes)).sheets.get('Training')!);
    const [columns, answers] = [answerColumns(network), answersOf(network)];
    expect(answers).toHaveLength(columns.length);
    const shown = columns.map((column) => {
      const [, first] = /^(.*) at step 1$/.exec(column) ?? [];
      return first === undefined ? before.get(column) : after.get(first);
    });
    expect(Object.fromEntries(columns.map((column, i) => [column, answers[i]]))).toEqual(
      Object.fromEntries(columns.map((column, i) => [column, shown[i]])),
    );
    expect(columns).toContain('w1');
    expect(columns).toContain('w1 at step 1');
    expect(columns).toContain(
      network.hasData ? 'cost' : name === 'recurrent' ? 'a_h1@t1' : 'E_total',
    );
  });
});

it.each(templates())('the columns of $name differ in their names', ({ spec }) => {
  const columns = answerColumns(buildNetwork(variantOf(spec, 1, 1)));
  expect(new Set(columns).size).toBe(columns.length);
});

it('does not take a schedule for a shorter one', () => {
  const [{ spec }] = templates().filter(({ name }) => name === 'schedule');
  const network = buildNetwork(spec);
  const columns = answerColumns(network);
  const answers = answersOf(network);
  const of = (column: string) => answers[columns.indexOf(column)];
  const gradient = of(network.hasData ? 'mean ∂E/∂w1' : '∂E/∂w1');
  expect((of('w1') - of('w1 at step 1')) / gradient).toBeCloseTo(of('η'), 10);
});
