import type { Network } from '../../../network/network.ts';
import { gradientOf } from '../../../network/parameters.ts';
import { type Ref, ref, refKey } from '../../../ref.ts';
import { leftOutText, type ShownItem, shownOf } from './elide.ts';
import { Columns, PICTURE_ROW, WIDTHS } from './page.ts';
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
  WeightWire,
  Wire,
} from './parts.ts';
import { blockNotes, type Grids, type Stage, stagesOf, stageTitle } from './stages.ts';

/** Rows of a unit, and with it the row for a mark. */
const UNIT_ROWS = 3;
/** Of a unit in a matrix: name, net input, activation, gradient, and the mark. */
const GRID_ROWS = 5;
/** An input in a matrix: its name and its number. */
const GIVEN_ROWS = 2;
/** Most weights that a stack of a block shows: a window of 3×3. */
const MOST_IN_BLOCK = 10;

/** Lays the network out. */
export function pictureOf(network: Network): Picture {
  return new Layout(network).finished();
}

/** What the wires of the next layer come from: by index, the row of each; or all from one. */
type Sources = ReadonlyMap<number, number> | 'one';

class Layout {
  readonly #network: Network;
  readonly #stages: readonly Stage[];
  readonly #columns = new Columns();
  readonly #rows: number;
  readonly #captions: Caption[] = [];
  readonly #numbers: PictureNumber[] = [];
  readonly #names: PictureName[] = [];
  readonly #gaps: PictureText[] = [];
  readonly #stacks: Stack[] = [];
  readonly #units: Unit[] = [];
  readonly #inputs: Frame[] = [];
  readonly #errors: Frame[] = [];
  readonly #fans: Fan[] = [];
  readonly #lines: Wire[] = [];
  readonly #weightName: number;
  #sources: Sources = 'one';

  constructor(network: Network) {
    this.#network = network;
    this.#stages = stagesOf(network);
    this.#rows = Math.max(7, ...this.#stages.map((stage) => heightOf(network, stage)));
    const weights = network.layers.reduce((sum, layer) => sum + layer.weights.length, 0);
    this.#weightName = WIDTHS.weightName + WIDTHS.digit * Math.max(2, String(weights).length);
  }

  finished(): Picture {
    for (const stage of this.#stages) this.#add(stage);
    const { right } = this.#errors[0];
    const total = this.#addTotal(right + 1);
    return {
      widths: this.#columns.finished(),
      firstRow: PICTURE_ROW,
      lastRow: PICTURE_ROW + this.#rows - 1,
      lastColumn: total.right,
      captions: this.#captions,
      numbers: this.#numbers,
      names: this.#names,
      gaps: this.#gaps,
      stacks: this.#stacks,
      units: this.#units,
      inputs: this.#inputs,
      errors: this.#errors,
      total,
      fans: this.#fans,
      lines: this.#lines,
    };
  }

  get #middle(): number {
    return PICTURE_ROW + Math.floor((this.#rows - 1) / 2);
  }

  #add(stage: Stage): void {
    switch (stage.kind) {
      case 'inputs':
        this.#addInputs(stage.count, stage.grids);
        break;
      case 'units':
        this.#addUnits(stage.layer);
        break;
      case 'block':
        this.#addBlock(stage.layer, stage.grids);
        break;
      case 'elided':
        this.#addElided(stage.layers);
        break;
      case 'errors':
        this.#addErrors(stage.count);
    }
  }

  #caption(text: string, column: number, of: Caption['of'] = 'stage'): void {
    this.#captions.push({ text, column, of });
  }

