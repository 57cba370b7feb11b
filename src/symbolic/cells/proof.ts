import { filled } from '../../ops/template.ts';
import { areOddShares } from './data.ts';

/** The sentences in which a gradient check sums itself up. */

/** What is told of some gradients: how many, of what, and at which step. */
interface Told {
  /** `8 of the 12 gradients`, `gradients` */
  readonly these: string;
  readonly count: number;
  /** Where it is: a formula, ` at step 3`. */
  readonly at: string;
}

/** The marks ✓, ✗ and – of gradients as a sentence. */
export function gradientsSentence(marks: string, { these, count, at }: Told): string {
  const of = (mark: string) => filled('COUNTIF({marks},"{mark}")', { marks, mark });
  const [wrong, unjudged] = [of('✗'), of('–')];
  const some = filled('IF({unjudged}>0,", "&{unjudged}&" cannot be judged","")', { unjudged });
  const proven = filled('"{these}"&{at}&" proven"&{some}', { these, at, some });
  const judged = filled('IF({unjudged}={count},"gradients"&{at}&" cannot be judged",{proven})', {
    unjudged,
    count,
    at,
    proven,
  });
  return filled('IF({wrong}>0,{wrong}&" of {count} gradients"&{at}&" are wrong",{judged})', {
    wrong,
    count,
    at,
    judged,
  });
}

/** The same, unless the targets do not add up to 1 as the loss takes for granted. */
export const unlessOddTargets = (targets: string, sentence: string) =>
  filled('IF({odd},"the targets of this sample do not add up to 1",{sentence})', {
    odd: areOddShares(targets),
    sentence,
  });

/** Flags of values that differ, and their names; the text is said before the first one's name. */
interface Differing {
  readonly text: string;
  readonly flags: string;
  readonly names: string;
}

export const AGREES = 'agrees with that on Training';
export const NOT_THERE = 'this sample is not in the batch of this step';

/** Which value differs first; else that all agree. */
export const differingSentence = (groups: readonly Differing[]) =>
  groups.reduceRight(
    (rest, group) =>
      filled('IF(COUNTIF({flags},1)>0,"{text}"&INDEX({names},1,MATCH(1,{flags},0)),{rest})', {
        ...group,
        rest,
      }),
    `"${AGREES}"`,
  );

/** What the gradients say where the forward pass agrees; else how that differs. */
export const unlessForwardDiffers = (forward: string, gradients: string, at: string) =>
  filled(`IF(({forward}="${AGREES}")+({forward}="${NOT_THERE}")>0,{gradients},{forward}&{at})`, {
    forward,
    gradients,
    at,
  });

/** What such a sentence says where something is wrong. */
const FAULTS = [' differ', ' are wrong', ' is no formula', ' does not follow '];

/** Whether a sentence says that something is wrong. */
const isFaultSentence = (sentence: string) =>
  `OR(${FAULTS.map((fault) => filled('ISNUMBER(SEARCH("{fault}",{sentence}))', { fault, sentence })).join(',')})`;

const WRONG = 'wrong: ';
const CHECKED = 'gradient check: ';
const GOES_ON = '… see Gradient check';

/** A sentence as it is shown where there is room for so many signs of one that says what is wrong. */
export function shownSentence(sentence: string, most: number): string {
  const cut = filled('IF(LEN({sentence})>{most},LEFT({sentence},{kept})&"{on}",{sentence})', {
    sentence,
    most,
    kept: most - GOES_ON.length,
    on: GOES_ON,
  });
  return filled('IF({fault},"{wrong}"&{cut},"{checked}"&{sentence})', {
    fault: isFaultSentence(sentence),
    wrong: WRONG,
    checked: CHECKED,
    sentence,
    cut,
  });
}

/** What that formula gives for such a text. */
export function shownText(text: string, most: number): string {
  if (!FAULTS.some((fault) => text.includes(fault))) return `${CHECKED}${text}`;
  const kept = most - GOES_ON.length;
  return `${WRONG}${text.length > most ? `${text.slice(0, kept)}${GOES_ON}` : text}`;
}

/** Whether a cell that shows a sentence so says that something is wrong. */
export const showsFault = (cell: string) =>
  filled('LEFT({cell},{length})="{wrong}"', { cell, length: WRONG.length, wrong: WRONG });

/** Two parts of a sentence. */
export const bothSentences = (first: string, second: string) =>
  filled('{first}&" · "&{second}', { first, second });
