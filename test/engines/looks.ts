import type { Plan } from '../../src/layout/plan.ts';
import { SHEETS } from '../../src/layout/sheets.ts';
import { addressOf, parseAddress } from '../../src/xlsx/address.ts';
import type { CellValue } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { type Reader, reading } from '../support/picture/values.ts';
import { typedBetween, typedFor, type Variant } from '../support/picture/variants.ts';
import { editFile } from './edit.ts';
import { gnumeric } from './gnumeric.ts';
import { openWorkbook } from './hyperformula.ts';
import { checkSentinel, plantSentinel } from './sentinel.ts';
import { type Action, libreofficeSession, type Seen, sessions } from './session.ts';
import type { Tool } from './tool.ts';

/** A workbook, and what is typed into it one after the other. */
export interface Subject {
  readonly plan: Plan;
  readonly file: Uint8Array;
  readonly variants: readonly Variant[];
}

/** A program that shows what `Network` and its wires are in each variant. */
export interface Onlooker extends Tool {
  look(
    subjects: readonly Subject[],
    see: (subject: Subject, variant: Variant, read: Reader) => void,
  ): Promise<void>;
}

/** Held open; only what an edit reaches is computed anew. */
export const inHyperformula: Onlooker = {
  name: 'HyperFormula',
  available: () => true,
  async look(subjects, see) {
    for (const subject of subjects) {
      const { plan, file, variants } = subject;
      const book = openWorkbook(await readCells(file));
      for (const [i, variant] of variants.entries()) {
        const edits =
          i === 0 ? typedFor(plan, variant) : typedBetween(plan, variants[i - 1], variant);
        for (const { sheet, cell, value } of edits) book.type(sheet, cell, value);
        see(subject, variant, book.value);
      }
      book.close();
    }
  },
};

/** All in one start of LibreOffice, which computes everything anew when it opens a workbook. */
export const inLibreoffice: Onlooker = {
  ...libreofficeSession,
  name: 'LibreOffice',
  async look(subjects, see) {
    const jobs = subjects.map(async ({ plan, file, variants }) => {
      const areas = areasOf(plan);
      const actions = variants.flatMap((variant, i): Action[] => [
        ...(i === 0 ? typedFor(plan, variant) : typedBetween(plan, variants[i - 1], variant)),
        ...areas.map(({ sheet, last }) => ({ sheet, read: `A1:${last}` })),
      ]);
      return { file: await plantSentinel(file), actions };
    });
    const outcomes = await sessions(await Promise.all(jobs), { trust: false, seconds: 3600 });
    for (const [i, { opened, seen }] of outcomes.entries()) {
      checkSentinel('LibreOffice', opened);
      const subject = subjects[i];
      const areas = areasOf(subject.plan);
      for (const [v, variant] of subject.variants.entries()) {
        const own = areas.map(({ sheet }, a) => [sheet, seen[areas.length * v + a]] as const);
        see(subject, variant, seenIn(new Map(own)));
      }
    }
  },
};

/** One file a variant. */
export const inGnumeric: Onlooker = {
  name: gnumeric.name,
  available: gnumeric.available,
  async look(subjects, see) {
    for (const subject of subjects) {
      for (const variant of subject.variants) {
        const file = await editFile(subject.file, typedFor(subject.plan, variant));
        const [cells] = await gnumeric.recalculate([file]);
        see(subject, variant, reading(cells));
      }
    }
  },
};

/** From A1 to where: the picture and what belongs to it, and the points of its wires. */
const areasOf = ({ networkSheet, pictureData }: Plan) => [
  {
    sheet: SHEETS.network,
    last: addressOf({
      row: networkSheet.waysBlock.lastRow,
      column: Math.max(networkSheet.columns, networkSheet.waysBlock.lastColumn),
    }),
  },
  { sheet: SHEETS.pictureData, last: addressOf({ row: pictureData.lastWireRow + 1, column: 24 }) },
];

const seenIn =
  (areas: ReadonlyMap<string, Seen>): Reader =>
  (sheet, cell): CellValue | null => {
    const { row, column } = parseAddress(cell)!;
    const value = areas.get(sheet)![row - 1][column - 1];
    return value === null ? { error: '#N/A' } : value;
  };
