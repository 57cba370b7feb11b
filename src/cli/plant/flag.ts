import { GradsheetError } from '../../errors.ts';
import { type PlantedSlip, plantedSlips } from '../../plant/catalogue.ts';
import type { Wish } from '../../plant/draw.ts';
import { didYouMean } from '../../spec/suggest.ts';

/** `--plant`: slips of the catalogue with commas between, or `random`. @throws GradsheetError USAGE */
export function parsePlant(text: string): Wish {
  if (text.trim() === 'random') return 'random';
  const words = text.split(',').map((word) => word.trim());
  const slips = words.map((word) => {
    const known = plantedSlips.find((slip) => slip === word);
    if (known === undefined) throw unknownSlip(word);
    return known;
  });
  return [...new Set<PlantedSlip>(slips)];
}

function unknownSlip(word: string): GradsheetError {
  const says = word === '' ? 'the name of a slip is missing' : `there is no slip \`${word}\``;
  const all = `say random, or one or more of ${plantedSlips.join(', ')}`;
  return new GradsheetError('USAGE', `--plant: ${says}`, {
    path: '--plant',
    hint: didYouMean(word, all, plantedSlips),
  });
}
