/** Ends with 1 where a label says something else than its number is: for `mutate.ts`. */
import { labelFaults } from './faults.ts';
import { lessons } from './lessons.ts';

for (const [name, lesson] of Object.entries(lessons)) {
  const [fault] = await labelFaults(lesson());
  if (fault === undefined) continue;
  console.log(`${name}: ${fault}`);
  process.exit(1);
}
