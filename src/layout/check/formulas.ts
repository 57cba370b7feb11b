import type { Network } from '../../network/network.ts';
import { BoundFormulas } from './bounds.ts';
import { CheckedCells } from './cells.ts';
import type { CheckLayout } from './layout.ts';
import { PassFormulas } from './pass.ts';

/** What prints the formulas of the check. */
export interface CheckFormulas {
  readonly cells: CheckedCells;
  readonly pass: PassFormulas;
  readonly bounds: BoundFormulas;
}

export function checkFormulas(network: Network, layout: CheckLayout): CheckFormulas {
  const cells = new CheckedCells(network, layout);
  return { cells, pass: new PassFormulas(cells), bounds: new BoundFormulas(cells) };
}
