import { describe, it } from 'vitest';
import { fewVariants } from '../support/picture/variants.ts';
import { withTraining } from '../support/specs.ts';
import { templates } from '../support/templates.ts';
import { inGnumeric, inHyperformula, inLibreoffice, type Onlooker } from './looks.ts';
import { expectPictured, subjectOf } from './picture-values.ts';
import { engineOrSkip } from './require.ts';

const template = (name: string) => templates().find((each) => each.name === name)!.spec;

/** Every template in every combination: test/full. */
const lessons = [
  template('simple-backprop'),
  withTraining(template('softmax-classifier'), { steps: 2 }),
];

describe.each<Onlooker>([inHyperformula, inLibreoffice, inGnumeric])('$name', (program) => {
  engineOrSkip(program)('shows the picture as the engine has it', () => {
    it.each(lessons)(
      'of $name, after edits too',
      async (spec) => {
        const most = spec.name === 'simple-backprop' ? Number.POSITIVE_INFINITY : 4;
        await expectPictured(program, [
          await subjectOf(spec, (lesson) => fewVariants(lesson, most)),
        ]);
      },
      300_000,
    );
  });
});
