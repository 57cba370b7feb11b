import type { Package } from './opc.ts';

const STYLES = 'xl/styles.xml';

/**
 * What rules change about a cell, each once: exceljs writes it anew for every rule, and a workbook with
 * many rules would have more number formats than Excel takes.
 *
 * @param sheets the paths of the sheets, whose rules refer to the formats by number.
 */
export function shareFormatsOfRules(file: Package, sheets: readonly string[]): void {
  const [all] = /<dxfs [^>]*>.*?<\/dxfs>/s.exec(file.text(STYLES)) ?? [];
  if (all === undefined) return;
  const numbers = new Map<string, number>();
  const shared = (all.match(/<dxf>.*?<\/dxf>|<dxf\/>/gs) ?? []).map((format) => {
    const known = numbers.get(format) ?? numbers.size;
    numbers.set(format, known);
    return known;
  });
  const formats = `<dxfs count="${numbers.size}">${[...numbers.keys()].join('')}</dxfs>`;
  file.update(STYLES, (xml) => xml.replace(all, () => formats));
  for (const sheet of sheets) {
    file.update(sheet, (xml) =>
      xml.replace(/ dxfId="(\d+)"/g, (_, number) => ` dxfId="${shared[number]}"`),
    );
  }
}
