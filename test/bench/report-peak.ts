/**
 * For `node --import`: makes any program leave its peak memory, in bytes, in the file that the
 * variable GRADSHEET_BENCH_PEAK names.
 */
import { writeFileSync } from 'node:fs';
import { peakMemory } from './peak.ts';

const file = process.env.GRADSHEET_BENCH_PEAK;
if (file !== undefined) process.on('exit', () => writeFileSync(file, String(peakMemory())));
