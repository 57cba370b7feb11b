import { MOST_TERMS, partCount } from '../functions/long-sums.ts';
import { type Row, rowOf } from './rows.ts';
import { overflowToNaN } from './vectors.ts';

/** The parts of several sums, of which some are long: a row each row of the trace. */
export interface SumParts {
  /** Where the parts of sum i begin in a row: those of a sum that is not long end where they begin. */
  readonly starts: Int32Array;
  readonly values: Float64Array;
}

/** Of each kind of sum in a layer; null where none is long. */
export interface LayerParts {
  /** Of net inputs. */
  readonly net: SumParts | null;
  /** Of ∂E/∂x of what the layer reads, as far as the layer adds to it; null where x is given. */
  readonly source: SumParts | null;
  /** Of ∂E/∂w and ∂E/∂b of parameters that are shared. */
  readonly weight: SumParts | null;
  readonly bias: SumParts | null;
}

/** Room for the parts of sums of so many terms each. */
export function emptyParts(terms: ArrayLike<number>, rows: number): SumParts | null {
  const starts = new Int32Array(terms.length + 1);
  for (let i = 0; i < terms.length; i++) starts[i + 1] = starts[i]! + partCount(terms[i]!);
  const width = starts[terms.length]!;
  return width > 0 ? { starts, values: new Float64Array(rows * width) } : null;
}

/** Sums of no terms, into which terms are added in their order. */
export interface Adding {
  add(i: number, term: number): void;
  /** When all terms are there: of sum i, or of all. */
  close(i?: number): void;
}

/** Adds up sums of which none, or some, are long. */
export function sumsIn(out: Float64Array, parts: SumParts | null, at: Row): Adding {
  if (parts) return new Sums(out, parts, at);
  out.fill(0);
  return {
    add: (i, term) => {
      out[i]! += term;
    },
    close: () => {},
  };
}

/**
 * Adds up many sums, term by term, in the order of a sheet: a long one part by part, then its parts.
 * Where a part overflows, so does the sum, whatever the others are.
 */
export class Sums implements Adding {
  readonly #out: Float64Array;
  readonly #starts: Int32Array;
  readonly #parts: Float64Array;
  readonly #terms: Int32Array;

  /** @param out where the sums go. */
  constructor(out: Float64Array, { starts, values }: SumParts, { row, rows }: Row) {
    this.#out = out.fill(0);
    this.#starts = starts;
    this.#parts = rowOf(values, row, rows).fill(0);
    this.#terms = new Int32Array(out.length);
  }

  add(i: number, term: number): void {
    const start = this.#starts[i]!;
    if (start === this.#starts[i + 1]) this.#out[i]! += term;
    else this.#parts[start + Math.floor(this.#terms[i]!++ / MOST_TERMS)]! += term;
  }

  close(i?: number): void {
    if (i !== undefined) this.#closeOne(i);
    else for (let each = 0; each < this.#out.length; each++) this.#closeOne(each);
  }

  #closeOne(i: number): void {
    const parts = this.#parts.subarray(this.#starts[i], this.#starts[i + 1]);
    overflowToNaN(parts);
    for (const part of parts) this.#out[i]! += part;
  }
}

/** A part of a long sum, counted from 0, as its place in a row. */
export function placeOfPart({ starts }: SumParts, sum: number, part: number): number {
  return starts[sum]! + part;
}
