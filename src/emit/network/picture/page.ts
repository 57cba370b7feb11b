import type { PictureNumber } from '../../../layout/network/picture/parts.ts';
import type { Plan } from '../../../layout/plan.ts';

/** Row heights are points. */
export const points = (pixels: number) => (pixels * 3) / 4;

/** Whether a number is typed in the picture: an input or target of a single sample. */
export function isTyped({ data }: Plan, { look }: Pick<PictureNumber, 'look'>): boolean {
  return !data && (look === 'input' || look === 'target');
}
