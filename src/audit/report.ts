/** What an audit found out about a workbook. Plain data: it survives JSON and the way out of a worker. */
export interface AuditReport {
  readonly verdict: Verdict;
  /** Why the workbook cannot be audited, with what would help; undefined for the other verdicts. */
  readonly reason: string | undefined;
  /** Every sheet that was seen, in the order of the tabs. */
  readonly sheets: readonly string[];
  /** The training tables found. */
  readonly tables: readonly TrainingTable[];
  /** What is worth saying and is no fault: assumptions, a constant that all gradients share. */
  readonly remarks: readonly Remark[];
  /** In the order of the sheets, rows and columns. */
  readonly faults: readonly Fault[];
  /** Functions that are not known here, by name; the cells that use them have no value. */
  readonly unknownFunctions: readonly string[];
}

export type Verdict =
  /** At least one training table, and nothing wrong in any. */
  | 'clean'
  | 'faults'
  /** No training table, no loss, or no gradient to judge. */
  | 'cannot audit';

/** A training of one network: a sheet's table, or blocks of it, in which steps follow each other. */
export interface TrainingTable {
  readonly sheet: string;
  /** From the first step's first cell to the last step's last: `A33:AE100`. */
  readonly range: string;
  /** Which way one goes from a step to the next. */
  readonly orientation: Orientation;
  /** How many steps (rows of a usual table) there are. */
  readonly steps: number;
  readonly headers: readonly Header[];
  readonly roles: Roles;
}

export type Orientation =
  /** A step is a row, the next one stands below. */
  | 'rows'
  /** A step is a column, the next one stands to the right. */
  | 'columns'
  /** A step is a block of several rows and columns. */
  | 'blocks'
  /** There is one step only. */
  | 'single';

/** A quantity of the table, and the name that the sheet gives it. */
export interface Header {
  readonly name: string;
  /** Its cell in the first step. */
  readonly first: CellName;
  /** All its cells: `Z33:Z100`. */
  readonly range: string;
}

/** A cell's address with its sheet, as a formula would name it: `Training!Z33`, `'Sheet 1'!Z33`. */
export type CellName = string;

/** Which quantity was taken for what. */
export interface Roles {
  readonly loss: Quantity;
  readonly parameters: readonly Parameter[];
  /** The learning rates that the updates read. */
  readonly rates: readonly CellName[];
  /** Numbers that no formula computes and the forward pass reads, other than parameters. */
  readonly inputs: readonly Quantity[];
  readonly targets: readonly Quantity[];
}

export interface Quantity {
  /** As the sheet calls it, or its first cell's address if it does not. */
  readonly name: string;
  /** One cell a step, in their order. */
  readonly cells: readonly CellName[];
}

export interface Parameter extends Quantity {
  /** The cells that hold the loss's derivative with respect to it; undefined if it has none. */
  readonly gradient: Quantity | undefined;
}

export interface Remark {
  /** One or more whole sentences. */
  readonly sentence: string;
  /** The cells it speaks of, as text: `Z33:Z100`; undefined if it speaks of the whole. */
  readonly cells: string | undefined;
}

/** What is wrong with one column (row, or quantity of the blocks). */
export interface Fault {
  readonly slip: Slip;
  /** What the cells are there for. */
  readonly role: FaultyRole;
  /** `∂E/∂w3` of a gradient, `w3` of an update; else as the sheet names it. */
  readonly symbol: string;
  readonly sheet: string;
  /** The wrong cells, without the sheet: `Z33:Z100`, or several ranges, `Z33:Z40, Z52`. */
  readonly cells: string;
  /**
   * The first wrong cell with the formula that most have, without the sheet: the figures and formulas
   * below are this cell's.
   */
  readonly cell: string;
  /** What the cell's formula gives; null where that is an error. */
  readonly value: number | null;
  /** What is right; null where no number could be found. */
  readonly right: number | null;
  /** As it stands, with `=`; null for a typed number. */
  readonly formula: string | null;
  /** With `=`; null if no small change mends it. */
  readonly rightFormula: string | null;
  /** The whole finding in plain words. */
  readonly sentence: string;
  /** For each of the wrong cells of a table, in the order of the steps: its address and its right value. */
  readonly corrections: readonly Correction[];
}

export interface Correction {
  readonly cell: string;
  readonly right: number | null;
}

export type FaultyRole = 'gradient' | 'update' | 'forward';

/** The kinds of slips that have a name. */
export const slips = [
  /** One cell is read in place of another. */
  'wrong reference',
  /** The right quantity of the wrong step. */
  'wrong step',
  /** A sign, `t-a` for `a-t` included. */
  'sign',
  'missing factor',
  'extra factor',
  /** One of several paths, samples or time steps is not added. */
  'missing term',
  'extra term',
  'missing brackets',
  /** A constant such as ½, 2 or the batch's size, in this column alone. */
  'constant factor',
  /** `*` for `+` and such. */
  'wrong operator',
  'wrong function',
  /** Two columns hold each other's formulas. */
  'swapped columns',
  /** A typed number where the neighbours have a formula. */
  'typed constant',
  /** A number in the formula that its neighbours have otherwise. */
  'wrong constant',
  /** An update that does not read its rate, or reads another than its neighbours do. */
  'rate',
  /** An update with the gradient of another parameter. */
  'wrong gradient',
  /** A parameter that its neighbours' rule never changes. */
  'never updated',
  /** A cell that breaks the pattern of its column. */
  'broken pattern',
  /** A sound formula that overflows for large numbers, or an error value. */
  'error value',
  /** No single change mends it. */
  'unexplained',
] as const;

export type Slip = (typeof slips)[number];
