/**
 * `npm run bench`: measures gradsheet against what people would use instead and prints Markdown.
 *
 *     npm run bench                                 everything, in less than ten minutes
 *     npm run bench -- --only writers,startup       some groups
 *     npm run bench -- --quick                      fewer sizes and rounds
 *
 * What is being measured goes to stderr, so that `> bench.md` holds the tables alone.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withTempFolder } from '../engines/tool.ts';
import { build } from './build.ts';
import type { Context } from './context.ts';
import { describeEnvironment } from './environment.ts';
import { benchNumeric } from './numeric/bench.ts';
import { benchRecalculation } from './recalculation/bench.ts';
import { markdown, type Report, type Verdict } from './report.ts';
import { benchScale } from './scale.ts';
import { benchStartup } from './startup.ts';
import { benchVariants } from './variants.ts';
import { benchWriters } from './writers/bench.ts';

const GROUPS = {
  writers: benchWriters,
  scale: benchScale,
  startup: benchStartup,
  variants: benchVariants,
  recalculation: benchRecalculation,
  numeric: benchNumeric,
} as const satisfies Record<string, (context: Context) => Promise<Report>>;

type Group = keyof typeof GROUPS;

const { values } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const groups = (values.only?.split(',') ?? Object.keys(GROUPS)).map((name) => {
  if (Object.hasOwn(GROUPS, name)) return name as Group;
  throw new Error(`there is no group ${name}; there are ${Object.keys(GROUPS).join(', ')}`);
});

const say = (what: string) => process.stderr.write(`${what}\n`);
const start = performance.now();
say('building');
await build();
console.log(`${describeEnvironment()}\n`);

const verdicts: Verdict[] = [];
for (const group of groups) {
  const report = await withTempFolder(async (parent) => {
    const folder = join(parent, group);
    await mkdir(folder);
    const progress = (what: string) => say(`${group}: ${what}`);
    return GROUPS[group]({ quick: values.quick, folder, progress });
  });
  console.log([`### ${report.title}`, ...report.body].join('\n\n'), '\n');
  verdicts.push(...report.verdicts);
}
const rows = verdicts.map(({ target, measured, outcome }) => [target, measured, outcome]);
if (rows.length > 0) {
  console.log(`### Targets\n\n${markdown(['target', 'measured', 'outcome'], rows, 'text')}\n`);
}
const minutes = Math.round((performance.now() - start) / 60_000);
console.log(`${values.quick ? 'A quick run' : 'Measured'} on ${today()}, in ${minutes} minutes.`);

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
