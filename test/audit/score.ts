import type { AuditReport, Fault } from '../../src/audit/report.ts';
import { cellAddress, parseAddress } from '../../src/xlsx/address.ts';
import type { Case, WrongQuantity } from './corpus/draw.ts';

/** How an audit did on one workbook. */
export interface Score {
  /** Every wrong quantity was named by its cells, and nothing else; of a clean sheet: nothing. */
  readonly located: boolean;
  /** And the slip was called what it is, with the right values. */
  readonly named: boolean;
  /** What went wrong; empty where nothing did. */
  readonly why: string;
}

/** Two programs add in another order. */
const isClose = (got: number | null, wanted: number): boolean =>
  got !== null && Math.abs(got - wanted) <= 1e-12 + 1e-8 * Math.abs(wanted);

export function scoreOf({ wrong, accepts }: Case, report: AuditReport): Score {
  const miss = (why: string): Score => ({ located: false, named: false, why });
  if (report.verdict === 'cannot audit') return miss(`cannot audit: ${report.reason}`);
  const strange = report.faults.filter((fault) => !wrong.some((each) => isIn(fault, each)));
  if (strange.length > 0) return miss(`names ${strange.map(tell).join('; ')}`);
  const overlooked = wrong.filter((each) => !report.faults.some((fault) => isIn(fault, each)));
  if (overlooked.length > 0)
    return miss(`overlooks ${overlooked.map(({ key }) => key).join(', ')}`);
  const problems = report.faults.flatMap((fault) => {
    const { rights } = wrong.find((each) => isIn(fault, each))!;
    const off = fault.corrections.find(({ cell, right }) => {
      const wanted = rights.get(cell);
      return wanted !== undefined && !isClose(right, wanted);
    });
    if (off) return [`${off.cell} should be ${rights.get(off.cell)}, not ${off.right}`];
    return accepts && !accepts.includes(fault.slip) ? [`calls it ${tell(fault)}`] : [];
  });
  return { located: true, named: problems.length === 0, why: problems.join('; ') };
}

const tell = ({ slip, sheet, cells, symbol }: Fault) => `${slip} in ${symbol}, ${sheet}!${cells}`;

/** Whether a fault speaks of this quantity alone, and of a cell of it that is wrong. */
function isIn(fault: Fault, { sheet, column, rights }: WrongQuantity): boolean {
  if (fault.sheet !== sheet) return false;
  const cells = cellsOf(fault.cells);
  return cells.every((cell) => column.includes(cell)) && cells.some((cell) => rights.has(cell));
}

/** `Z33:Z35, Z52` → its cells. */
function cellsOf(text: string): string[] {
  return text.split(/,\s*/).flatMap((area) => {
    const [from, to = from] = area.replaceAll('$', '').split(':');
    const [first, last] = [parseAddress(from)!, parseAddress(to)!];
    const cells: string[] = [];
    for (let row = first.row; row <= last.row; row++) {
      for (let column = first.column; column <= last.column; column++) {
        cells.push(cellAddress(column, row));
      }
    }
    return cells;
  });
}