  #number(r: Ref, row: number, column: number, look: Look): void {
    this.#numbers.push({ ref: r, row, column, look });
  }

  #name(r: Ref, row: number, column: number, look: Look): void {
    this.#names.push({ ref: r, row, column, look });
  }

  /** Says how much is left out, if that is what stands here. */
  #gap(slot: ShownItem, row: number, column: number): slot is { readonly leftOut: number } {
    if ('index' in slot) return false;
    this.#gaps.push({ text: leftOutText(slot.leftOut), row, column });
    return true;
  }

  #addInputs(count: number, grids: Grids | null): void {
    if (grids) {
      const column = this.#columns.addSome(widthOf(grids), WIDTHS.given);
      this.#caption('Inputs', column);
      this.#addGrids(grids, GIVEN_ROWS, column, (unit, row, at) => {
        this.#name(ref('input', 0, unit), row, at, 'input');
        this.#number(ref('input', 0, unit), row + 1, at, 'input');
        this.#inputs.push({ top: row, bottom: row + 1, left: at, right: at });
      });
      return;
    }
    const name = this.#columns.add(WIDTHS.name);
    const value = this.#columns.add(WIDTHS.given);
    this.#caption('Inputs', name);
    const sources = new Map<number, number>();
    for (const { slot, top: row } of this.#spread(shownOf(count), 1)) {
      if (this.#gap(slot, row, name)) continue;
      const r = ref('input', 0, slot.index);
      this.#name(r, row, name, 'input');
      this.#number(r, row, value, 'input');
      this.#inputs.push({ top: row, bottom: row, left: name, right: value });
      sources.set(slot.index, row);
    }
    this.#sources = sources;
  }

  /** Evenly over the height of the picture, each with an empty row below it. */
  #spread(slots: readonly ShownItem[], height: number): { slot: ShownItem; top: number }[] {
    const pitch = this.#rows / slots.length;
    return slots.map((slot, i) => ({
      slot,
      top: PICTURE_ROW + Math.round(pitch * i + (pitch - height - 1) / 2),
    }));
  }

  /** The columns of a stack of weights, with their captions. */
  #stackColumns(layer: number): { name: number; value: number; gradient: number } {
    const name = this.#columns.add(this.#weightName);
    const value = this.#columns.add(WIDTHS.value);
    const gradient = this.#columns.add(WIDTHS.gradient);
    const { biases } = this.#network.layers[layer];
    this.#caption(biases ? 'weights, bias' : 'weights', name, 'weight');
    this.#caption('∂E/∂w', gradient, 'gradient');
    return { name, value, gradient };
  }

  /** One row of weights, and its bias below them; gives the row of each weight. */
  #addStack(
    { layer, unit, top, towards }: Pick<Stack, 'layer' | 'unit' | 'top' | 'towards'>,
    fan: readonly ShownItem[],
    columns: { name: number; value: number; gradient: number },
  ): Map<number, number> {
    const { name, value, gradient } = columns;
    const rows = new Map<number, number>();
    const add = (r: Ref, row: number) => {
      this.#name(r, row, name, 'weight');
      this.#number(r, row, value, 'weight');
      this.#number(gradientOf(r), row, gradient, 'weightGradient');
    };
    for (const [i, slot] of fan.entries()) {
      if (this.#gap(slot, top + i, name)) continue;
      add(ref('weight', layer, unit, slot.index), top + i);
      rows.set(slot.index, top + i);
    }
    const { biases } = this.#network.layers[layer];
    if (biases) add(ref('bias', layer, unit), top + fan.length);
    const bottom = top + fan.length - 1 + (biases ? 1 : 0);
    this.#stacks.push({ layer, unit, towards, top, bottom, left: name, right: gradient });
    return rows;
  }

  #addUnits(layer: number): void {
    const { fanIn, weightRows, biases, activation } = this.#network.layers[layer];
    const gap = this.#columns.add(WIDTHS.gap);
    const columns = this.#stackColumns(layer);
    this.#columns.add(WIDTHS.brace);
    const net = this.#columns.add(WIDTHS.unit);
    const isCoupled = activation.kind === 'layer';
    const coupling = isCoupled ? this.#columns.add(WIDTHS.coupling) : null;
    const act = this.#columns.add(WIDTHS.unit);
    this.#caption(stageTitle(this.#network, layer), net);
    const fan = shownOf(fanIn);
    const height = fan.length + (biases ? 1 : 0);
    const slotHeight = Math.max(UNIT_ROWS, height);
    const wires: WeightWire[] = [];
    const [values, ends] = [new Map<number, number>(), []] as [Map<number, number>, number[]];
    for (const { slot, top } of this.#spread(shownOf(weightRows), slotHeight)) {
      const row = top + Math.floor((slotHeight - UNIT_ROWS) / 2) + 1;
      if (this.#gap(slot, row, net)) continue;
      const unit = slot.index;
      const stackTop = height === 1 ? row : top;
      const rows = this.#addStack({ layer, unit, top: stackTop, towards: row }, fan, columns);
      const middle = stackTop + Math.floor((height - 1) / 2);
      if (this.#sources === 'one') ends.push(middle);
      else {
        for (const [k, from] of this.#sources) {
          const to = rows.get(k);
          if (to !== undefined) {
            wires.push({ ref: ref('weight', layer, unit, k), column: gap, from, to });
          }
        }
      }
      this.#addUnit({ layer, unit, row, net, act, isCoupled });
      values.set(unit, row);
    }
    if (this.#sources === 'one') {
      for (const to of ends) this.#lines.push({ column: gap, from: this.#middle, to });
    } else this.#fans.push({ column: gap, wires });
    if (coupling !== null) {
      for (const from of values.values()) {
        for (const to of values.values()) this.#lines.push({ column: coupling, from, to });
      }
    }
    this.#sources = values;
  }

  #addUnit(at: {
    layer: number;
    unit: number;
    row: number;
    net: number;
    act: number;
    isCoupled: boolean;
  }): void {
    const { layer, unit, row, net, act, isCoupled } = at;
    for (const [kind, column, gradient] of [
      ['net', net, 'gradNet'],
      ['activation', act, 'gradActivation'],
    ] as const) {
      const r = ref(kind, layer, unit);
      this.#name(r, row - 1, column, kind);
      this.#number(r, row, column, kind);
      this.#number(ref(gradient, layer, unit), row + 1, column, 'unitGradient');
    }
    this.#units.push({
      layer,
      unit,
      top: row - 1,
      bottom: row + 1,
      left: net,
      right: act,
      netRight: isCoupled ? net : null,
      mark: { row: row + 2, column: net },
    });
  }

  #addBlock(layer: number, grids: Grids): void {
    const { fanIn, weightRows, biases } = this.#network.layers[layer];
    const gap = this.#columns.add(WIDTHS.gap);
    const columns = this.#stackColumns(layer);
    const between = this.#columns.add(WIDTHS.brace);
    const first = this.#columns.addSome(widthOf(grids), WIDTHS.unit);
    this.#caption(stageTitle(this.#network, layer), first);
    const fan = shownOf(fanIn, MOST_IN_BLOCK);
    const height = fan.length + (biases ? 1 : 0);
    for (const { slot, top } of this.#spread(shownOf(weightRows), height)) {
      if (this.#gap(slot, top, columns.name)) continue;
      this.#addStack({ layer, unit: slot.index, top, towards: null }, fan, columns);
    }
    this.#lines.push({ column: gap, from: this.#middle, to: this.#middle });
    this.#lines.push({ column: between, from: this.#middle, to: this.#middle });
    const add = (unit: number, row: number, column: number) => {
      const net = ref('net', layer, unit);
      this.#name(net, row, column, 'net');
      this.#number(net, row + 1, column, 'net');
      this.#number(ref('activation', layer, unit), row + 2, column, 'activation');
      this.#number(ref('gradNet', layer, unit), row + 3, column, 'unitGradient');
      const mark = { row: row + 4, column };
      const frame = { top: row, bottom: row + 3, left: column, right: column };
      this.#units.push({ layer, unit, ...frame, netRight: null, mark });
    };
    this.#addGrids(grids, GRID_ROWS, first, add, blockNotes(this.#network.layers[layer]));
    this.#sources = 'one';
  }

  #addGrids(
    grids: Grids,
    rowsOfOne: number,
    first: number,
    add: (index: number, row: number, column: number) => void,
    notes: readonly string[] = [],
  ): void {
    const height = notes.length + gridHeight(grids, rowsOfOne);
    let row = PICTURE_ROW + Math.floor((this.#rows - height) / 2);
    for (const text of notes) this.#gaps.push({ text, row: row++, column: first });
    for (const grid of grids) {
      if ('leftOut' in grid) {
        this.#gap(grid, row, first);
        row += 2;
        continue;
      }
      for (const r of grid.rows) {
        if (!this.#gap(r, row, first)) {
          for (const [i, c] of grid.columns.entries()) {
            if (!this.#gap(c, row, first + i)) add(grid.at(r.index, c.index), row, first + i);
          }
        }
        row += 'index' in r ? rowsOfOne : 1;
      }
      row++;
    }
  }

  #addElided(layers: number): void {
    const gap = this.#columns.add(WIDTHS.toTotal);
    const column = this.#columns.add(WIDTHS.elided);
    const from = this.#sources === 'one' ? [this.#middle] : this.#sources.values();
    for (const row of from) this.#lines.push({ column: gap, from: row, to: this.#middle });
    this.#gaps.push({ text: `⋯ ${layers} more layers`, row: this.#middle, column });
    this.#sources = 'one';
  }

  #addErrors(count: number): void {
    const gap = this.#columns.add(WIDTHS.toError);
    const name = this.#columns.add(WIDTHS.name);
    const value = this.#columns.add(WIDTHS.error);
    this.#caption('Errors', name);
    const wasBlock = this.#sources === 'one';
    // An error stands beside its unit, as far as that is drawn unit by unit.
    const places =
      this.#sources === 'one'
        ? this.#spread(shownOf(count), 2).map(({ slot, top }) => ({ slot, row: top + 1 }))
        : [...this.#sources].map(([index, row]) => ({ slot: { index } as ShownItem, row }));
    for (const { slot, row } of places) {
      if (this.#gap(slot, row, name)) continue;
      const [target, error] = [ref('target', 0, slot.index), ref('error', 0, slot.index)];
      this.#name(target, row - 1, name, 'target');
      this.#number(target, row - 1, value, 'target');
      this.#name(error, row, name, 'error');
      this.#number(error, row, value, 'error');
      this.#errors.push({ top: row - 1, bottom: row, left: name, right: value });
      const from = wasBlock ? this.#middle : row;
      this.#lines.push({ column: gap, from, to: row });
    }
  }

  #addTotal(gap: number): Frame {
    this.#columns.add(WIDTHS.toTotal);
    const column = this.#columns.add(WIDTHS.total);
    const row = this.#middle;
    this.#caption('Total', column);
    this.#name(ref('total'), row, column, 'total');
    this.#number(ref('total'), row + 1, column, 'total');
    for (const { bottom } of this.#errors) this.#lines.push({ column: gap, from: bottom, to: row });
    return { top: row, bottom: row + 1, left: column, right: column };
  }
}

/** Columns that matrices take. */
const widthOf = (grids: Grids) =>
  Math.max(1, ...grids.map((grid) => ('leftOut' in grid ? 1 : grid.columns.length)));

/** Rows that matrices take, with one between them. */
function gridHeight(grids: Grids, rowsOfOne: number): number {
  const rows = grids.map((grid) => {
    if ('leftOut' in grid) return 1;
    return grid.rows.reduce((sum, slot) => sum + ('index' in slot ? rowsOfOne : 1), 0);
  });
  return rows.reduce((sum, n) => sum + n + 1, -1);
}

function heightOf(network: Network, stage: Stage): number {
  switch (stage.kind) {
    case 'inputs':
      if (stage.grids) return gridHeight(stage.grids, GIVEN_ROWS);
      return 2 * shownOf(stage.count).length;
    case 'units': {
      const { fanIn, weightRows, biases } = network.layers[stage.layer];
      const height = Math.max(UNIT_ROWS, shownOf(fanIn).length + (biases ? 1 : 0));
      return shownOf(weightRows).length * (height + 1);
    }
    case 'block': {
      const { fanIn, weightRows, biases } = network.layers[stage.layer];
      const height = shownOf(fanIn, MOST_IN_BLOCK).length + (biases ? 1 : 0);
      return Math.max(
        shownOf(weightRows).length * (height + 1),
        blockNotes(network.layers[stage.layer]).length + gridHeight(stage.grids, GRID_ROWS),
      );
    }
    case 'elided':
      return 1;
    case 'errors':
      return 3 * shownOf(stage.count).length;
  }
}

/** Where the number of a quantity stands; undefined where it is left out. */
export function numberPlaces({ numbers }: Picture): (r: Ref) => PictureNumber | undefined {
  const places = new Map(numbers.map((each) => [refKey(each.ref), each]));
  return (r) => places.get(refKey(r));
}
