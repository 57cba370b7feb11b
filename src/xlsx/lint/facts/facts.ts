import type { Position } from '../../address.ts';
import type { FormulaSize } from './formula.ts';

/** Where something stands. */
export interface Fact {
  /** The part of the package. */
  readonly part: string;
  readonly place: string;
}

/** Everything that a limit may be about, by its kind. */
export interface Facts {
  readonly sheetName: SheetName;
  readonly definedName: DefinedName;
  readonly calculation: Calculation;
  readonly styles: Styles;
  readonly numberFormat: NumberFormat;
  readonly font: FontFact;
  readonly ruleFormat: RuleFormat;
  readonly text: TextFact;
  readonly row: RowFact;
  readonly column: ColumnFact;
  readonly cell: CellFact;
  readonly formula: FormulaFact;
  readonly merge: AreaFact;
  readonly hyperlink: Hyperlink;
  readonly validation: Validation;
  readonly rule: Rule;
  readonly sheet: SheetFact;
  readonly chart: ChartFact;
  readonly cache: Cache;
  readonly shape: Shape;
  readonly control: Fact;
  readonly workbook: WorkbookFact;
}

export interface SheetName extends Fact {
  readonly name: string;
  /** Whether a sheet before it has the name, in whatever case. */
  readonly taken: boolean;
}

export interface DefinedName extends Fact {
  readonly name: string;
  readonly formula: string;
  /** Whether there is one of that name, in whatever case, for the same sheet or the workbook. */
  readonly taken: boolean;
}

export interface Calculation extends Fact {
  readonly fullCalcOnLoad: boolean;
}

export interface Styles extends Fact {
  /** Number formats of ids from 164 on, those of rules with those of cells, each once. */
  readonly customFormats: number;
  readonly cellFormats: number;
  readonly fonts: number;
  readonly fills: number;
  readonly borders: number;
}

export interface NumberFormat extends Fact {
  readonly id: number;
  readonly code: string;
}

export interface FontFact extends Fact {
  readonly name: string | undefined;
  readonly size: number | undefined;
}

/** What a conditional rule changes about a cell: `numFmt`, `border`, `font/b`, `font/sz` … */
export interface RuleFormat extends Fact {
  readonly changes: readonly string[];
}

/** A text that cells share, or the result of a formula. */
export interface TextFact extends Fact {
  readonly text: string;
}

export interface RowFact extends Fact {
  readonly number: number;
  /** The row before it in the file; 0 if it is the first. */
  readonly after: number;
  /** In points. */
  readonly height: number | undefined;
}

export interface ColumnFact extends Fact {
  readonly from: number;
  readonly to: number;
  /** The last column before it in the file. */
  readonly after: number;
  /** In characters. */
  readonly width: number | undefined;
}

export interface CellFact extends Fact {
  readonly position: Position;
  /** The column of the cell before it in its row; 0 if it is the first. */
  readonly after: number;
  /** As the attribute has it: `n`, `s`, `str`, `b`, `e`, `inlineStr`. */
  readonly type: string;
  /** The text of `<v>`; undefined if there is none. */
  readonly value: string | undefined;
  readonly hasFormula: boolean;
  readonly style: number;
  /** How many formats and shared texts there are. */
  readonly styles: number;
  readonly texts: number;
}

export interface FormulaFact extends Fact {
  /** Without `=`, as it reads in this cell. */
  readonly text: string;
  /** Measures it; most formulas are too short to need it. */
  readonly size: () => FormulaSize;
}

/** Areas of cells, `A1:B3`. */
export interface AreaFact extends Fact {
  readonly area: string;
  /** Another area that it has cells in common with; null if there is none. */
  readonly overlaps: string | null;
}

export interface Hyperlink extends Fact {
  /** A place in this workbook: `'Chart data'!A1`. */
  readonly location: string | undefined;
  /** The address that the relationship gives; undefined if there is none. */
  readonly target: string | undefined;
  readonly tooltip: string;
  /** Whether the sheet of the location is there; true where there is no location. */
  readonly sheetExists: boolean;
}

export interface Validation extends Fact {
  readonly type: string;
  readonly areas: string;
  readonly prompt: string;
  readonly promptTitle: string;
  readonly error: string;
  readonly errorTitle: string;
  readonly formulas: readonly string[];
}

export interface Rule extends Fact {
  readonly type: string;
  readonly areas: string;
  readonly priority: number;
  /** Whether a rule before it on the sheet has the priority. */
  readonly taken: boolean;
  readonly formulas: readonly string[];
  /** The format it gives; undefined for scales and bars. */
  readonly format: number | undefined;
  /** How many formats of rules there are. */
  readonly formats: number;
  /** Colours of a scale. */
  readonly colours: number;
}

export interface SheetFact extends Fact {
  readonly name: string;
  readonly lastColumn: number;
  readonly hyperlinks: number;
  readonly pageBreaks: number;
  /** The longest header or footer. */
  readonly headerFooter: number;
  /** The most rows of a column in which each formula reads the row above: a chain so long. */
  readonly chain: number;
}

export interface ChartFact extends Fact {
  readonly series: number;
  /** The reference that names no sheet of the workbook; null if all do. */
  readonly strayReference: string | null;
}

/** The values of a series, as the chart keeps them. */
export interface Cache extends Fact {
  readonly count: number;
  readonly points: number;
  /** The greatest index of a point, from 0; −1 without points. */
  readonly lastIndex: number;
  /** A value that is no number; null if all are. */
  readonly noNumber: string | null;
  /** Whether the values stand in the chart only, bound to no cells. */
  readonly literal: boolean;
}

export interface Shape extends Fact {
  readonly name: string;
  /** Whether a shape before it in the drawing has its id. */
  readonly taken: boolean;
  /** The cell that its text follows. */
  readonly link: string | undefined;
}

export interface WorkbookFact extends Fact {
  /** Of the smallest rectangles from A1 that hold what is on the sheets. */
  readonly cells: number;
  readonly formulas: number;
}

/** Takes a fact as it is found. */
export type Tell = <Kind extends keyof Facts>(kind: Kind, fact: Facts[Kind]) => void;
