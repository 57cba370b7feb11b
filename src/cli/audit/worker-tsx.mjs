// The worker where the sources run by themselves: on Node 20 tsx reaches the first thread only.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
