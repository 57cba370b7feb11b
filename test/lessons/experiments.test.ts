import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { type Plan, planWorkbook } from '../../src/layout/plan.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { cellAddress } from '../../src/xlsx/address.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { type Edit, editFile } from '../engines/edit.ts';
import { gnumeric } from '../engines/gnumeric.ts';
import { engineOrSkip } from '../engines/require.ts';
import { templates } from '../support/templates.ts';
import { type Claim, claims } from './claims.ts';
import { readWorkbook, type Workbook } from './workbook.ts';

/** How templates are worked through: all their experiments in one go. */
const lessons = templates().map(({ name, spec }) => ({ name, spec, tries: spec.try ?? [] }));

describe('the lessons of the templates', () => {
  it.each(lessons)('$name says what it shows and what to try', ({ name, spec, tries }) => {
    expect(spec.lesson).toBeDefined();
    expect(spec.lesson!.match(/[.!?](?= |$)/g)!.length).toBeLessThanOrEqual(3);
    expect(tries.length).toBeGreaterThanOrEqual(3);
    expect(claims[name]).toHaveLength(tries.length);
  });

  it.each(lessons)('$name types only into cells that it names', ({ name, spec, tries }) => {
    const { experimentPlace } = planWorkbook(buildNetwork(spec));
    for (const [i, { cells }] of tries.entries()) {
      const sheets = new Set(cells.map((cell) => experimentPlace(cell)!.sheet));
      for (const typed of Object.keys(claims[name][i].type ?? {})) {
        expect(sheets).toContain(experimentPlace(typed.split('@')[0])!.sheet);
      }
    }
  });
});

engineOrSkip(gnumeric)('each experiment, carried out in Gnumeric,', () => {
  const done = lessons.flatMap(({ name, tries }) =>
    tries.map((experiment, i) => ({ name, ...experiment, claim: claims[name][i] })),
  );
  const before = new Map<string, Workbook>();
  let after: Workbook[];

  beforeAll(async () => {
    const plans = new Map<string, Plan>();
    const files = new Map<string, Uint8Array>();
    for (const { name, spec } of lessons) {
      // No experiment speaks of the runs at other rates.
      const network = buildNetwork({ ...spec, compare: [] });
      const { bytes } = await buildWorkbook(network);
      plans.set(name, planWorkbook(network));
      files.set(name, bytes);
      before.set(name, readWorkbook(plans.get(name)!, await readCells(bytes)));
    }
    const typed: Uint8Array[] = [];
    for (const { name, claim } of done) {
      typed.push(await editFile(files.get(name)!, editsOf(plans.get(name)!, claim)));
    }
    const results = await gnumeric.recalculate(typed);
    after = done.map(({ name }, i) => readWorkbook(plans.get(name)!, results[i]));
  }, 900_000);

  it.each(done.map((each, i) => ({ ...each, i })))('$name: $do', ({ name, claim, i }) => {
    claim.see(after[i], before.get(name)!);
  });
});

function editsOf({ experimentPlace }: Plan, { type = {} }: Claim): Edit[] {
  return Object.entries(type).map(([typed, value]) => {
    const [name, row = '1'] = typed.split('@');
    const place = experimentPlace(name)!;
    const cell = cellAddress(place.column, place.row + Number(row) - 1);
    return { sheet: place.sheet, cell, value };
  });
}
