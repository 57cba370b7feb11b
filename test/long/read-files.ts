/**
 * Reads files that are no sound workbooks: `read-files.ts heavy <what>`, or
 * `read-files.ts <damaged|scribbled|ours> <count> <seed>`.
 */
import fc from 'fast-check';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { GradsheetError } from '../../src/errors.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { seed as lesson, withTraining } from '../support/specs.ts';
import { damaged, partsOf, scribbled } from '../xlsx/reader/damage.ts';
import { handMade } from '../xlsx/reader/files.ts';
import { heavyFiles } from '../xlsx/reader/hostile.ts';
import { Watch } from './guard.ts';

const [kind, what, seed] = process.argv.slice(2);
const watch = new Watch();

/** Reads a file or is refused it; gives the refusal. */
async function read(bytes: Uint8Array): Promise<GradsheetError | undefined> {
  try {
    await watch.case(() => readCells(bytes));
    return undefined;
  } catch (error) {
    if (!(error instanceof GradsheetError) || error.code !== 'FILE') throw error;
    return error;
  }
}

async function readMany<T>(files: fc.Arbitrary<T>, bytesOf: (file: T) => Promise<Uint8Array>) {
  const property = fc.asyncProperty(files, async (file) => {
    await read(await bytesOf(file));
  });
  await fc.assert(property, { numRuns: Number(what), seed: Number(seed) });
}

const small = handMade({
  sheets: {
    One: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f t="shared" si="0" ref="B1:B2">A1+1</f><v>2</v></c></row><row r="2"><c r="B2"><f t="shared" si="0"/><v>3</v></c></row>',
    Two: '<row><c t="inlineStr"><is><t>text</t></is></c><c t="e"><v>#N/A</v></c></row>',
  },
  texts: '<si><t>text</t></si>',
  names: '<definedName name="eta">One!$B$1</definedName>',
});

const kinds: Record<string, () => Promise<void>> = {
  async heavy() {
    const { make, refused } = heavyFiles.find((file) => file.what === what)!;
    const refusal = await read(make());
    if (!refused?.test(refusal?.message ?? '')) throw new Error(`${what}: ${refusal?.message}`);
  },
  async damaged() {
    await readMany(damaged(await small), async (bytes) => bytes);
  },
  async scribbled() {
    await readMany(scribbled(await partsOf(await small)), (bytes) => bytes);
  },
  async ours() {
    const network = buildNetwork(withTraining(lesson, { steps: 2 }));
    const { bytes } = await buildWorkbook(network);
    await readMany(damaged(bytes), async (file) => file);
  },
};

await kinds[kind]();
watch.report();
