import { filled } from '../../ops/template.ts';
import { areOddShares } from './data.ts';

/** The sentences in which a gradient check sums itself up. */

/** Between the two parts of a sentence. */
const JOIN = ' · ';

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

/** What such a sentence says where something is wrong: with the gradients, and with the rows. */
const GRADIENT_FAULTS = [' differ', ' are wrong'];
const ROW_FAULTS = [' is no formula', ' does not follow '];

const saysOneOf = (faults: readonly string[], sentence: string) =>
  `OR(${faults.map((fault) => filled('ISNUMBER(SEARCH("{fault}",{sentence}))', { fault, sentence })).join(',')})`;

const WRONG = 'wrong: ';
const CHECKED = 'gradient check: ';
const GOES_ON = '… see Gradient check';

/**
 * Both parts of a sentence as they are shown where there is room for so many signs of one that says what
 * is wrong. That comes first: behind what is proven it would read as if that were wrong.
 */
export function shownSentence(sentence: string, most: number): string {
  const between = filled('FIND("{join}",{sentence})', { join: JOIN, sentence });
  const turned = filled(
    'MID({sentence},{between}+{length},LEN({sentence}))&"{join}"&LEFT({sentence},{between}-1)',
    { sentence, between, join: JOIN, length: JOIN.length },
  );
  const cells = {
    sentence,
    turned,
    gradients: saysOneOf(GRADIENT_FAULTS, sentence),
    rows: saysOneOf(ROW_FAULTS, sentence),
    most,
    kept: most - GOES_ON.length,
    on: GOES_ON,
    wrong: WRONG,
    checked: CHECKED,
  };
  const cut = (text: string) =>
    filled(`"{wrong}"&IF(LEN({sentence})>{most},LEFT(${text},{kept})&"{on}",${text})`, cells);
  return filled(
    `IF({gradients},${cut('{sentence}')},IF({rows},${cut('{turned}')},"{checked}"&{sentence}))`,
    cells,
  );
}

/** What that formula gives for such a text. */
export function shownText(text: string, most: number): string {
  const says = (faults: readonly string[]) => faults.some((fault) => text.includes(fault));
  if (!says([...GRADIENT_FAULTS, ...ROW_FAULTS])) return `${CHECKED}${text}`;
  const told = says(GRADIENT_FAULTS) ? text : text.split(JOIN).reverse().join(JOIN);
  const kept = most - GOES_ON.length;
  return `${WRONG}${told.length > most ? `${told.slice(0, kept)}${GOES_ON}` : told}`;
}

/** Whether a cell that shows a sentence so says that something is wrong. */
export const showsFault = (cell: string) =>
  filled('LEFT({cell},{length})="{wrong}"', { cell, length: WRONG.length, wrong: WRONG });

/** Two parts of a sentence. */
export const bothSentences = (first: string, second: string) =>
  filled('{first}&"{join}"&{second}', { first, second, join: JOIN });
