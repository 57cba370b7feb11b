import { buildWorkbook, type Workbook } from '../../emit/workbook.ts';
import { buildNetwork } from '../../network/network.ts';
import { variantOf } from '../../network/variant.ts';
import type { Spec } from '../../spec/spec.ts';

/** All that decides the bytes of one variant's workbook. */
export interface Task {
  readonly spec: Spec;
  readonly seed: number;
  readonly number: number;
  /** What the workbook says it was made from. */
  readonly madeFrom: string;
}

/** The workbook of one variant. @throws GradsheetError */
export async function makeVariant({ spec, seed, number, madeFrom }: Task): Promise<Workbook> {
  return buildWorkbook(buildNetwork(variantOf(spec, seed, number)), { madeFrom });
}
