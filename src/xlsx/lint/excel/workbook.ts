import { parseAddress } from '../../address.ts';
import { EXCEL } from '../../limits.ts';
import { atMost, type Limits, only } from '../limit.ts';
import { office, SPECIFICATIONS, standard } from './sources.ts';

/** Characters that part a sheet from a cell, or a file from a sheet, in a reference. */
const FORBIDDEN = /[\\/?*[\]:]/;

/** Sheets and defined names. */
export const workbookLimits: Limits = {
  sheetName: [
    atMost(
      EXCEL.sheetNameCharacters,
      'characters of a sheet name',
      'support.microsoft.com, "Rename a worksheet"',
      ({ name }) => name.length,
    ),
    only(
      'none of \\ / ? * [ ] : and no apostrophe at either end',
      'characters in a sheet name',
      'support.microsoft.com, "Rename a worksheet"',
      ({ name }) => (FORBIDDEN.test(name) || /^'|'$/.test(name)) && name,
    ),
    only(
      'not empty, and not History',
      'sheet name',
      'support.microsoft.com, "Rename a worksheet"',
      ({ name }) => (name === '' || name.toLowerCase() === 'history') && name,
    ),
    only(
      'unique, whatever the case',
      'sheet names',
      standard('18.2.19'),
      ({ name, taken }) => taken && name,
    ),
  ],
  calculation: [
    only(
      'not on loading: Excel would ask to save on every closing',
      'calculation of the file',
      'github.com/jmcnamara/XlsxWriter, issue 309',
      ({ fullCalcOnLoad }) => fullCalcOnLoad && 'fullCalcOnLoad',
    ),
  ],
  definedName: [
    atMost(255, 'characters of a defined name', office('2.1.568 k'), ({ name }) => name.length),
    only(
      'letters, digits, _ . \\ ?, no digit first, and nothing that is a cell',
      'characters in a defined name',
      standard('18.2.5'),
      ({ name }) => !isName(name) && name,
    ),
    only(
      'unique in its scope, whatever the case',
      'defined names',
      standard('18.2.5'),
      ({ name, taken }) => taken && name,
    ),
    atMost(
      EXCEL.formulaCharacters,
      'characters of what a name stands for',
      SPECIFICATIONS,
      ({ formula }) => formula.length,
    ),
    only(
      'a formula without #REF!',
      'what a name stands for',
      standard('18.2.5'),
      ({ formula }) =>
        (formula.trim() === '' || formula.includes('#REF!')) && (formula || 'nothing'),
    ),
  ],
};

/** `C5` and `R1C1` would be cells; `_xlnm.Print_Area` and its like are Excel's own. */
function isName(name: string): boolean {
  if (!/^[\p{L}_\\][\p{L}\p{N}_.\\?]*$/u.test(name)) return false;
  return parseAddress(name) === undefined && !/^(r\d*|c\d*|r\d+c\d+)$/i.test(name);
}
