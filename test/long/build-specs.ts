/** Makes and reads the workbooks of many random specs: `build-specs.ts <count> <seed>`. */
import fc from 'fast-check';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { GradsheetError } from '../../src/errors.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { specToYaml } from '../../src/spec/print.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { anySpec } from '../support/specs.ts';
import { Watch } from './guard.ts';
import { readSound } from './sound.ts';

const [count, seed] = process.argv.slice(2).map(Number);

const extreme = fc.constantFrom(
  ...[0, 5e-324, 1e-308, 1e-5, 1e5, 1e15, 123_456_789.123_456_79, 1e100, 1.7e308],
);
const number = fc.oneof(
  extreme,
  extreme.map((x) => -x),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** A valid text in which some numbers, of whatever meaning, became others; mostly still valid. */
const text = fc
  .tuple(
    anySpec({ maxSteps: 5, maxRates: 3 }),
    fc.array(fc.tuple(fc.nat(), number), { maxLength: 6 }),
  )
  .map(([spec, changes]) => {
    const lines = specToYaml(spec).split('\n');
    for (const [at, other] of changes) {
      const places = lines.flatMap((line, i) => (/^(?!compare).*\[.*\d/.test(line) ? [i] : []));
      const place = places[at % places.length];
      lines[place] = lines[place].replace(/-?\d[\d.e+-]*/, String(other));
    }
    return lines.join('\n');
  });

/** null where the other numbers do not go together: targets that no longer add up to 1, say. */
function read(yaml: string): Spec | null {
  try {
    return parseSpec(yaml);
  } catch (error) {
    if (error instanceof GradsheetError) return null;
    throw error;
  }
}

let accepted = 0;
const watch = new Watch();
const property = fc.asyncProperty(text, async (yaml) => {
  await watch.case(async () => {
    const spec = read(yaml);
    if (!spec) return;
    accepted++;
    const { bytes, sheets } = await buildWorkbook(buildNetwork(spec));
    const cells = await readSound(bytes);
    if (cells.sheets.size !== sheets.length) throw new Error('a sheet is missing');
  });
});
await fc.assert(property, { numRuns: count, seed, endOnFailure: true });
if (accepted < count / 2) throw new Error(`only ${accepted} of ${count} specs were accepted`);
watch.report();
