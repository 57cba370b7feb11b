/**
 * Lets one contender write one table in a process of its own and prints what that took as JSON:
 *
 *     node write.js <contender> <folder of the table> <target>
 *
 * `seconds` count from the table in memory to the file on disk, the library loaded.
 */
import { peakMemory } from '../peak.ts';
import { loadTable } from '../store.ts';
import { isNodeWriter, nodeWriters } from './contenders.ts';

const [name, folder, target] = process.argv.slice(2);
if (!isNodeWriter(name)) throw new Error(`there is no writer ${name}`);
const table = loadTable(folder);
const write = await nodeWriters[name].load();
const start = performance.now();
await write(table, target);
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ seconds, peak: peakMemory() }));
