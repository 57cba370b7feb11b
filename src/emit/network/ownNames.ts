import type { Plan } from '../../layout/plan.ts';
import { isOf } from '../../layout/ways.ts';
import type { Ref } from '../../ref.ts';
import { FOUND_NAME } from '../followed.ts';
import { quoted } from './worked.ts';

/**
 * What a quantity of the first parameter is called of whichever is followed: `∂E/∂w1` becomes `∂E/∂`
 * and the name of that; as the pieces of a formula. What is not of a parameter keeps its name.
 */
export function ownName({ names, ways }: Plan, r: Ref, before = ''): string {
  const first = ways.all[0]!;
  const name = names.of(r);
  if (!isOf(first, r)) return quoted(before + name);
  const own = names.of(first);
  if (!name.endsWith(own)) throw new Error(`${name} does not end in ${own}`);
  const prefix = before + name.slice(0, -own.length);
  return prefix === '' ? FOUND_NAME : `${quoted(prefix)}&${FOUND_NAME}`;
}
