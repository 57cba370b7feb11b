import type { Limits } from '../limit.ts';
import { cellLimits } from './cells.ts';
import { pictureLimits } from './pictures.ts';
import { sheetLimits } from './sheets.ts';
import { styleLimits } from './styles.ts';
import { workbookLimits } from './workbook.ts';

/** What Excel takes; beyond it, it refuses the file, offers to repair it, or cuts. */
export const EXCEL_LIMITS: Limits = {
  ...workbookLimits,
  ...styleLimits,
  ...cellLimits,
  ...sheetLimits,
  ...pictureLimits,
};
