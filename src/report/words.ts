import type { AuditReport, TrainingTable } from '../audit/report.ts';

/** The verdict in a few words. */
export function verdictText({ verdict, faults }: AuditReport): string {
  if (verdict === 'clean') return 'nothing wrong';
  if (verdict === 'cannot audit') return 'cannot be audited';
  return faults.length === 1 ? '1 fault' : `${faults.length} faults`;
}

const ways: Record<TrainingTable['orientation'], string> = {
  rows: 'a row a step',
  columns: 'a column a step',
  blocks: 'a block a step',
  single: 'a single step',
};

/** What was found to audit: `Sheet1!A33:AE100, 68 steps, a row a step; 8 parameters, loss E_tot`. */
export function tableText({ sheet, range, steps, orientation, roles }: TrainingTable): string {
  const count = (n: number, what: string) =>
    `${n.toLocaleString('en-US')} ${what}${n === 1 ? '' : 's'}`;
  return `${sheet}!${range}: ${count(steps, 'step')}, ${ways[orientation]}; ${count(roles.parameters.length, 'parameter')}, loss ${roles.loss.name}`;
}
