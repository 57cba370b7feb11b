import { OSCILLATING_TURNS, STUCK_CHANGE } from '../functions/thresholds.ts';
import type { Network } from '../network/network.ts';
import { at, type Formula, f, literal } from '../ops/formula.ts';
import { ref } from '../ref.ts';
import { judgedLoss } from './diagnostics.ts';

/**
 * The verdict over a whole run in words, the first that applies: what is wrong with the table
 * or with the inputs (what was computed from them says nothing then), diverged, converged, stuck,
 * oscillating, rising, descending. Read off the diagnostics of the run's table.
 */
export function verdictFormula(network: Network): Formula {
  const { batches, hasData } = network;
  const loss = judgedLoss(network);
  const last = (kind: 'settled' | 'turns' | 'step') => at(ref(kind), 'last');
  /** Whether it is so for every sample of the last period. */
  const ends = (kind: 'saturated' | 'dead') =>
    hasData ? f`MIN(${at(ref(kind), 'lastRows')})=1` : f`${at(ref(kind), 'last')}=1`;
  const finite = at(ref('finite'), 'column');
  const bad = f`MATCH(0,${finite},0)`;
  const overflow = hasData
    ? {
        found: f`SUM(${finite})<${literal(batches.rows)}`,
        step: f`INDEX(${at(ref('step'), 'column')},${bad})`,
      }
    : { found: f`SUM(${finite})<=${last('step')}`, step: f`(${bad}-1)` };
  const [end, before] = [at(loss, 'last'), at(loss, 'tenBeforeLast')];
  const converged = f`"converged at step "&${last('settled')}&IF(${ends('dead')},", but only because units are dead","")`;
  const stuck = f`IF(${ends('saturated')},"stuck, saturated","stuck")`;
  const stuckShare = literal(STUCK_CHANGE.cell);
  const moving = f`IF(${last('turns')}>=${literal(OSCILLATING_TURNS)},"oscillating",IF(${end}>${at(loss, 'first')},"rising","descending"))`;
  const judged = f`IF(${overflow.found},"diverged at step "&${overflow.step},IF(${last('settled')}<=${last('step')},${converged},IF(ABS(${end}-${before})<${stuckShare}*${before},${stuck},${moving})))`;
  return otherwise(network, judged);
}

/** What makes any judgement void, before the judgement. */
function otherwise({ batches, descent }: Network, judged: Formula): Formula {
  const [problem, eta, step] = [ref('problem'), at(ref('eta'), 'given'), ref('step')];
  const noRate = f`"${literal(descent.schedule ? 'η₀' : 'η')} is "&IF(COUNTA(${eta})=0,"empty","not a number")`;
  const descents = f`SUMPRODUCT((${at(step, 'butLast')}>${at(step, 'butFirst')})*1)`;
  const sound = f`IF(${problem}<>"none",${problem},IF(COUNT(${eta})=0,${noRate},${judged}))`;
  return f`IF(COUNT(${at(step, 'column')})<${literal(batches.rows)},"rows of the table are missing",IF(${descents}>0,"the steps are out of order",${sound}))`;
}
