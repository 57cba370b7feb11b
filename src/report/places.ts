import type { AuditReport, Fault, TrainingTable } from '../audit/report.ts';
import { parseRange, type Range } from '../xlsx/address.ts';

/** The ranges that a text like `Z33:Z40, Z52` names. */
export function rangesOf(text: string): Range[] {
  return text.split(/,\s*/).flatMap((part) => {
    const range = parseRange(part.replaceAll('$', '').replace(/^.*!/, ''));
    return range === undefined ? [] : [range];
  });
}

/** Finds the fault that a cell belongs to: its number in the report, from 1. */
export function faultFinder(
  { faults }: Pick<AuditReport, 'faults'>,
  sheet: string,
): (row: number, column: number) => number | undefined {
  const areas = faults.flatMap((fault: Fault, index) =>
    fault.sheet === sheet
      ? rangesOf(fault.cells).map((range) => ({ range, number: index + 1 }))
      : [],
  );
  return (row, column) =>
    areas.find(
      ({ range: { first, last } }) =>
        row >= first.row && row <= last.row && column >= first.column && column <= last.column,
    )?.number;
}

/** The right values of a sheet's wrong cells, by address. */
export function rightValues(
  { faults }: Pick<AuditReport, 'faults'>,
  sheet: string,
): Map<string, number | null> {
  return new Map(
    faults
      .filter((fault) => fault.sheet === sheet)
      .flatMap(({ corrections }) => corrections.map(({ cell, right }) => [cell, right] as const)),
  );
}

/** The tables of a sheet. */
export const tablesOn = ({ tables }: AuditReport, sheet: string): TrainingTable[] =>
  tables.filter((table) => table.sheet === sheet);
