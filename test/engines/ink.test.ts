import { beforeAll, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import type { Frame } from '../../src/layout/network/picture/parts.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { SHEETS } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { columnLetters } from '../../src/xlsx/address.ts';
import { seed, withTraining } from '../support/specs.ts';
import { engineOrSkip } from './require.ts';
import { libreofficeSession, sessions } from './session.ts';

const network = buildNetwork({ ...withTraining(seed, { steps: 1 }), compare: [] });
const plan = planWorkbook(network);
const { picture, waysBlock } = plan.networkSheet;
const sheet = SHEETS.network;

/** A shape, by the cells of its corners and how far these are inside them, in 1/100 mm. */
interface Seen {
  readonly name: string;
  readonly cells: readonly number[];
  readonly inside: readonly number[];
}

/** A pixel and what is lost to rounding. */
const NEAR = 40;

engineOrSkip(libreofficeSession)('the ink of the picture in LibreOffice', () => {
  let before: Seen[];
  let after: Seen[];

  beforeAll(async () => {
    const [stack] = picture.stacks;
    const middle = picture.units.find(({ layer }) => layer === 0)!;
    const columns = [stack.left - 1, stack.left + 1, middle.left, middle.right + 1];
    const rows = [stack.top, middle.bottom, picture.lastRow - 1];
    const actions = [
      { sheet, shapes: waysBlock.row },
      ...columns.map((column, i) => ({
        sheet,
        column: columnLetters(column),
        times: i === 3 ? 0.6 : 2,
      })),
      ...rows.map((row) => ({ sheet, row, times: 1.8 })),
      { sheet, shapes: waysBlock.row },
    ];
    const { bytes } = await buildWorkbook(network);
    const [{ seen }] = await sessions([{ file: bytes, actions }]);
    [before, after] = seen.map((shapes) =>
      // The scroll bar has no name; it is no ink.
      shapes
        .filter(([name]) => name !== '')
        .map(([name, ...at]) => ({
          name: String(name),
          cells: at.filter((_, i) => i % 2 === 0).map(Number),
          inside: at.filter((_, i) => i % 2 === 1).map(Number),
        })),
    );
  });

  it('lies on the cells that it frames, and ends a little inside the next ones', () => {
    const framed = (name: string, frames: readonly Frame[]) => {
      const expected = frames.map(({ left, top, right, bottom }) => [
        left,
        top,
        right + 1,
        bottom + 1,
      ]);
      const shapes = before.filter((shape) => shape.name.startsWith(name));
      expect(shapes.map(({ cells }) => cells)).toEqual(expected);
      for (const { inside } of shapes)
        for (const x of inside) expect(Math.abs(x)).toBeLessThan(NEAR);
    };
    framed('input', picture.inputs);
    framed('unit', picture.units);
    framed('error', picture.errors);
    framed('E_total', [picture.total]);
  });

  it('stays on its cells where columns and rows are made wider, narrower and higher', () => {
    const names = before.map(({ name }) => name.replace(/ .*/, ''));
    for (const name of ['wire', 'arrow', 'sum', 'input', 'unit', 'error', 'Loss', 'Wires']) {
      expect(names).toContain(name);
    }
    expect(after.map(({ name, cells }) => ({ name, cells }))).toEqual(
      before.map(({ name, cells }) => ({ name, cells })),
    );
  });
});
