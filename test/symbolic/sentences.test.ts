import { expect, it } from 'vitest';
import { shownSentence, shownText, showsFault } from '../../src/symbolic/cells/proof.ts';
import { recompute } from '../engines/hyperformula.ts';
import { gridCells, valueAt } from '../support/grid.ts';

/** What `Network` says of the checks, and whether that is an alarm. */
it.each([
  ['gradients at step 0 proven · updates of all 67 steps follow the rule', false],
  [
    'gradients at step 3, sample 2 proven, 1 cannot be judged · updates follow the rule where values are finite',
    false,
  ],
  ['gradients at step 5 cannot be judged · no update can be judged: values are not finite', false],
  ['the targets of this sample do not add up to 1 · updates of all 9 steps follow the rule', false],
  [
    'there is no such step: type a whole number from 0 to 67 · updates of all 67 steps follow the rule',
    false,
  ],
  ['1 of 8 gradients at step 0 are wrong · updates of all 67 steps follow the rule', true],
  ['the forward pass on Training differs at a_h1 at step 0 · a_h1 at step 0 is no formula', true],
  ['the inputs on Training differ at i1 at step 0 · updates of all 67 steps follow the rule', true],
  ['gradients at step 0 proven · w1 at step 3 does not follow its formula', true],
])('%s: an alarm is %s', (sentence, alarm) => {
  for (const most of [200, 60]) {
    const formula = shownSentence(`"${sentence}"`, most);
    const cells = recompute(
      gridCells({ S: [[{ formula }, { formula: `IF(${showsFault('A1')},1,0)` }]] }),
    );
    expect(valueAt(cells, 'S', 0, 0)).toBe(shownText(sentence, most));
    expect(valueAt(cells, 'S', 0, 1)).toBe(alarm ? 1 : 0);
  }
});

it('says where there is more of a sentence that has no room, and cuts none that has', () => {
  const sentence = 'gradients at step 0 proven · w1 at step 3 does not follow its formula';
  expect(shownText(sentence, sentence.length)).toBe(
    'wrong: w1 at step 3 does not follow its formula · gradients at step 0 proven',
  );
  const cut = shownText(sentence, 60);
  expect(cut).toHaveLength('wrong: '.length + 60);
  expect(cut).toMatch(/… see Gradient check$/);
});
