import type { Workbook as ExcelWorkbook } from 'exceljs';
import { HUNT_CHARTS, type HuntPlan } from '../../layout/hunt.ts';
import { SHEETS, TRAINING } from '../../layout/sheets.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { finishWorkbook, type SheetAddition } from '../../xlsx/writer/package.ts';
import type { Block } from '../../xlsx/writer/rows.ts';
import { exceljsParts } from '../exceljs/parts.ts';
import { mendNumbers } from '../mendNumbers.ts';
import { goOnPaper } from '../paper/table.ts';
import { addHuntCharts, chartTable, huntCharts } from './charts.ts';
import { addHuntStart, type HuntFacts } from './start.ts';
import { addHuntTraining, huntRows } from './training.ts';
import type { ValueAt } from './value.ts';

/**
 * Makes the workbook in which a mistake is to be found. It computes nothing: the values that the
 * cells are shown with are those of its own formulas, whoever worked them out. Same arguments, same
 * bytes.
 */
export async function buildHunt(
  plan: HuntPlan,
  valueAt: ValueAt,
  facts: HuntFacts,
): Promise<Uint8Array> {
  const { default: Workbook } = await import('../exceljs/workbook.ts');
  const workbook: ExcelWorkbook = new Workbook();
  workbook.creator = 'gradsheet';
  workbook.calcProperties.fullCalcOnLoad = true;
  addHuntStart(workbook, plan, facts);
  addHuntTraining(workbook, plan);
  addHuntCharts(workbook, plan);
  const additions = additionsOf(plan, valueAt);
  workbook.eachSheet((sheet) => {
    const rows = additions.find((each) => each.sheet === sheet.name)?.rows ?? null;
    mendNumbers(sheet, rows);
    goOnPaper(sheet, rows?.lastRow ?? sheet.rowCount);
  });
  const names = plan.settings.map(({ cellName, place: { sheet, row, column } }) => ({
    name: cellName,
    formula: cellAddress(column, row, { sheet, absolute: 'both' }),
  }));
  return finishWorkbook(await exceljsParts(workbook), additions, { names });
}

function additionsOf(plan: HuntPlan, valueAt: ValueAt): SheetAddition[] {
  const { training, leads, quantities, charts } = plan;
  return [
    {
      sheet: SHEETS.training,
      rows: {
        firstTemplateRow: training.firstRow,
        lastRow: training.lastRow,
        lastColumn: TRAINING.firstColumn + leads.length + quantities.length - 1,
        blocks: (styles): Block[] => [huntRows(plan, valueAt, styles)],
      },
    },
    {
      sheet: SHEETS.charts,
      charts: huntCharts(plan, valueAt),
      rows: {
        firstTemplateRow: HUNT_CHARTS.firstRow,
        lastRow: HUNT_CHARTS.firstRow + charts.steps.length - 1,
        lastColumn: HUNT_CHARTS.stepColumn + charts.columns.length,
        blocks: (styles): Block[] => [chartTable(plan, valueAt, styles)],
      },
    },
  ];
}
