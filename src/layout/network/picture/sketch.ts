import type { Ref } from '../../../ref.ts';
import { leftOutText, type ShownItem } from './elide.ts';
import { Columns, PICTURE_ROW } from './page.ts';
import type {
  Caption,
  Fan,
  Frame,
  Look,
  Picture,
  PictureName,
  PictureNumber,
  PictureText,
  Stack,
  Unit,
  Wire,
} from './parts.ts';
import { type Grids, gridsHeight } from './stages.ts';

/** A picture while it is laid out: what is there so far, and the ways to add to it. */
export class Sketch {
  readonly columns = new Columns();
  readonly captions: Caption[] = [];
  readonly numbers: PictureNumber[] = [];
  readonly names: PictureName[] = [];
  readonly gaps: PictureText[] = [];
  readonly stacks: Stack[] = [];
  readonly units: Unit[] = [];
  readonly inputs: Frame[] = [];
  readonly errors: Frame[] = [];
  readonly fans: Fan[] = [];
  readonly lines: Wire[] = [];
  readonly rows: number;

  /** @param rows of the picture. */
  constructor(rows: number) {
    this.rows = rows;
  }

  get middle(): number {
    return PICTURE_ROW + Math.floor((this.rows - 1) / 2);
  }

  caption(text: string, column: number, of: Caption['of'] = 'stage'): void {
    this.captions.push({ text, column, of });
  }

  number(r: Ref, row: number, column: number, look: Look): void {
    this.numbers.push({ ref: r, row, column, look });
  }

  name(r: Ref, row: number, column: number, look: Look): void {
    this.names.push({ ref: r, row, column, look });
  }

  /** Says how much is left out, if that is what stands here. */
  gap(slot: ShownItem, row: number, column: number): slot is { readonly leftOut: number } {
    if ('index' in slot) return false;
    this.gaps.push({ text: leftOutText(slot.leftOut), row, column });
    return true;
  }

  /** Evenly over the height of the picture, each with an empty row below it. */
  spread(slots: readonly ShownItem[], height: number): { slot: ShownItem; top: number }[] {
    const pitch = this.rows / slots.length;
    return slots.map((slot, i) => ({
      slot,
      top: PICTURE_ROW + Math.round(pitch * i + (pitch - height - 1) / 2),
    }));
  }

  /** Matrices one below the other around the middle, with notes above them. */
  grids(
    grids: Grids,
    rowsOfOne: number,
    first: number,
    add: (index: number, row: number, column: number) => void,
    notes: readonly string[] = [],
  ): void {
    const height = notes.length + gridsHeight(grids, rowsOfOne);
    let row = PICTURE_ROW + Math.floor((this.rows - height) / 2);
    for (const text of notes) this.gaps.push({ text, row: row++, column: first });
    for (const grid of grids) {
      if ('leftOut' in grid) {
        this.gap(grid, row, first);
        row += 2;
        continue;
      }
      for (const r of grid.rows) {
        if (!this.gap(r, row, first)) {
          for (const [i, c] of grid.columns.entries()) {
            if (!this.gap(c, row, first + i)) add(grid.at(r.index, c.index), row, first + i);
          }
        }
        row += 'index' in r ? rowsOfOne : 1;
      }
      row++;
    }
  }

  /** All of it, to the frame of E_total. */
  finished(total: Frame): Picture {
    const { captions, numbers, names, gaps, stacks, units, inputs, errors, fans, lines } = this;
    return {
      widths: this.columns.finished(),
      firstRow: PICTURE_ROW,
      lastRow: PICTURE_ROW + this.rows - 1,
      lastColumn: total.right,
      captions,
      numbers,
      names,
      gaps,
      stacks,
      units,
      inputs,
      errors,
      total,
      fans,
      lines,
    };
  }
}
