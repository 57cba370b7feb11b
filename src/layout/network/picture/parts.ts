import type { Ref } from '../../../ref.ts';

/**
 * A network as a picture made of cells: inputs; for each layer the weights in stacks at the units that
 * they belong to, then the units; targets, errors and E_total. Rows and columns are those of the sheet.
 */
export interface Picture {
  /** Widths of all columns of the sheet in pixels. */
  readonly widths: readonly number[];
  readonly firstRow: number;
  readonly lastRow: number;
  /** Last column of the picture. */
  readonly lastColumn: number;
  readonly captions: readonly Caption[];
  readonly numbers: readonly PictureNumber[];
  readonly names: readonly PictureName[];
  /** Where something is left out: how much. */
  readonly gaps: readonly PictureText[];
  readonly stacks: readonly Stack[];
  readonly units: readonly Unit[];
  readonly inputs: readonly Frame[];
  readonly errors: readonly Frame[];
  readonly total: Frame;
  readonly fans: readonly Fan[];
  readonly lines: readonly Wire[];
}

export interface PictureText {
  readonly text: string;
  readonly row: number;
  readonly column: number;
}

/** Above the picture. */
export interface Caption extends Omit<PictureText, 'row'> {
  readonly of: 'stage' | 'weight' | 'gradient';
}

/** What a number is in the picture: it decides how the cell looks. */
export type Look =
  | 'input'
  | 'weight'
  | 'weightGradient'
  | 'net'
  | 'activation'
  | 'unitGradient'
  | 'target'
  | 'error'
  | 'total';

export interface PictureNumber {
  readonly ref: Ref;
  readonly row: number;
  readonly column: number;
  readonly look: Look;
}

/** The name of a quantity, in a cell of its own. */
export type PictureName = PictureNumber;

/** Rows and columns of what is framed together. */
export interface Frame {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The weights of one row, name, value and gradient side by side. */
export interface Stack extends Frame {
  readonly layer: number;
  readonly unit: number;
  /** The row of the unit's net input that a brace points at; null for a block. */
  readonly towards: number | null;
}

/** A unit of a layer: names, numbers and gradients one below the other. */
export interface Unit extends Frame {
  readonly layer: number;
  readonly unit: number;
  /** Where its net input ends, if that has a frame of its own. */
  readonly netRight: number | null;
  /** Below its frame: room for a word on it. */
  readonly mark: { readonly row: number; readonly column: number };
}

/** A line across a column that is free of cells, from the middle of one row to that of another. */
export interface Wire {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** All weights between two layers, as wires of one column. */
export interface Fan {
  readonly column: number;
  readonly wires: readonly WeightWire[];
}

export interface WeightWire extends Wire {
  readonly ref: Ref;
}
