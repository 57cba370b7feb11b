// A program by someone who has only read the README; .ci/check-package runs it.
import { writeFileSync } from 'node:fs';
import { buildNetwork, buildWorkbook, parseSpec, train } from 'gradsheet';

const spec = parseSpec(`
name: Consumer
inputs: [0.05, 0.10]
targets: [0.50, 0.50]
layers:
  - { units: 2, activation: sigmoid, weights: [[0.15, 0.20], [0.25, 0.30]] }
  - { units: 2, activation: sigmoid, weights: [[0.40, 0.45], [0.50, 0.55]] }
training: { learningRate: 1, steps: 3 }
compare: []
`);
const network = buildNetwork(spec);
const { totals } = train(network);
if (Math.abs(totals[0] - 0.014181377937891659) > 1e-15) throw new Error(`E_total is ${totals[0]}`);
const workbook = await buildWorkbook(network);
writeFileSync('consumer.xlsx', workbook.bytes);
console.log(`${workbook.formulas} formulas, ${workbook.bytes.length} bytes`);
