/** Parses many texts of one family: `parse-texts.ts <family> <count> <seed>`. */
import fc from 'fast-check';
import { parseAnything, type Text, type TextFamily, textFamilies } from '../spec/texts.ts';
import { Watch } from './guard.ts';

const [family, count, seed] = process.argv.slice(2);
const texts: fc.Arbitrary<Text> = textFamilies[family as TextFamily];
const watch = new Watch();
const property = fc.asyncProperty(texts, async (text) => {
  await watch.case(() => parseAnything(text));
});
await fc.assert(property, { numRuns: Number(count), seed: Number(seed) });
watch.report();
