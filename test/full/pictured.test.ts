import { describe, it } from 'vitest';
import { inGnumeric, inHyperformula, inLibreoffice, type Onlooker } from '../engines/looks.ts';
import { expectPictured, subjectOf } from '../engines/picture-values.ts';
import { engineOrSkip } from '../engines/require.ts';
import { allVariants, fewVariants } from '../support/picture/variants.ts';
import { templates } from '../support/templates.ts';

/** Of the lesson every weight is followed; of larger networks so many weights and biases. */
const MOST = 5;
/** The program that takes a whole file for each look takes fewer. */
const MOST_FILES = 8;

/** Steps 0, 1, 33 and the last, both kinds of wires, what is followed, and edits, each with each. */
describe.each<Onlooker>([inHyperformula, inLibreoffice, inGnumeric])('$name', (program) => {
  engineOrSkip(program)('shows the picture as the engine has it', () => {
    it.each(templates())('of $name', async ({ name, spec }) => {
      const whole = name === 'simple-backprop';
      const few = program === inGnumeric && !whole;
      const variants = await subjectOf(spec, (lesson) =>
        few
          ? fewVariants(lesson, MOST_FILES)
          : allVariants(lesson, whole ? Number.POSITIVE_INFINITY : MOST),
      );
      await expectPictured(program, [variants]);
    });
  });
});
