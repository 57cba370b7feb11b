import type { Network } from '../../network/network.ts';
import { parametersOf } from '../../network/parameters.ts';
import { type Ref, ref, refKey } from '../../ref.ts';
import type { Names } from '../../symbolic/names.ts';
import { roomFor } from '../../xlsx/text-width.ts';
import { type Place, SHEETS } from '../sheets.ts';
import {
  type ColumnSpan,
  columnFrom,
  columnUntil,
  leftOf,
  spanWidth,
  TOP_ROWS,
} from './picture/page.ts';
import type { Picture } from './picture/parts.ts';
import { numberPlaces } from './picture/picture.ts';

/** A cell that reaches over several columns. */
export interface WideCell extends Place {
  readonly lastColumn: number;
}

/** Where the inputs and the outcome stand on `Network`. */
export interface DeskLayout {
  /** The strip above the picture, each field with its caption above it. */
  readonly eta: WideCell;
  readonly selectedStep: WideCell;
  /** Of a network with several samples. */
  readonly selectedSample: WideCell | null;
  readonly wiresShow: WideCell;
  readonly follow: WideCell;
  readonly verdict: WideCell;
  readonly proof: WideCell;
  /** The loss chart covers these columns, from the top down to the picture. */
  readonly chart: WideCell;
  /** Below the picture: label, field and note side by side. */
  readonly settings: SettingsBlock;
  readonly tolerance: WideCell;
  readonly firstLoss: WideCell;
  readonly lastLoss: WideCell;
  readonly selectedLoss: WideCell;
  /** Of a classifier with several samples. */
  readonly accuracy: WideCell | null;
  /** The cell of an input, a target or a hyper-parameter. */
  readonly placeOf: (r: Ref) => Place;
  /** Last row of all this. */
  readonly endRow: number;
}

/** What is set and what came of it, in two lists side by side. */
export interface SettingsBlock {
  readonly titleRow: number;
  readonly labelColumn: number;
  readonly noteColumn: number;
  readonly outcomeColumn: number;
  /** Inputs and targets that the picture leaves out, where they are typed. */
  readonly leftOut: readonly Ref[];
}

/** Least widths of the fields of the strip, in pixels. */
const FIELDS = { eta: 84, step: 64, sample: 64, wires: 80, follow: 60, verdict: 260 } as const;
/**
 * Where the loss chart ends, so that a laptop's screen shows all of it; how wide it is at least, and where
 * the verdict would lack room; in pixels.
 */
const CHART = { end: 1144, width: 300, least: 240 } as const;
/** What is said of a field below it. */
const REMARK_FONT = { size: 9 } as const;
/** Of the settings below the picture. */
const SETTINGS = { label: 40, field: 180, width: 92, outcome: 640, result: 160 } as const;

/**
 * Places the strip above the picture and the settings below it.
 *
 * @param belowRow the first row that is free below the picture and what belongs to it.
 */
export function deskOf(
  network: Network,
  names: Names,
  picture: Picture,
  belowRow: number,
): DeskLayout {
  const { inputs, targets, descent, hasData, loss } = network;
  const { widths } = picture;
  let next = 2;
  const field = (width: number): WideCell => {
    const column = next;
    const lastColumn = columnUntil(widths, column, width);
    next = lastColumn + 1;
    return { sheet: SHEETS.network, column, row: TOP_ROWS.field, lastColumn };
  };
  const eta = field(FIELDS.eta);
  const selectedStep = field(FIELDS.step);
  const selectedSample = hasData ? field(FIELDS.sample) : null;
  const wiresShow = field(FIELDS.wires);
  const follow = field(FIELDS.follow);
  // A little apart from what is typed.
  const meanings = parametersOf(network).map((r) => names.meaning(r));
  const remark = leftOf(widths, wiresShow.column) + roomFor(meanings, REMARK_FONT);
  const free = columnFrom(widths, Math.max(leftOf(widths, next) + 10, remark));
  const chart = chartColumns(widths, leftOf(widths, free) + FIELDS.verdict);
  const verdict = {
    sheet: SHEETS.network,
    column: free,
    row: TOP_ROWS.field,
    lastColumn: chart.first - 1,
  };

  const titleRow = belowRow;
  const below = (x: number, row: number): WideCell => {
    const column = columnFrom(widths, x);
    const lastColumn = columnUntil(widths, column, SETTINGS.width);
    return { sheet: SHEETS.network, column, row, lastColumn };
  };
  const shown = numberPlaces(picture);
  const given: Ref[] = hasData
    ? []
    : [
        ...Array.from(inputs, (_, k) => ref('input', 0, k)),
        ...Array.from(targets, (_, j) => ref('target', 0, j)),
      ];
  const leftOut = given.filter((r) => !shown(r));
  const { length } = descent.settings;
  const firstRow = titleRow + 1;
  const fields = new Map<string, Place>([
    ...descent.settings.map((_, index) => {
      const place = below(SETTINGS.field, firstRow + 1 + index);
      return [refKey(ref('setting', 0, index)), place] as const;
    }),
    ...leftOut.map((r, i) => {
      const place = below(SETTINGS.field, firstRow + 1 + length + i);
      return [refKey(r), place] as const;
    }),
  ]);
  const tolerance = below(SETTINGS.field, firstRow);
  const outcomeColumn = columnFrom(widths, SETTINGS.outcome);
  const resultFrom = leftOf(widths, outcomeColumn) + SETTINGS.result;
  const outcome = (index: number) => below(resultFrom, firstRow + index);
  const accuracy = hasData && loss.classes ? outcome(3) : null;
  const rows = Math.max(1 + fields.size, accuracy ? 4 : 3);
  return {
    eta,
    selectedStep,
    selectedSample,
    wiresShow,
    follow,
    verdict,
    proof: { ...verdict, row: TOP_ROWS.remark },
    chart: {
      sheet: SHEETS.network,
      column: chart.first,
      row: 1,
      lastColumn: chart.last,
    },
    settings: {
      titleRow,
      labelColumn: columnFrom(widths, 1),
      noteColumn: tolerance.lastColumn + 1,
      outcomeColumn,
      leftOut,
    },
    tolerance,
    firstLoss: outcome(0),
    lastLoss: outcome(1),
    selectedLoss: outcome(2),
    accuracy,
    placeOf: (r) => {
      const { row, column } = shown(r) ?? fields.get(refKey(r))!;
      return { sheet: SHEETS.network, column, row };
    },
    endRow: firstRow + rows - 1,
  };
}

/** The last columns that the screen shows, as many as the chart needs; from x on, if there is room. */
function chartColumns(widths: readonly number[], x: number): ColumnSpan {
  let last = widths.length;
  while (leftOf(widths, last + 1) > CHART.end) last--;
  const from = (least: number) => {
    let first = last;
    while (spanWidth(widths, { first, last }) < least) first--;
    return first;
  };
  const first = from(CHART.width);
  return { first: leftOf(widths, first) < x ? from(CHART.least) : first, last };
}
