/**
 * gradsheet as a library:
 *
 * ```ts
 * const network = buildNetwork(parseSpec(yaml));
 * const { bytes } = await buildWorkbook(network);
 * ```
 *
 * The templates lie in files, so that they have an entry of their own, for Node:
 * `gradsheet/templates`.
 */
export type { AuditOptions } from './audit/audit.ts';
export type { AuditReport, Fault, Remark, Slip, TrainingTable } from './audit/report.ts';
export { audit } from './audit/workbook.ts';
export { buildWorkbook, type Workbook, type WorkbookOptions } from './emit/workbook.ts';
export { type ErrorCode, GradsheetError, type GradsheetProblem } from './errors.ts';
export { type ActivationName, activationNames } from './functions/activations.ts';
export { type LossName, lossNames } from './functions/losses.ts';
export { type OptimizerName, optimizerNames } from './functions/optimizers.ts';
export { type ScheduleName, scheduleNames } from './functions/schedules.ts';
export { type Description, describeSpec } from './network/describe.ts';
export { type InitialiserName, initialiserNames } from './network/initialisers.ts';
export type { Layer, Network } from './network/network.ts';
export { buildSoundNetwork as buildNetwork } from './network/sound.ts';
export { variantOf, variantRanges } from './network/variant.ts';
export { type Diagnosis, diagnose } from './numeric/diagnose.ts';
export { type LayerTrace, type Trace, train } from './numeric/train.ts';
export type { ReadFile } from './spec/data/read.ts';
export { type ParseOptions, parseSpec } from './spec/parse.ts';
export { specToYaml } from './spec/print.ts';
export type { DataSpec, InitSpec, LayerSpec, Spec, TrainingSpec } from './spec/spec.ts';
export type { Difference, Tolerance } from './verify/compare.ts';
export { type VerifyOptions, verify } from './verify/verify.ts';
export { version } from './version.ts';
