import type { Network } from '../../network/network.ts';
import { type Ref, ref, refKey } from '../../ref.ts';
import { type Place, SHEETS } from '../sheets.ts';
import { columnFrom, columnUntil, leftOf, TOP_ROWS } from './picture/page.ts';
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
const FIELDS = { eta: 84, step: 64, sample: 64, wires: 80, follow: 60, verdict: 300 } as const;
/** Where the loss chart begins at the earliest, in pixels. */
const CHART_FROM = 800;
/** At least so wide. */
const CHART_WIDTH = 310;
/** Of the settings below the picture. */
const SETTINGS = { label: 40, field: 180, width: 80, outcome: 640, result: 800 } as const;

/**
 * Places the strip above the picture and the settings below it.
 * @param belowRow the first row that is free below the picture and what belongs to it.
 */
export function deskOf(network: Network, picture: Picture, belowRow: number): DeskLayout {
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
  const free = columnFrom(widths, leftOf(widths, next) + 10);
  const chartColumn = columnFrom(widths, CHART_FROM);
  const verdict = {
    sheet: SHEETS.network,
    column: free,
    row: TOP_ROWS.field,
    lastColumn: chartColumn - 1,
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
  const outcome = (index: number) => below(SETTINGS.result, firstRow + index);
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
      column: chartColumn,
      row: 1,
      lastColumn: columnUntil(widths, chartColumn, CHART_WIDTH),
    },
    settings: {
      titleRow,
      labelColumn: columnFrom(widths, 1),
      noteColumn: tolerance.lastColumn + 1,
      outcomeColumn: columnFrom(widths, SETTINGS.outcome),
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
