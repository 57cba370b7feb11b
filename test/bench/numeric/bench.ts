import type { Context } from '../context.ts';
import { program } from '../paths.ts';
import { runForJson } from '../process.ts';
import { markdown, type Report, times, whole, withRange } from '../report.ts';
import { inRounds, type Series, summarise } from '../rounds.ts';
import { SHAPES, type Shape } from './network.ts';
import { type TrainerName, trainers } from './trainers.ts';

const NAMES = Object.keys(trainers) as TrainerName[];
const ROUNDS = 5;

const INTRODUCTION =
  'Steps of gradient descent a second on one sample, with sigmoids, biases and half the squared ' +
  'error, once the engine has warmed up. Before it is timed, each engine is shown to take ' +
  'the same first step as ours: brain.js to single precision; synaptic in its output layer only, as ' +
  'it passes errors back through weights that it has moved already. Ours alone keeps all values of ' +
  'all steps, for they go into the workbook. Medians (least–most); × compares with gradsheet.';

interface Speed {
  readonly stepsPerSecond: number;
}

/** Engines train the same networks on the same data. */
export async function benchNumeric(context: Context): Promise<Report> {
  const body = [INTRODUCTION];
  for (const [index, shape] of SHAPES.entries()) {
    const results = await inRounds(
      NAMES.map((name) => ({
        name,
        measure: () => {
          const args = [program('numeric/measure.js'), name, String(index), '0.5'];
          return runForJson<Speed>(process.execPath, args, { limit: 60 });
        },
      })),
      {
        rounds: context.quick ? 2 : ROUNDS,
        onRound: (round, name) => {
          context.progress(`${shape.join('-')}, round ${round}: ${name}`);
        },
      },
    );
    body.push(resultsAsTable(results, shape));
  }
  return { title: 'Numeric engine', body, verdicts: [] };
}

function resultsAsTable(results: ReadonlyMap<TrainerName, Series<Speed>>, shape: Shape): string {
  const speedOf = (name: TrainerName) => {
    const samples = results.get(name)!.samples;
    return samples && summarise(samples.map(({ stepsPerSecond }) => stepsPerSecond));
  };
  const ours = speedOf('gradsheet');
  const rows = NAMES.map((name) => {
    const speed = speedOf(name);
    if (!speed) return [trainers[name].title, results.get(name)!.reason!, '–'];
    return [
      trainers[name].title,
      withRange(speed, whole),
      ours ? times(speed.median / ours.median) : '–',
    ];
  });
  return markdown([`${shape.join('-')} network`, 'steps a second', '×'], rows);
}
