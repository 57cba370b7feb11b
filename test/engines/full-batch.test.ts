import { it } from 'vitest';
import { kindsLesson, planeLesson } from '../support/batch-lessons.ts';
import { expectSoundAfterEdits, expectSoundRecalculated } from './after-edits.ts';
import { engineOrSkip } from './require.ts';
import { libreofficeSession } from './session.ts';

// Where a formula went on from the row above all down the batch, these were Err:522.
engineOrSkip(libreofficeSession)('large batches, opened and edited', () => {
  it(
    'of 400 samples and one unit',
    () => expectSoundAfterEdits(planeLesson(400, 0, { steps: 2 })),
    300_000,
  );
  it(
    'of 400 samples and one unit, all recalculated',
    () => expectSoundRecalculated(planeLesson(400, 0, { steps: 2 })),
    300_000,
  );
  it(
    'of 150 samples of three kinds',
    () => expectSoundAfterEdits(kindsLesson(150, { steps: 3 })),
    300_000,
  );
});
