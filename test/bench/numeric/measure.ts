/**
 * Lets one engine train one network in a process of its own and prints its steps a second as JSON:
 *
 *     node measure.js <engine> <index of the shape> <seconds>
 */
import { networkOf, SHAPES } from './network.ts';
import { firstStepError, isTrainer, trainers } from './trainers.ts';

/** What one call of `train` is asked for. */
const STEPS = 5000;

const [name, shape, seconds] = process.argv.slice(2);
if (!isTrainer(name)) throw new Error(`there is no engine ${name}`);
const { load, tolerance } = trainers[name];
const network = networkOf(SHAPES[Number(shape)], STEPS);
const off = await firstStepError(name, network);
if (!(off <= tolerance)) throw new Error(`${name} takes another first step, off by ${off}`);

const trainer = (await load())(network);
// The first calls are those of a program that is still being compiled.
trainer.train(STEPS);
trainer.train(STEPS);
let steps = 0;
const start = performance.now();
while (performance.now() - start < Number(seconds) * 1000) {
  trainer.train(STEPS);
  steps += STEPS;
}
console.log(JSON.stringify({ stepsPerSecond: (steps * 1000) / (performance.now() - start) }));
