import { buildWorkbook, type Workbook } from '../../emit/workbook.ts';
import { buildNetwork } from '../../network/network.ts';
import type { Spec } from '../../spec/spec.ts';
import { type Kept, variantOf } from '../../spec/variant.ts';
import { answersOf } from './answers.ts';

/** All that decides the bytes of one variant's workbook. */
export interface Task {
  readonly spec: Spec;
  readonly seed: number;
  readonly number: number;
  readonly kept: Kept;
  /** What the workbook says it was made from. */
  readonly madeFrom: string;
}

/** The workbook of one variant, and what the answer key says of it. */
export interface Variant extends Workbook {
  /** In the order of `answerColumns`. */
  readonly answers: Float64Array;
}

/** Makes one variant. @throws GradsheetError */
export async function makeVariant(task: Task): Promise<Variant> {
  const { spec, seed, number, kept, madeFrom } = task;
  const network = buildNetwork(variantOf(spec, seed, number, kept));
  const workbook = await buildWorkbook(network, { madeFrom });
  return { ...workbook, answers: answersOf(network) };
}
