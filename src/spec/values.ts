import { type Path, type Problem, pathText } from './problem.ts';
import type { Spec } from './spec.ts';

export const longestName = 100;

/** What no .xlsx file can hold, and what no title should. */
const unprintable: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /\p{Cc}/u, what: 'a control character (a line break or a tab, for example)' },
  { pattern: /[\uFFFE\uFFFF]/u, what: 'the character U+FFFE or U+FFFF' },
  { pattern: /\p{Cs}/u, what: 'half of a surrogate pair' },
];

/** What a text contains that cannot be shown in a workbook, in words. */
export function unprintableIn(text: string): string | undefined {
  return unprintable.find(({ pattern }) => pattern.test(text))?.what;
}

/** Whether a text can be the title of a workbook; what is against it. */
export function checkName(name: string): Problem[] {
  const problem = (says: string, hint: string): Problem[] => [{ path: ['name'], says, hint }];
  if (name.trim() === '') return problem('the name is empty', 'leave the key out or give a title');
  const length = [...name].length;
  if (length > longestName) {
    return problem(`the name has ${length} characters`, `use at most ${longestName}`);
  }
  const bad = unprintableIn(name);
  return bad ? problem(`the name contains ${bad}`, 'take it out') : [];
}

/** Whether the lesson and its experiments can be shown in a workbook; what is against them. */
export function checkLesson({
  lesson,
  try: experiments = [],
}: Pick<Spec, 'lesson' | 'try'>): Problem[] {
  const texts: [Path, string][] = [
    ...(lesson === undefined ? [] : [[['lesson'], lesson] as [Path, string]]),
    ...experiments.flatMap(({ do: what, look, cells }, i): [Path, string][] => [
      [['try', i, 'do'], what],
      [['try', i, 'look'], look],
      ...cells.map((cell, k): [Path, string] => [['try', i, 'cells', k], cell]),
    ]),
  ];
  return texts.flatMap(([path, text]) => {
    const bad = unprintableIn(text);
    return bad ? [{ path, says: `${pathText(path)} contains ${bad}`, hint: 'take it out' }] : [];
  });
}

const mostRates = 200;

/** Whether learning rates can be compared, one column each; what is against it. */
export function checkRates(rates: readonly number[], path: Path): Problem[] {
  if (rates.length > mostRates) {
    const says = `there are ${rates.length} learning rates to compare`;
    return [{ path, says, hint: `compare at most ${mostRates}` }];
  }
  return rates.flatMap((rate, i) => {
    const first = rates.indexOf(rate);
    if (first === i) return [];
    const says = `the learning rate ${rate} is listed twice, as number ${first + 1} and ${i + 1}`;
    return [{ path: [...path, i], says, hint: 'list each rate once' }];
  });
}
