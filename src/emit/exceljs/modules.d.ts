/**
 * The workbook alone. exceljs' entry point also loads its streaming reader and writer with their
 * zip programs, which takes as long again and is not needed here.
 */
declare module 'exceljs/lib/doc/workbook.js' {
  import { Workbook } from 'exceljs';
  export default Workbook;
}
