import { unreadable } from '../../reader/problem.ts';
import { tellChart } from './chart.ts';
import type { Context } from './context.ts';
import { tellDrawing } from './drawing.ts';
import type { Tell } from './facts.ts';
import { openParts, type Parts } from './parts.ts';
import { tellSheet } from './sheet.ts';
import { tellStyles } from './styles.ts';
import { tellTexts } from './texts.ts';
import { tellWorkbook } from './workbook.ts';

/** Reads a workbook once and tells all that limits are about. */
export async function collectFacts(bytes: Uint8Array, tell: Tell): Promise<void> {
  const parts = await openParts(bytes);
  const one = async (from: string, type: string) =>
    (await parts.relations(from)).find((relation) => relation.type === type)?.target;
  const workbook = await one('', 'officeDocument');
  if (workbook === undefined) throw unreadable('the archive names no workbook');
  const relations = await parts.relations(workbook);
  const byType = (type: string) => relations.find((relation) => relation.type === type)?.target;

  const sheets = await tellWorkbook(parts, workbook, tell);
  const styles = await tellStyles(parts, byType('styles'), tell);
  const context: Context = {
    ...styles,
    texts: await tellTexts(parts, byType('sharedStrings'), tell),
    sheetNames: new Set(sheets.map(({ name }) => name.toLowerCase())),
  };
  let [cells, formulas] = [0, 0];
  for (const { name, relationId } of sheets) {
    const sheet = relations.find(({ id }) => id === relationId);
    if (sheet?.type !== 'worksheet') continue;
    const size = await tellSheet(parts, { name, path: sheet.target }, context, tell);
    cells += size.cells;
    formulas += size.formulas;
    await tellPictures(parts, sheet.target, context, tell);
  }
  tell('workbook', { part: workbook, place: 'all sheets', cells, formulas });
}

/** Drawings and controls of a sheet, and the charts of the drawings. */
async function tellPictures(
  parts: Parts,
  sheet: string,
  context: Context,
  tell: Tell,
): Promise<void> {
  for (const { type, target } of await parts.relations(sheet)) {
    if (type === 'ctrlProp') tell('control', { part: target, place: 'form control' });
    if (type !== 'drawing') continue;
    await tellDrawing(parts, target, tell);
    for (const chart of await parts.relations(target)) {
      if (chart.type === 'chart') await tellChart(parts, chart.target, context, tell);
    }
  }
}
