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
export type {
  AuditReport,
  CellName,
  Correction,
  Fault,
  FaultyRole,
  Header,
  Orientation,
  Parameter,
  Quantity,
  Remark,
  Roles,
  Slip,
  TrainingTable,
  Verdict,
} from './audit/report.ts';
export { audit } from './audit/workbook.ts';
export type { Watch } from './emit/watch.ts';
export { buildWorkbook, type Workbook, type WorkbookOptions } from './emit/workbook.ts';
export { type ErrorCode, GradsheetError, type GradsheetProblem } from './errors.ts';
export type { CommonRow, LayerRow, ScalarRow, SharedText } from './functions/activation.ts';
export {
  type Activation,
  type ActivationName,
  activationNames,
  type LayerActivation,
  type ScalarActivation,
} from './functions/activations.ts';
export type { Choice } from './functions/choice.ts';
export { type InitialiserName, initialiserNames } from './functions/initialisers.ts';
export {
  type CollapseSteps,
  type Loss,
  type LossName,
  type LossNumbers,
  type LossRow,
  lossNames,
  type NetSlope,
} from './functions/losses.ts';
export {
  type Optimizer,
  type OptimizerName,
  optimizerNames,
  type PenaltyName,
  type State,
  type Text,
} from './functions/optimizers.ts';
export type {
  AnyOpen,
  CellParameter,
  FunctionParameter,
  NumbersOf,
  Parameters,
  Texts,
} from './functions/parameters.ts';
export { type Schedule, type ScheduleName, scheduleNames } from './functions/schedules.ts';
export type { Shape } from './layers/kind.ts';
export type { GeometryOf, LayerKindName, OwnKeys } from './layers/kinds.ts';
export type { Selection } from './layout/plan.ts';
export type { Batches } from './network/batches.ts';
export type {
  DescribedData,
  DescribedFunction,
  DescribedLayer,
  Description,
  Limit,
} from './network/describe.ts';
export type { CommonLayer, Layer, LayerOf, Network } from './network/network.ts';
export type { Sample } from './network/samples.ts';
export type { CellSetting, Descent, Penalty } from './network/settings.ts';
export {
  buildSoundNetwork as buildNetwork,
  describeSoundSpec as describeSpec,
  soundSpecToYaml as specToYaml,
  variantOfSound as variantOf,
} from './network/sound.ts';
export { type Diagnosis, diagnose } from './numeric/diagnose.ts';
export type { LayerParts, SumParts } from './numeric/sums.ts';
export type { LayerStepTrace } from './numeric/trace.ts';
export { type LayerTrace, type Trace, train } from './numeric/train.ts';
export type { ReadFile } from './spec/data/read-file.ts';
export { type ParseOptions, parseSpec } from './spec/parse.ts';
export type { PrintOptions } from './spec/print.ts';
export type { Path, Problem } from './spec/problem.ts';
export type { Extent, SheetSize } from './spec/sheets.ts';
export type {
  CommonLayerSpec,
  DataSpec,
  Experiment,
  InitSpec,
  KindKey,
  LayerSpec,
  Spec,
  TrainingSpec,
} from './spec/spec.ts';
export { type Kept, variantRanges } from './spec/variant.ts';
export type { CompareOptions, Difference, Tolerance } from './verify/compare.ts';
export { type VerifyOptions, verify } from './verify/verify.ts';
export { version } from './version.ts';
export type { Position, Range } from './xlsx/address.ts';
export type { Cell, CellError, CellValue } from './xlsx/cells.ts';
