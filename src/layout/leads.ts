import type { Network } from '../network/network.ts';
import { type Ref, ref } from '../ref.ts';

/** What a training table begins with: the numbers that say which row it is. */
export function leadsOf({ hasData }: Network): Ref[] {
  return hasData ? [ref('step'), ref('epoch'), ref('sample'), ref('place')] : [ref('step')];
}
