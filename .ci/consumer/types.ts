// What the published types must allow and forbid; .ci/check-package compiles it.
import {
  buildNetwork,
  buildWorkbook,
  GradsheetError,
  type Network,
  parseSpec,
  type Spec,
  type Trace,
  train,
  verify,
  type Workbook,
} from 'gradsheet';

const spec: Spec = parseSpec('name: types');
const network: Network = buildNetwork(spec);
const trace: Trace = train(network);
const totals: Float64Array = trace.totals;
const workbook: Workbook = await buildWorkbook(network, { madeFrom: 'types.ts' });
const bytes: Uint8Array = workbook.bytes;
const cells: string[] = (await verify(bytes, network)).map((difference) => difference.cell);
const hint: string = new GradsheetError('FILE', 'message', { hint: 'hint' }).hint;

// @ts-expect-error: a network is not a description of one
buildNetwork(network);
// @ts-expect-error: only the codes of the list
new GradsheetError('OTHER', 'message', { hint: 'hint' });

export { cells, hint, totals };
