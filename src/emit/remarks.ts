import type { Plan } from '../layout/plan.ts';
import { DATA, NETWORK, SHEETS, TRAINING } from '../layout/sheets.ts';
import { cellAddress, columnRange } from '../xlsx/address.ts';
import type { Computed } from './sheet.ts';

/**
 * What is said beside an input cell that holds no number. Whatever depends on such a cell is an
 * error, or was computed as if it held 0; so the verdict says first which cell it is.
 */
const EMPTY = 'empty';
const NO_NUMBER = 'not a number';
/** What `problem` says of sound inputs. */
const NONE = 'none';

/** A remark on an input cell: `fine` while it holds a number. */
export function remarkOn(cell: string, fine = ''): Computed {
  const said = `"${fine.replaceAll('"', '""')}"`;
  const formula = `IF(COUNT(${cell})=1,${said},IF(COUNTA(${cell})=0,"${EMPTY}","${NO_NUMBER}"))`;
  return { formula, result: fine };
}

/**
 * The first thing that is wrong with the inputs of a training, in words: a setting on `Network`, a
 * sample on `Data`, a starting weight on `Training`. It reads the remarks beside them.
 */
export function problemOf(plan: Plan): Computed {
  const formula = [...namedProblems(plan), ...sampleProblems(plan)].reduceRight(
    (rest, { found, says }) => `IF(${found},${says},${rest})`,
    `"${NONE}"`,
  );
  return { formula, result: NONE };
}

/** Formulas: whether something is wrong, and what. */
interface Problem {
  readonly found: string;
  readonly says: string;
}

/** Inputs with a name: `w1 is empty`. */
function namedProblems({ desk, quantities, training }: Plan): Problem[] {
  const typed = quantities.filter(({ first }) => first === 'typed');
  const [first, last] = [typed[0], typed[typed.length - 1]].map((q) => training.columnOf(q.ref));
  const onTraining = (row: number) =>
    `${cellAddress(first, row, { absolute: 'both' })}:${cellAddress(last, row, { absolute: 'both' })}`;
  // η has a verdict of its own: the compared runs do without it.
  const onNetwork = (column: number) =>
    columnRange(SHEETS.network, column, NETWORK.toleranceRow, desk.endRow);
  const named = (remarks: string, name: (found: string) => string): Problem[] =>
    [EMPTY, NO_NUMBER].map((remark) => ({
      found: `COUNTIF(${remarks},"${remark}")>0`,
      says: `${name(`MATCH("${remark}",${remarks},0)`)}&" is ${remark}"`,
    }));
  const labels = onNetwork(NETWORK.labelColumn);
  const headers = onTraining(TRAINING.headerRow);
  return [
    ...named(onNetwork(NETWORK.noteColumn), (found) => `INDEX(${labels},${found})`),
    // Of a single cell Gnumeric's INDEX finds none.
    ...named(onTraining(TRAINING.remarkRow), (found) =>
      first === last ? headers.split(':')[0] : `INDEX(${headers},1,${found})`,
    ),
  ];
}

/** Samples, which are numbered from 1 in their order. */
function sampleProblems({ data }: Plan): Problem[] {
  if (!data) return [];
  const sound = columnRange(SHEETS.data, data.soundColumn, DATA.firstRow, data.lastRow);
  const says = `"sample "&MATCH(0,${sound},0)&" on ${SHEETS.data} has a cell that holds no number"`;
  return [{ found: `COUNTIF(${sound},0)>0`, says }];
}

/** 1 if every one of these cells holds a number, else 0. */
export function soundFormula(cells: string, count: number): string {
  return `IF(COUNT(${cells})=${count},1,0)`;
}
