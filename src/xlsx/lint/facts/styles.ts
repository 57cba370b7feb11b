import type { Tell } from './facts.ts';
import type { Parts } from './parts.ts';

/** The ids below are built in (ECMA-376 part 1, 18.8.30). */
const FIRST_CUSTOM_FORMAT = 164;

/** Tells formats and fonts, and gives how many formats of cells and of rules there are. */
export async function tellStyles(parts: Parts, part: string | undefined, tell: Tell) {
  const count = { cellXfs: 0, fonts: 0, fills: 0, borders: 0, dxfs: 0 };
  const custom = new Set<string>();
  if (part === undefined) return { styles: 0, ruleFormats: 0 };
  let changes: string[] = [];
  let font: { name?: string | undefined; size?: number } = {};
  await parts.scan(part, {
    open(element, attributes, around) {
      const parent = around[around.length - 1];
      if (parent !== undefined && Object.hasOwn(count, parent)) {
        count[parent as keyof typeof count]++;
      }
      if (element === 'dxf') changes = [];
      if (parent === 'dxf' && element !== 'font') changes.push(element);
      if (parent === 'font' && around.includes('dxf')) changes.push(`font/${element}`);
      if (element === 'font') font = {};
      if (parent === 'font' && element === 'name') font.name = attributes.val;
      if (parent === 'font' && element === 'sz') font.size = Number(attributes.val);
      if (element !== 'numFmt') return;
      const { numFmtId = '', formatCode: code = '' } = attributes;
      const id = Number(numFmtId);
      if (id >= FIRST_CUSTOM_FORMAT) custom.add(code);
      const where = around.includes('dxfs') ? `format of rule ${count.dxfs - 1}` : 'cells';
      tell('numberFormat', { part, place: `${where}, id ${id}`, id, code });
    },
    close(element) {
      if (element === 'dxf') {
        tell('ruleFormat', { part, place: `format of rule ${count.dxfs - 1}`, changes });
      }
      if (element === 'font') {
        const { name, size } = font;
        tell('font', { part, place: `font ${count.fonts - 1}`, name, size });
      }
    },
  });
  const { cellXfs, fonts, fills, borders, dxfs } = count;
  const customFormats = custom.size;
  const place = 'all formats';
  tell('styles', { part, place, customFormats, cellFormats: cellXfs, fonts, fills, borders });
  return { styles: cellXfs, ruleFormats: dxfs };
}
