import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { formatDifferences } from '../../src/verify/compare.ts';
import type { Cells } from '../../src/xlsx/cells.ts';
import { editFile } from '../engines/edit.ts';
import type { Engine } from '../engines/engine.ts';
import { gnumericIn } from '../engines/gnumeric.ts';
import { libreofficeIn } from '../engines/libreoffice.ts';
import { engineOrSkip } from '../engines/require.ts';
import { libreofficeSession, type Outcome, sessions } from '../engines/session.ts';
import { type Differing, differencesFrom, type Expectation, expectationOf } from './expectation.ts';
import { openedAt } from './opened-at.ts';
import type { Trial } from './trials.ts';

interface Country extends Differing {
  readonly engine: Engine;
}

/** A decimal comma, in both programs that know one. */
const comma: readonly Country[] = [
  { engine: libreofficeIn('de-DE') },
  { engine: gnumericIn('de_DE.UTF-8'), anyOverflow: true },
];
const further: readonly Country[] = [
  { engine: libreofficeIn('en-US') },
  { engine: libreofficeIn('fr-FR') },
  { engine: libreofficeIn('pt-BR') },
  { engine: libreofficeIn('hi-IN') },
];

export interface Extent {
  /** For one program and all its files. */
  readonly seconds: number;
  /** Every workbook in every country; else each in those with a decimal comma and in one more. */
  readonly all?: boolean;
}

/**
 * Declares the tests that each workbook means the same wherever people open it: what is typed in
 * is there before every formula is recalculated, in each country; and the file is opened as it is,
 * in a LibreOffice that trusts stored results, and then typed into. All cells are compared, those
 * with words too.
 */
export function proveEverywhere(trials: readonly Trial[], { seconds, all = false }: Extent): void {
  const indexed = trials.map((trial, index) => ({ ...trial, index }));
  const file = remember(async (index) => {
    const { bytes } = await buildWorkbook(buildNetwork(trials[index].spec));
    return bytes;
  });
  const typed = remember(async (index) => editFile(await file.of(index), trials[index].edits));
  const before = remember((index) => expectationOf(trials[index].spec));
  const after = remember((index) =>
    expectationOf(trials[index].edited, openedAt(trials[index].spec)),
  );

  const countries = [
    ...comma.map((country) => ({ ...country, cases: indexed })),
    ...further.map((country, place) => ({
      ...country,
      cases: indexed.filter(({ index }) => all || index % further.length === place),
    })),
  ];
  describe.each(countries)('$engine.name', ({ engine, cases, ...differing }) => {
    engineOrSkip(engine)('recalculates what was typed into', () => {
      let results: Cells[];
      beforeAll(async () => {
        const files: Uint8Array[] = [];
        for (const { index } of cases) files.push(await typed.of(index));
        results = await engine.recalculate(files);
      }, seconds * 1000);

      afterAll(() => {
        results = [];
      });

      it.each(cases.map((each, place) => ({ ...each, place })))('$name', async (of) => {
        await expectSame(await after.of(of.index), results[of.place], differing);
      });
    });
  });

  engineOrSkip(libreofficeSession)('LibreOffice as it is set up at first', () => {
    let outcomes: Outcome[];
    beforeAll(async () => {
      const all: { file: Uint8Array; actions: Trial['edits'] }[] = [];
      for (const { index, edits } of indexed)
        all.push({ file: await file.of(index), actions: edits });
      outcomes = await sessions(all, { seconds });
    }, seconds * 1000);

    afterAll(() => {
      outcomes = [];
      for (const { forget } of [file, typed, before, after]) forget();
    });

    it.each(indexed)('opens $name', async ({ index }) => {
      await expectSame(await before.of(index), outcomes[index].opened);
    });
    it.each(indexed)('follows what is typed into $name', async ({ index }) => {
      await expectSame(await after.of(index), outcomes[index].edited);
    });
  });
}

async function expectSame(expected: Expectation, got: Cells, differing: Differing = {}) {
  expect(formatDifferences(await differencesFrom(expected, got, differing))).toBe('');
}

/** Makes each thing once, however many programs ask for it, until all is forgotten. */
function remember<T>(make: (index: number) => Promise<T>) {
  const known = new Map<number, Promise<T>>();
  return {
    of: (index: number): Promise<T> => {
      const thing = known.get(index) ?? make(index);
      known.set(index, thing);
      return thing;
    },
    forget: () => known.clear(),
  };
}
