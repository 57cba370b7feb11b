import { createHash } from 'node:crypto';
import { finishedKitchenSink } from './kitchen-sink.ts';

/** Run as a program, so that the tests can give it a time zone and a locale of its own. */
const bytes = await finishedKitchenSink();
process.stdout.write(createHash('sha256').update(bytes).digest('hex'));
