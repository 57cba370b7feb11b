/**
 * exceljs as far as it is used here. The build replaces this file by a bundle of it, in which the
 * modules of Node that it names and never needs for this are empty (`.ci/bundle.mjs`).
 */
export { default } from 'exceljs/lib/doc/workbook.js';
