import { EXCEL } from '../../limits.ts';
import { strayAreas } from '../facts/areas.ts';
import { sizeOf } from '../facts/formula.ts';
import { atMost, type Limits, only } from '../limit.ts';
import { office, SPECIFICATIONS, standard } from './sources.ts';

const firstStray = (areas: string) => strayAreas(areas)[0];
const namesSheet = (formula: string) => sizeOf(formula).otherSheets;
const isRange = (formula: string) =>
  /^(?:\w+|'[^']+')!\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?$/.test(formula);

/** What a sheet has besides its cells. */
export const sheetLimits: Limits = {
  sheet: [
    atMost(65_530, 'hyperlinks of a sheet', SPECIFICATIONS, ({ hyperlinks }) => hyperlinks),
    atMost(1_026, 'page breaks of a sheet', SPECIFICATIONS, ({ pageBreaks }) => pageBreaks),
    atMost(
      255,
      'characters of a header or footer',
      office('2.1.633'),
      ({ headerFooter }) => headerFooter,
    ),
  ],
  merge: [
    only('an area of the sheet', 'merged cells', standard('18.3.1.54'), (f) => firstStray(f.area)),
    only(
      'no cell in two areas',
      'overlaps of merged cells',
      standard('18.3.1.54'),
      ({ overlaps }) => overlaps,
    ),
  ],
  hyperlink: [
    only(
      'an address, or a cell of a sheet that is there',
      'target of a hyperlink',
      standard('18.3.1.47'),
      ({ location, target, sheetExists }) =>
        ((!location && !target) || !sheetExists) && (location || 'nothing'),
    ),
    atMost(
      2_079,
      'characters of a hyperlink',
      'XlsxWriter, worksheet.write_url()',
      ({ location = '', target = '' }) => Math.max(location.length, target.length),
    ),
    atMost(
      255,
      'characters of a tip of a hyperlink',
      'learn.microsoft.com, Hyperlink.ScreenTip',
      ({ tooltip }) => tooltip.length,
    ),
  ],
  validation: [
    atMost(
      EXCEL.promptCharacters,
      'characters of a prompt',
      office('2.1.613 a'),
      ({ prompt }) => prompt.length,
    ),
    atMost(
      EXCEL.promptTitleCharacters,
      'characters of the title of a prompt',
      office('2.1.613 e'),
      ({ promptTitle }) => promptTitle.length,
    ),
    atMost(
      EXCEL.errorCharacters,
      'characters of an error message',
      office('2.1.613 c'),
      ({ error }) => error.length,
    ),
    atMost(
      EXCEL.promptTitleCharacters,
      'characters of the title of an error message',
      office('2.1.613 d'),
      ({ errorTitle }) => errorTitle.length,
    ),
    // The same length holds for any formula of a validation: [MS-XLSB] BrtDVal.
    atMost(
      255,
      'characters of the formula of a validation',
      'learn.microsoft.com, Validation.Add: Formula1',
      ({ formulas }) => Math.max(0, ...formulas.map((formula) => formula.length)),
    ),
    atMost(
      32_767,
      'areas of a validation',
      office('2.1.613 b'),
      ({ areas }) => areas.split(/\s+/).length,
    ),
    only(
      'areas of the sheet',
      'areas where a validation holds',
      standard('18.18.76'),
      ({ areas }) => firstStray(areas),
    ),
    only(
      'this sheet, and for a list a range of another',
      'sheets that a validation looks at',
      '[MS-XLSX]: another sheet takes an extension (x14); exceljs #1330: not so the range of a list',
      ({ type, formulas }) =>
        formulas.find((formula) => namesSheet(formula) && !(type === 'list' && isRange(formula))),
    ),
  ],
  rule: [
    only(
      'unique on its sheet, from 1',
      'priority of a rule',
      'learn.microsoft.com, FormatCondition.Priority',
      ({ priority, taken }) => (taken || !(priority >= 1)) && priority,
    ),
    only('areas of the sheet', 'areas where a rule holds', standard('18.18.76'), ({ areas }) =>
      firstStray(areas),
    ),
    only(
      'this sheet',
      'sheets that a rule looks at',
      '[MS-XLSX]: another sheet takes an extension (x14)',
      ({ formulas }) => formulas.find(namesSheet),
    ),
    atMost(
      EXCEL.formulaCharacters,
      'characters of the formula of a rule',
      SPECIFICATIONS,
      ({ formulas }) => Math.max(0, ...formulas.map((formula) => formula.length)),
    ),
    only(
      'a format that is there',
      'format of a rule',
      standard('18.3.1.10'),
      ({ format, formats }) => format !== undefined && !(format < formats) && format,
    ),
  ],
};
