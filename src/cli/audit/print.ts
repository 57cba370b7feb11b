import type { AuditReport, Fault } from '../../audit/report.ts';
import { tableText, verdictText } from '../../report/words.ts';
import type { Output } from '../io.ts';
import { styled } from '../report.ts';

const colours = { clean: 'green', faults: 'red', 'cannot audit': 'yellow' } as const;

/** What was found in one file, for people. */
export function printReport(output: Output, file: string, report: AuditReport): void {
  const verdict = styled(output, [colours[report.verdict], 'bold'], verdictText(report));
  const lines = [`${styled(output, 'bold', file)}: ${verdict}`];
  if (report.reason !== undefined) lines.push(`  ${styled(output, [], report.reason)}`);
  for (const table of report.tables) lines.push(styled(output, 'dim', `  ${tableText(table)}`));
  for (const fault of report.faults) lines.push('', ...faultLines(output, fault));
  if (report.remarks.length > 0) lines.push('');
  for (const { sentence, cells } of report.remarks) {
    const where = cells === undefined ? '' : `${cells}: `;
    lines.push(`  ${styled(output, 'yellow', 'remark:')} ${styled(output, [], where + sentence)}`);
  }
  output.write(`${lines.join('\n')}\n`);
}

function faultLines(output: Output, fault: Fault): string[] {
  const place = `${fault.sheet}!${fault.cells}`;
  const head = `  ${styled(output, ['red', 'bold'], fault.symbol)} ${styled(output, 'bold', place)}`;
  const fact = (label: string, text: string) =>
    `    ${styled(output, 'dim', label.padEnd(8))}${styled(output, [], text)}`;
  return [
    head,
    `    ${styled(output, [], fault.sentence)}`,
    ...(fault.formula === null ? [] : [fact('stands', `${fault.formula} in ${fault.cell}`)]),
  ];
}

/** One line a file, after several. */
export function printVerdicts(
  output: Output,
  files: readonly { readonly file: string; readonly report: AuditReport }[],
): void {
  const width = Math.max(...files.map(({ file }) => file.length)) + 2;
  const lines = files.map(({ file, report }) => {
    const columns = report.faults.map(({ symbol }) => symbol).join(', ');
    const verdict = styled(output, colours[report.verdict], verdictText(report).padEnd(18));
    return `  ${styled(output, [], file.padEnd(width))}${verdict}${styled(output, 'dim', columns)}`;
  });
  const count = (verdict: AuditReport['verdict']) =>
    files.filter(({ report }) => report.verdict === verdict).length;
  const sums = `${files.length} workbooks: ${count('clean')} right, ${count('faults')} wrong, ${count('cannot audit')} that cannot be audited`;
  output.write(`\n${lines.join('\n')}\n\n${sums}\n`);
}
