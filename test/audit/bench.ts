/**
 * How well wrong workbooks are audited: `npm run bench:audit`, or with other numbers
 * `npm run bench:audit -- clean=20 planted=60`. Prints the figures, and every miss with its reason.
 */
import type { CorpusKind } from './corpus/draw.ts';
import { type Result, runCorpus } from './run.ts';

const full: Record<CorpusKind, number> = { clean: 300, planted: 300, mutated: 200 };

const asked = process.argv.slice(2).map((argument) => argument.split('='));
const wanted = asked.length > 0 ? asked : Object.entries(full);

for (const [kind, count] of wanted) {
  const started = performance.now();
  const [first, to] = String(count).includes('-')
    ? String(count).split('-').map(Number)
    : [0, Number(count)];
  const results = await runCorpus(kind as CorpusKind, { from: first, count: to - first });
  const seconds = (performance.now() - started) / 1000;
  console.log(`${kind}: ${summary(kind as CorpusKind, results)} (${seconds.toFixed(1)} s)`);
  for (const { seed, about, change, why } of results.filter((result) => !result.named)) {
    console.log(`  ${kind} ${seed}: ${about}\n    ${change}\n    ${why}`);
  }
}

function summary(kind: CorpusKind, results: readonly Result[]): string {
  const share = (passed: number) => `${passed} of ${results.length}`;
  const located = results.filter((result) => result.located).length;
  if (kind === 'clean') return `${results.length - located} false alarms in ${results.length}`;
  const named = results.filter((result) => result.named).length;
  return kind === 'planted'
    ? `${share(located)} located, ${share(named)} also named rightly`
    : `${share(located)} located`;
}
