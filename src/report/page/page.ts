import type { AuditReport, Fault } from '../../audit/report.ts';
import { openBook } from '../../sheet/book.ts';
import type { Cells } from '../../xlsx/cells.ts';
import { tablesOn } from '../places.ts';
import { tableText, verdictText } from '../words.ts';
import { escaped } from './escape.ts';
import { pageStyle } from './style.ts';
import { tableHtml } from './table.ts';

/** One file on the page. */
export interface Section {
  readonly file: string;
  readonly report: AuditReport;
  /** What `sectionHtml` made. */
  readonly html: string;
}

/** What a page says of one workbook: its faults, its remarks, and its tables with the marks. */
export function sectionHtml(report: AuditReport, cells: Cells | undefined): string {
  const parts: string[] = [];
  if (report.reason !== undefined) parts.push(`<p>${escaped(report.reason)}</p>`);
  if (report.faults.length > 0) {
    parts.push(`<ol class="faults">${report.faults.map(faultHtml).join('\n')}</ol>`);
  }
  for (const { sentence, cells: where } of report.remarks) {
    const place = where === undefined ? '' : `<b>${escaped(where)}:</b> `;
    parts.push(`<p class="muted">Remark: ${place}${escaped(sentence)}</p>`);
  }
  if (cells !== undefined && report.tables.length > 0) {
    const book = openBook(cells);
    for (const sheet of report.sheets) {
      for (const table of tablesOn(report, sheet)) {
        parts.push(`<h3>${escaped(tableText(table))}</h3>`, tableHtml(report, table, book));
      }
    }
  }
  return parts.join('\n');
}

function faultHtml(fault: Fault, index: number): string {
  const { symbol, sheet, cells, cell, sentence, formula, rightFormula } = fault;
  const facts: [string, string][] = [['Column', escaped(`${symbol}, ${sheet}!${cells}`)]];
  const code = (text: string) => `<code>${escaped(text)}</code>`;
  if (formula !== null) facts.push([`Formula in ${escaped(cell)}`, code(formula)]);
  if (rightFormula !== null) facts.push(['Right formula', code(rightFormula)]);
  const rows = facts.map(([name, text]) => `<dt>${name}</dt><dd>${text}</dd>`);
  // Below the sentence the formula stands in a type of its own.
  const short = sentence.replace(` Right formula: ${rightFormula}`, '');
  return `<li><span class="number">${index + 1}</span> ${escaped(short)}<dl>${rows.join('')}</dl></li>`;
}

/**
 * One self-contained page: no script, nothing from elsewhere, and whatever a sheet says is text.
 * @param version of the program, in the last line.
 */
export function pageHtml(sections: readonly Section[], version: string): string {
  const title = sections.length === 1 ? sections[0]!.file : `${sections.length} workbooks`;
  const overview =
    sections.length === 1
      ? ''
      : `<table class="verdicts">${sections
          .map(
            ({ file, report }, i) =>
              `<tr><td><a href="#file-${i + 1}">${escaped(file)}</a></td><td>${escaped(verdictText(report))}</td></tr>`,
          )
          .join('')}</table>`;
  const files = sections.map(({ file, report, html }, i) => {
    const heading = sections.length === 1 ? '' : `<h2 id="file-${i + 1}">${escaped(file)}</h2>\n`;
    return `${heading}<p class="verdict">${escaped(verdictText(report))}</p>\n${html}`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Audit of ${escaped(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<h1>Audit of ${escaped(title)}</h1>
<p class="muted">Each gradient was compared with the derivative of the sheet's own loss, found from the sheet's own forward formulas. Stored results were not trusted: all was computed again.</p>
${overview}
${files.join('\n')}
<p class="muted">Made by gradsheet ${escaped(version)}.</p>
</body>
</html>
`;
}
