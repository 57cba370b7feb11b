/**
 * gradsheet as a library:
 *
 * ```ts
 * const network = buildNetwork(parseSpec(yaml));
 * const { bytes } = await buildWorkbook(network);
 * ```
 */
export { buildWorkbook, type Workbook } from './emit/workbook.ts';
export { type ErrorCode, GradsheetError } from './errors.ts';
export { type ActivationName, activationNames } from './functions/activations.ts';
export { type LossName, lossNames } from './functions/losses.ts';
export { buildNetwork, type Layer, type Network } from './network/network.ts';
export { type Diagnosis, diagnose } from './numeric/diagnose.ts';
export { type LayerTrace, type Trace, train } from './numeric/train.ts';
export { parseSpec } from './spec/parse.ts';
export { specToYaml } from './spec/print.ts';
export type { LayerSpec, Spec, TrainingSpec } from './spec/spec.ts';
export { verify } from './verify/verify.ts';
export { version } from './version.ts';
