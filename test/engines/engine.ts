import type { Cells } from '../../src/xlsx/cells.ts';
import type { Tool } from './tool.ts';

/** A program that computes the formulas of a workbook: the same interface for every one. */
export interface Engine extends Tool {
  /**
   * Recalculates every formula of every file, whatever results are stored in them, and reads the
   * outcome. Rejects if the engine trusts a stored result or cannot read a file.
   */
  recalculate(files: readonly Uint8Array[]): Promise<Cells[]>;
}
