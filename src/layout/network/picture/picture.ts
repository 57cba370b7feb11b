import type { Network } from '../../../network/network.ts';
import { gradientOf } from '../../../network/parameters.ts';
import { type Ref, ref, refKey } from '../../../ref.ts';
import { type ShownItem, shownOf } from './elide.ts';
import { GIVEN_ROWS, GRID_ROWS, heightOf, MOST_IN_BLOCK, UNIT_ROWS } from './heights.ts';
import { WIDTHS } from './page.ts';
import type { Frame, Picture, PictureNumber, Stack, WeightWire } from './parts.ts';
import { Sketch } from './sketch.ts';
import { blockNotes, type Grids, gridsWidth, type Stage, stagesOf, stageTitle } from './stages.ts';

/** Lays the network out. */
export function pictureOf(network: Network): Picture {
  return new Layout(network).finished();
}

/** What the wires of the next layer come from: by index, the row of each; or all from one. */
type Sources = ReadonlyMap<number, number> | 'one';

class Layout {
  readonly #network: Network;
  readonly #stages: readonly Stage[];
  readonly #on: Sketch;
  readonly #weightName: number;
  #sources: Sources = 'one';

  constructor(network: Network) {
    this.#network = network;
    this.#stages = stagesOf(network);
    const heights = this.#stages.map((stage) => heightOf(network, stage));
    this.#on = new Sketch(Math.max(7, ...heights));
    const weights = network.layers.reduce((sum, layer) => sum + layer.weights.length, 0);
    this.#weightName = WIDTHS.weightName + WIDTHS.digit * Math.max(2, String(weights).length);
  }

  finished(): Picture {
    for (const stage of this.#stages) this.#add(stage);
    const { right } = this.#on.errors[0]!;
    return this.#on.finished(this.#addTotal(right + 1));
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

  #addInputs(count: number, grids: Grids | null): void {
    if (grids) {
      const column = this.#on.columns.addSome(gridsWidth(grids), WIDTHS.given);
      this.#on.caption('Inputs', column);
      this.#on.grids(grids, GIVEN_ROWS, column, (unit, row, at) => {
        this.#on.name(ref('input', 0, unit), row, at, 'input');
        this.#on.number(ref('input', 0, unit), row + 1, at, 'input');
        this.#on.inputs.push({ top: row, bottom: row + 1, left: at, right: at });
      });
      return;
    }
    const name = this.#on.columns.add(WIDTHS.name);
    const value = this.#on.columns.add(WIDTHS.given);
    this.#on.caption('Inputs', name);
    const sources = new Map<number, number>();
    for (const { slot, top: row } of this.#on.spread(shownOf(count), 1)) {
      if (this.#on.gap(slot, row, name)) continue;
      const r = ref('input', 0, slot.index);
      this.#on.name(r, row, name, 'input');
      this.#on.number(r, row, value, 'input');
      this.#on.inputs.push({ top: row, bottom: row, left: name, right: value });
      sources.set(slot.index, row);
    }
    this.#sources = sources;
  }

