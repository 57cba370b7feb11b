import { activations } from '../../functions/activations.ts';
import { initialisers } from '../../functions/initialisers.ts';
import { losses } from '../../functions/losses.ts';
import { optimizers } from '../../functions/optimizers.ts';
import { bindText } from '../../functions/parameters.ts';
import { schedules } from '../../functions/schedules.ts';

/** All functions that a spec can name, so that the help is never behind the tables. */
export function aboutFunctions(): string {
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

/** Rows of a table, one a line. */
export function list(rows: Readonly<Record<string, Row>>): string {
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
