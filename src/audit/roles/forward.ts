import type { Series } from '../table/table.ts';
import type { TableRoles } from './roles.ts';
import { forwardFrom } from './walk.ts';

/** The quantities of the way forward: what the loss is computed from, itself included. */
export const forwardSeries = ({ table, loss, states, samples }: TableRoles): Set<Series> =>
  forwardFrom(table, states, loss, samples);