  /** The columns of a stack of weights, with their captions. */
  #stackColumns(layer: number): { name: number; value: number; gradient: number } {
    const name = this.#on.columns.add(this.#weightName);
    const value = this.#on.columns.add(WIDTHS.value);
    const gradient = this.#on.columns.add(WIDTHS.gradient);
    const { biases } = this.#network.layers[layer]!;
    this.#on.caption(biases ? 'weights, bias' : 'weights', name, 'weight');
    this.#on.caption('∂E/∂w', gradient, 'gradient');
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
      this.#on.name(r, row, name, 'weight');
      this.#on.number(r, row, value, 'weight');
      this.#on.number(gradientOf(r), row, gradient, 'weightGradient');
    };
    for (const [i, slot] of fan.entries()) {
      if (this.#on.gap(slot, top + i, name)) continue;
      add(ref('weight', layer, unit, slot.index), top + i);
      rows.set(slot.index, top + i);
    }
    const { biases } = this.#network.layers[layer]!;
    if (biases) add(ref('bias', layer, unit), top + fan.length);
    const bottom = top + fan.length - 1 + (biases ? 1 : 0);
    this.#on.stacks.push({ layer, unit, towards, top, bottom, left: name, right: gradient });
    return rows;
  }

  #addUnits(layer: number): void {
    const { fanIn, weightRows, biases, activation } = this.#network.layers[layer]!;
    const gap = this.#on.columns.add(WIDTHS.gap);
    const columns = this.#stackColumns(layer);
    this.#on.columns.add(WIDTHS.brace);
    const net = this.#on.columns.add(WIDTHS.unit);
    const isCoupled = activation.kind === 'layer';
    const coupling = isCoupled ? this.#on.columns.add(WIDTHS.coupling) : null;
    const act = this.#on.columns.add(WIDTHS.unit);
    this.#on.caption(stageTitle(this.#network, layer), net);
    const fan = shownOf(fanIn);
    const height = fan.length + (biases ? 1 : 0);
    const slotHeight = Math.max(UNIT_ROWS, height);
    const wires: WeightWire[] = [];
    const [values, ends] = [new Map<number, number>(), []] as [Map<number, number>, number[]];
    for (const { slot, top } of this.#on.spread(shownOf(weightRows), slotHeight)) {
      const row = top + Math.floor((slotHeight - UNIT_ROWS) / 2) + 1;
      if (this.#on.gap(slot, row, net)) continue;
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
      for (const to of ends) this.#on.lines.push({ column: gap, from: this.#on.middle, to });
    } else this.#on.fans.push({ column: gap, wires });
    if (coupling !== null) {
      for (const from of values.values()) {
        for (const to of values.values()) this.#on.lines.push({ column: coupling, from, to });
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
      this.#on.name(r, row - 1, column, kind);
      this.#on.number(r, row, column, kind);
      this.#on.number(ref(gradient, layer, unit), row + 1, column, 'unitGradient');
    }
    this.#on.units.push({
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
    const { fanIn, weightRows, biases } = this.#network.layers[layer]!;
    const gap = this.#on.columns.add(WIDTHS.gap);
    const columns = this.#stackColumns(layer);
    const between = this.#on.columns.add(WIDTHS.brace);
    const first = this.#on.columns.addSome(gridsWidth(grids), WIDTHS.unit);
    this.#on.caption(stageTitle(this.#network, layer), first);
    const fan = shownOf(fanIn, MOST_IN_BLOCK);
    const height = fan.length + (biases ? 1 : 0);
    for (const { slot, top } of this.#on.spread(shownOf(weightRows), height)) {
      if (this.#on.gap(slot, top, columns.name)) continue;
      this.#addStack({ layer, unit: slot.index, top, towards: null }, fan, columns);
    }
    this.#on.lines.push({ column: gap, from: this.#on.middle, to: this.#on.middle });
    this.#on.lines.push({ column: between, from: this.#on.middle, to: this.#on.middle });
    const add = (unit: number, row: number, column: number) => {
      const net = ref('net', layer, unit);
      this.#on.name(net, row, column, 'net');
      this.#on.number(net, row + 1, column, 'net');
      this.#on.number(ref('activation', layer, unit), row + 2, column, 'activation');
      this.#on.number(ref('gradNet', layer, unit), row + 3, column, 'unitGradient');
      const mark = { row: row + 4, column };
      const frame = { top: row, bottom: row + 3, left: column, right: column };
      this.#on.units.push({ layer, unit, ...frame, netRight: null, mark });
    };
    this.#on.grids(grids, GRID_ROWS, first, add, blockNotes(this.#network.layers[layer]!));
    this.#sources = 'one';
  }

  #addElided(layers: number): void {
    const gap = this.#on.columns.add(WIDTHS.toTotal);
    const column = this.#on.columns.add(WIDTHS.elided);
    const from = this.#sources === 'one' ? [this.#on.middle] : this.#sources.values();
    for (const row of from) this.#on.lines.push({ column: gap, from: row, to: this.#on.middle });
    this.#on.gaps.push({ text: `⋯ ${layers} more layers`, row: this.#on.middle, column });
    this.#sources = 'one';
  }

  #addErrors(count: number): void {
    const gap = this.#on.columns.add(WIDTHS.toError);
    const name = this.#on.columns.add(WIDTHS.name);
    const value = this.#on.columns.add(WIDTHS.error);
    this.#on.caption('Errors', name);
    const wasBlock = this.#sources === 'one';
    // An error stands beside its unit, as far as that is drawn unit by unit.
    const places =
      this.#sources === 'one'
        ? this.#on.spread(shownOf(count), 2).map(({ slot, top }) => ({ slot, row: top + 1 }))
        : [...this.#sources].map(([index, row]) => ({ slot: { index } as ShownItem, row }));
    for (const { slot, row } of places) {
      if (this.#on.gap(slot, row, name)) continue;
      const [target, error] = [ref('target', 0, slot.index), ref('error', 0, slot.index)];
      this.#on.name(target, row - 1, name, 'target');
      this.#on.number(target, row - 1, value, 'target');
      this.#on.name(error, row, name, 'error');
      this.#on.number(error, row, value, 'error');
      this.#on.errors.push({ top: row - 1, bottom: row, left: name, right: value });
      const from = wasBlock ? this.#on.middle : row;
      this.#on.lines.push({ column: gap, from, to: row });
    }
  }

  #addTotal(gap: number): Frame {
    this.#on.columns.add(WIDTHS.toTotal);
    const column = this.#on.columns.add(WIDTHS.total);
    const row = this.#on.middle;
    this.#on.caption('Total', column);
    this.#on.name(ref('total'), row, column, 'total');
    this.#on.number(ref('total'), row + 1, column, 'total');
    for (const { bottom } of this.#on.errors)
      this.#on.lines.push({ column: gap, from: bottom, to: row });
    return { top: row, bottom: row + 1, left: column, right: column };
  }
}

/** Where the number of a quantity stands; undefined where it is left out. */
export function numberPlaces({ numbers }: Picture): (r: Ref) => PictureNumber | undefined {
  const places = new Map(numbers.map((each) => [refKey(each.ref), each]));
  return (r) => places.get(refKey(r));
}
