import { describe, it } from 'vitest';
import { fewVariants } from '../support/picture/variants.ts';
import { withTraining } from '../support/specs.ts';
import { templates } from '../support/templates.ts';
import { inGnumeric, inHyperformula, inLibreoffice, type Onlooker, type Subject } from './looks.ts';
import { expectPictured, subjectOf } from './picture-values.ts';
import { engineOrSkip } from './require.ts';

const template = (name: string) => templates().find((each) => each.name === name)!.spec;

/** Every template in every combination: test/full. */
const lessons = [
  [template('simple-backprop'), Number.POSITIVE_INFINITY],
  [withTraining(template('softmax-classifier'), { steps: 2 }), 4],
] as const;

/** Made once for all programs. */
let made: Promise<Subject[]> | undefined;
const subjects = () => {
  made ??= Promise.all(
    lessons.map(([spec, most]) => subjectOf(spec, (lesson) => fewVariants(lesson, most))),
  );
  return made;
};

describe.each<Onlooker>([inHyperformula, inLibreoffice, inGnumeric])('$name', (program) => {
  engineOrSkip(program)('shows the picture as the engine has it', () => {
    it('of the first lesson and of a classifier, after edits too', async () => {
      await expectPictured(program, await subjects());
    }, 300_000);
  });
});
