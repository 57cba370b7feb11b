// What the published types must allow and forbid; .ci/check-package compiles it.
import {
  buildNetwork,
  buildWorkbook,
  type Description,
  type Difference,
  describeSpec,
  GradsheetError,
  type GradsheetProblem,
  type Network,
  parseSpec,
  type Spec,
  type Trace,
  train,
  verify,
  type Workbook,
} from 'gradsheet';
import { listTemplates, readTemplate } from 'gradsheet/templates';

const spec: Spec = parseSpec(readTemplate(listTemplates()[0].name));
const network: Network = buildNetwork(spec);
const trace: Trace = train(network);
const totals: Float64Array = trace.totals;
const workbook: Workbook = await buildWorkbook(network, { madeFrom: 'types.ts' });
const bytes: Uint8Array = workbook.bytes;
const description: Description = describeSpec(spec);
const differences: Difference[] = await verify(bytes, network);
const problems: readonly GradsheetProblem[] = new GradsheetError('FILE', 'm', { hint: 'h' })
  .problems;
const { signal } = new AbortController();
await buildWorkbook(network, { signal, onProgress: (done: number) => void done });
const cells: string[] = (await verify(bytes, network)).map((difference) => difference.cell);
const hint: string = new GradsheetError('FILE', 'message', { hint: 'hint' }).hint;

// @ts-expect-error: a network is not a description of one
buildNetwork(network);
// @ts-expect-error: only the codes of the list
new GradsheetError('OTHER', 'message', { hint: 'hint' });

export { cells, description, differences, hint, problems, totals };
