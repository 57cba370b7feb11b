import { GradsheetError } from '../../errors.ts';
import { makeVariant, type Task, type Variant } from './task.ts';

/** What a worker answers: a variant, or why there is none. */
export type Answer =
  | { readonly variant: Variant }
  | { readonly refusal: Pick<GradsheetError, 'code' | 'message' | 'path' | 'hint'> };

/** The work of one thread. An error's class and code would not survive the way to another thread. */
export default async function work(task: Task): Promise<Answer> {
  try {
    return { variant: await makeVariant(task) };
  } catch (error) {
    if (!(error instanceof GradsheetError)) throw error;
    const { code, message, path, hint } = error;
    return { refusal: { code, message, path, hint } };
  }
}
