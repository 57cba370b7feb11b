import type { AuditReport, Fault } from '../../src/audit/report.ts';
import type { Case } from './corpus/draw.ts';

/** The report that an audit without a mistake would make of a case: for what only shows reports. */
export function reportOf({ wrong }: Pick<Case, 'wrong'>, range: string): AuditReport {
  const faults = wrong.map(({ key, change, sheet, rights }): Fault => {
    const cells = [...rights.keys()];
    return {
      slip: 'unexplained',
      role: 'gradient',
      symbol: key,
      sheet,
      cells: cells.join(', '),
      cell: cells[0],
      value: 0.25,
      right: rights.get(cells[0])!,
      formula: '=A1',
      rightFormula: '=B1',
      sentence: `${key}: ${change}`,
      corrections: [...rights].map(([cell, right]) => ({ cell, right })),
    };
  });
  const sheet = wrong[0]?.sheet ?? 'Sheet1';
  const quantity = { name: 'E', cells: [] };
  return {
    verdict: faults.length === 0 ? 'clean' : 'faults',
    reason: undefined,
    sheets: [sheet],
    tables: [
      {
        sheet,
        range,
        orientation: 'rows',
        steps: 5,
        headers: [],
        roles: { loss: quantity, parameters: [], rates: [], inputs: [], targets: [] },
      },
    ],
    remarks: [{ sentence: 'The rate is read from a cell.', cells: 'A2' }],
    faults,
    unknownFunctions: [],
  };
}
