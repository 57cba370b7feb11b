import { asCalled, type Called } from '../call/called.ts';

type Example = readonly [command: string, does: string];

/** What a help begins with: commands that can be run from top to bottom. */
const examples = {
  program: [
    ['gradsheet generate', 'the 2-2-2 lesson, to output/simple-backprop.xlsx'],
    ['gradsheet generate --lr 10', 'the same at another learning rate'],
    ['gradsheet generate mazur --steps 500', 'a template by name, trained for longer'],
    ['gradsheet init', 'writes my-lesson.yaml, to be changed'],
    ['gradsheet generate my-lesson.yaml', 'your own network'],
    ['gradsheet generate mazur --variants 30', 'one for each student, with an answer key'],
    ['gradsheet generate mazur --plant random', 'with a mistake in it, for a class to find'],
    ['gradsheet audit student.xlsx', 'what is wrong in a workbook made by hand'],
    ['gradsheet explain my-lesson.yaml', 'what would be made, and how large'],
    ['gradsheet templates', 'the ready lessons'],
    ['gradsheet templates mazur', 'the description of one of them'],
  ],
  generate: [
    ['gradsheet generate', 'the 2-2-2 lesson'],
    ['gradsheet generate mazur --lr 2', 'a template by name, at learning rate 2'],
    ['gradsheet init', 'writes my-lesson.yaml, to be changed'],
    ['gradsheet generate my-lesson.yaml --compare 0.1,1,10', 'your own file, three rates compared'],
    ['gradsheet generate my-lesson.yaml --compare none', 'no comparison: a small file'],
    [
      'gradsheet generate my-lesson.yaml --out week3.xlsx --force',
      'to another place, whatever is there',
    ],
    [
      'gradsheet generate mazur --variants 3 --seed 2025',
      'many, each with other numbers, and a key',
    ],
    [
      'gradsheet generate mazur --plant random --seed 4',
      'a mistake to find, and its solution apart',
    ],
    [
      'cat my-lesson.yaml | gradsheet generate - --out piped.xlsx --json',
      'from standard input, told as JSON',
    ],
  ],
  explain: [
    ['gradsheet explain', 'the 2-2-2 lesson: its network, training and sheets'],
    ['gradsheet explain mazur --steps 5000', 'a template by name, trained for longer'],
    ['gradsheet init', 'writes my-lesson.yaml, to be changed'],
    ['gradsheet explain my-lesson.yaml --json', 'your own file, told as JSON'],
    ['gradsheet generate my-lesson.yaml --describe', 'the same as explain'],
  ],
  audit: [
    ['gradsheet audit student.xlsx', 'which column is wrong, and what it should be'],
    ['gradsheet audit class/*.xlsx', 'a whole class, with a table at the end'],
    ['gradsheet audit student.xlsx --html report.html', 'a page to read or mail'],
    ['gradsheet audit student.xlsx --annotate marked.xlsx', 'a copy with the wrong cells marked'],
    [
      'gradsheet audit student.xlsx --loss W33 --parameter w1=E33 --parameter w2=F33',
      'where the sheet does not tell',
    ],
  ],
  init: [
    ['gradsheet init', 'my-lesson.yaml, with a comment for every key'],
    ['gradsheet init mazur', 'my-mazur.yaml, a copy of the template'],
    ['gradsheet init flowers --out week4.yaml', 'a copy of another name, and its CSV file'],
  ],
  templates: [
    ['gradsheet templates', 'the ready lessons'],
    ['gradsheet templates mazur', 'the description of one, with its comments'],
  ],
} as const satisfies Readonly<Record<string, readonly Example[]>>;

/** The examples of a command, as it was called. */
export function examplesOf(command: keyof typeof examples, called: Called): string {
  const rows = examples[command].map(([text, does]) => [asCalled(text, called), does] as const);
  const width = Math.max(...rows.map(([text]) => text.length)) + 4;
  return `Examples:\n${rows.map(([text, does]) => `  ${text.padEnd(width)}${does}\n`).join('')}`;
}
