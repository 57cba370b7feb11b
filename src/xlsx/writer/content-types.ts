import { insertChild } from './scan.ts';
import { element } from './xml.ts';

/** The types of the parts that are added to what exceljs writes. */
export const CONTENT_TYPE = {
  drawing: 'application/vnd.openxmlformats-officedocument.drawing+xml',
  chart: 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
} as const;

export const CONTENT_TYPES_PATH = '[Content_Types].xml';

/** Declares the type of a part. */
export function addOverride(contentTypes: string, part: string, type: string): string {
  const override = element('Override', { PartName: `/${part}`, ContentType: type });
  return insertChild(contentTypes, override, ['Default', 'Override']);
}
