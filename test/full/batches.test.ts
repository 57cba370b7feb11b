import { it } from 'vitest';
import { expectSoundAfterEdits } from '../engines/after-edits.ts';
import { engineOrSkip } from '../engines/require.ts';
import { libreofficeSession } from '../engines/session.ts';
import { kindsLesson, planeLesson } from '../support/batch-lessons.ts';
import { seed, withTraining } from '../support/specs.ts';

const SECONDS = 3600;

engineOrSkip(libreofficeSession)('long trainings in LibreOffice, opened and edited', () => {
  it.each([
    ['2,000 samples a batch', planeLesson(2000, 3, { steps: 3 })],
    ['2,000 samples of three kinds', kindsLesson(2000, { steps: 2 })],
    ['342 samples of three kinds', kindsLesson(342, { steps: 10 })],
    ['batches of 5, 2,000 steps', planeLesson(1000, 3, { steps: 2000, batchSize: 5 })],
    ['one sample, 5,000 steps', { ...withTraining(seed, { steps: 5000 }), compare: [] }],
    ['one sample, 20,000 steps', { ...withTraining(seed, { steps: 20_000 }), compare: [] }],
  ])('%s', (_, spec) => expectSoundAfterEdits(spec, SECONDS));
});
