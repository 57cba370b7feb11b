import type { Workbook } from 'exceljs';
import type { Parts } from '../../xlsx/writer/opc.ts';

/** What exceljs 4.4.0 writes a workbook with: each method appends the parts of its name. */
interface Writer {
  prepareModel(model: unknown, options: object): void;
  addContentTypes(to: Collector, model: unknown): unknown;
  addOfficeRels(to: Collector): unknown;
  addWorkbookRels(to: Collector, model: unknown): unknown;
  addWorksheets(to: Collector, model: unknown): unknown;
  addSharedStrings(to: Collector, model: unknown): unknown;
  addDrawings(to: Collector, model: unknown): unknown;
  addTables(to: Collector, model: unknown): unknown;
  addThemes(to: Collector, model: unknown): unknown;
  addStyles(to: Collector, model: unknown): unknown;
  addMedia(to: Collector, model: unknown): unknown;
  addApp(to: Collector, model: unknown): unknown;
  addCore(to: Collector, model: unknown): unknown;
  addWorkbook(to: Collector, model: unknown): unknown;
}

/** Takes the place of exceljs' zip program. */
interface Collector {
  append(content: string, entry: { readonly name: string; readonly base64?: boolean }): void;
}

/**
 * The parts of a workbook as exceljs writes them. Its own zip program is left out: that needs Node's
 * streams and buffers, and tears apart what is beyond U+FFFF.
 */
export async function exceljsParts(workbook: Workbook): Promise<Parts> {
  const parts = new Map<string, string | Uint8Array>();
  const to: Collector = {
    append(content, { name, base64 = false }) {
      const bytes = () => Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
      parts.set(name.replace(/^\//, ''), base64 ? bytes() : content);
    },
  };
  const writer = workbook.xlsx as unknown as Writer;
  const { model } = workbook;
  writer.prepareModel(model, {});
  await writer.addContentTypes(to, model);
  await writer.addOfficeRels(to);
  await writer.addWorkbookRels(to, model);
  await writer.addWorksheets(to, model);
  // Collected while the worksheets were written.
  await writer.addSharedStrings(to, model);
  await writer.addDrawings(to, model);
  await writer.addTables(to, model);
  await writer.addThemes(to, model);
  await writer.addStyles(to, model);
  await writer.addMedia(to, model);
  await writer.addApp(to, model);
  await writer.addCore(to, model);
  await writer.addWorkbook(to, model);
  return parts;
}
