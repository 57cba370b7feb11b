import { ref } from '../network/ref.ts';
import { at, type Formula, f } from './formula.ts';

/**
 * The verdict over a whole run in words, the first that applies: diverged, converged, stuck,
 * oscillating, rising, descending. Read off the diagnostics of the run's table.
 */
export function verdictFormula(): Formula {
  const last = (kind: 'total' | 'settled' | 'turns' | 'saturated' | 'dead' | 'step') =>
    at(ref(kind), 'last');
  const finite = f`SUM(${at(ref('finite'), 'column')})`;
  const before = at(ref('total'), 'tenBeforeLast');
  const converged = f`"converged at step "&${last('settled')}&IF(${last('dead')}=1,", but only because units are dead","")`;
  const stuck = f`IF(${last('saturated')}=1,"stuck, saturated","stuck")`;
  const moving = f`IF(${last('turns')}>=2,"oscillating",IF(${last('total')}>${at(ref('total'), 'first')},"rising","descending"))`;
  return f`IF(${finite}<=${last('step')},"diverged at step "&(MATCH(0,${at(ref('finite'), 'column')},0)-1),IF(${last('settled')}<=${last('step')},${converged},IF(ABS(${last('total')}-${before})<0.01*${before},${stuck},${moving})))`;
}
