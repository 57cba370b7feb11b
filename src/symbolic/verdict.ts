import type { Network } from '../network/network.ts';
import { ref } from '../network/ref.ts';
import { at, type Formula, f, literal } from '../ops/formula.ts';
import { judgedLoss } from './diagnostics.ts';

/**
 * The verdict over a whole run in words, the first that applies: diverged, converged, stuck,
 * oscillating, rising, descending. Read off the diagnostics of the run's table.
 */
export function verdictFormula(network: Network): Formula {
  const { batches } = network;
  const loss = judgedLoss(network);
  const last = (kind: 'settled' | 'turns' | 'step') => at(ref(kind), 'last');
  /** Whether it is so for every sample of the last period. */
  const ends = (kind: 'saturated' | 'dead') =>
    batches ? f`MIN(${at(ref(kind), 'lastRows')})=1` : f`${at(ref(kind), 'last')}=1`;
  const finite = at(ref('finite'), 'column');
  const bad = f`MATCH(0,${finite},0)`;
  const overflow = batches
    ? {
        found: f`SUM(${finite})<${literal(batches.rows)}`,
        step: f`INDEX(${at(ref('step'), 'column')},${bad})`,
      }
    : { found: f`SUM(${finite})<=${last('step')}`, step: f`(${bad}-1)` };
  const [end, before] = [at(loss, 'last'), at(loss, 'tenBeforeLast')];
  const converged = f`"converged at step "&${last('settled')}&IF(${ends('dead')},", but only because units are dead","")`;
  const stuck = f`IF(${ends('saturated')},"stuck, saturated","stuck")`;
  const moving = f`IF(${last('turns')}>=2,"oscillating",IF(${end}>${at(loss, 'first')},"rising","descending"))`;
  return f`IF(${overflow.found},"diverged at step "&${overflow.step},IF(${last('settled')}<=${last('step')},${converged},IF(ABS(${end}-${before})<0.01*${before},${stuck},${moving})))`;
}
