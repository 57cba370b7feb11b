import { activations } from '../functions/activations.ts';
import { losses } from '../functions/losses.ts';
import { optimizers } from '../functions/optimizers.ts';
import { bindText } from '../functions/parameters.ts';
import { schedules } from '../functions/schedules.ts';
import { initialisers } from '../network/initialisers.ts';
import { variantRanges } from '../network/variant.ts';
import { slipRows } from '../plant/catalogue.ts';

/** What `gradsheet --help` begins with. */
export const examples = `Examples:
  gradsheet generate                        the 2-2-2 lesson, to output/simple-backprop.xlsx
  gradsheet generate --lr 10                the same at another learning rate
  gradsheet generate mazur --steps 500      a template by name, trained for longer
  gradsheet generate lesson.yaml            your own network
  gradsheet generate mazur --variants 30    one for each student, with an answer key
  gradsheet generate mazur --plant random   with a mistake in it, for a class to find
  gradsheet audit student.xlsx              what is wrong in a workbook made by hand
  gradsheet explain lesson.yaml             what would be made, and how large
  gradsheet templates                       the ready lessons
`;

/** What `gradsheet generate --help` begins with. */
export const generateExamples = `Examples:
  gradsheet generate                                     the 2-2-2 lesson
  gradsheet generate mazur --lr 2                        a template by name, at learning rate 2
  gradsheet generate lesson.yaml --compare 0.1,1,10      your own file, three rates compared
  gradsheet generate lesson.yaml --compare none          no comparison: a small file
  gradsheet generate lesson.yaml --out week3.xlsx --force
  gradsheet generate mazur --variants 3 --seed 2025      many, each with other numbers, and a key
  gradsheet generate mazur --plant random --seed 4       a mistake to find, and its solution apart
  cat lesson.yaml | gradsheet generate - --json          from standard input, told as JSON
`;

/** What `gradsheet explain --help` begins with. */
export const explainExamples = `Examples:
  gradsheet explain                          the 2-2-2 lesson: its network, training and sheets
  gradsheet explain mazur --steps 5000       a template by name, trained for longer
  gradsheet explain lesson.yaml --json       your own file, told as JSON
  gradsheet generate lesson.yaml --describe  the same as explain
`;

/** What `gradsheet audit --help` begins with. */
export const auditExamples = `Examples:
  gradsheet audit student.xlsx                         which column is wrong, and what it should be
  gradsheet audit class/*.xlsx                         a whole class, with a table at the end
  gradsheet audit student.xlsx --html report.html      a page to read or mail
  gradsheet audit student.xlsx --annotate marked.xlsx  a copy with the wrong cells marked
  gradsheet audit student.xlsx --loss W33 --parameter w1=E33 --parameter w2=F33
`;

/** What an audit does. */
export const aboutAudit = `
The sheet is all there is: its own forward formulas are differentiated, and its gradients and updates
compared with that. Nothing that the file holds is run, followed or trusted, and it is never changed.
Exit code: 0 nothing is wrong, 1 something is, 2 a file cannot be audited.
`;

/** What `--variants` does. */
export const aboutVariants = `
Variants:
  Random are the weights and biases (${variantRanges.parameters}) and
  the inputs (${variantRanges.inputs}); all else stays the spec's,
  a data set too.
  A variant depends on the spec, the seed and its number alone, not on how many are made, in which
  order or shard. They go to output/<name>-seed-<s>, with an answer key in CSV. What is there
  already is left, so the same command continues a run that was interrupted.
`;

/** What `--plant` does, with the slips that there are. */
export function aboutPlanting(): string {
  return `
Mistakes to find:
  --plant makes a workbook of Start, Training and Charts in which a column is wrong, the way people
  get it wrong, and beside it a solution for the teacher. The same seed makes the same mistake.
${list(slipRows)}
`;
}

/** What `data` of a spec takes. */
const aboutData = `
Data in place of inputs and targets, in a CSV file:
  file         its path, from the folder of the spec
  inputs       headers of columns; a column of words becomes one input for each word
  targets      the same for the targets
  standardise  true: inputs less their mean, over their standard deviation
  missing      skip: leave out rows that lack a value; else they are refused
  classes      all words of a column, in order: { kind: [setosa, versicolor] }
  delimiter    "," or ";" or tab; else found in the first line
  decimal      "." or ","; else found in the numbers
  thousands    what stands between thousands: "," or "." or " " or "'"
  percent      true: 12% is read as 0.12
  header       none: the first line is a sample, and inputs and targets count columns: [1, 2]

Data written out:
  inputs       a list for each sample: [[0, 0], [0, 1]]
  targets      the same for the targets: [[0], [1]]
  inputNames   what the columns are called: [x1, x2]
  targetNames  the same for the targets: [y]
  standardise  as above
`;

/** What a spec can say; what it can name is listed so that the help is never behind the tables. */
export function aboutSpecs(): string {
  return `${knownFunctions()}${aboutData}`;
}

function knownFunctions(): string {
  return `
Activations of a layer:
${list(activations)}

Losses:
${list(losses)}

Optimizers; each also takes weightDecay and l1:
${list(optimizers)}

Schedules of the learning rate:
${list(schedules)}

Ways to draw weights and biases:
${list(initialisers)}

Parameters are given in a group: \`activation: { name: leaky-relu, slope: 0.1 }\`.
`;
}

interface Row {
  readonly about: string;
  readonly parameters?: Readonly<Record<string, { readonly default: unknown }>>;
}

function list(rows: Readonly<Record<string, Row>>): string {
  const width = Math.max(...Object.keys(rows).map((name) => name.length)) + 2;
  return Object.entries(rows)
    .map(([name, row]) => `  ${name.padEnd(width)}${aboutRow(row)}`)
    .join('\n');
}

/** What a row is, with its parameters and what they are by default. */
function aboutRow({ about, parameters = {} }: Row): string {
  const usual = Object.entries(parameters).map(([key, each]) => [key, each.default] as const);
  const numbers = Object.fromEntries(usual.filter(([, value]) => typeof value === 'number'));
  const listed = usual.map(([key, value]) => (key in numbers ? `${key} ${value}` : key));
  const text = bindText(about, numbers as Record<string, number>);
  return listed.length === 0 ? text : `${text} (${listed.join(', ')})`;
}
