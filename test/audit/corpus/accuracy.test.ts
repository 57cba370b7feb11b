import { describe } from 'vitest';
import { itAudits } from '../accuracy.ts';

describe('60 sheets of each kind', { timeout: 900_000 }, () => {
  itAudits({ clean: 60, planted: 60, mutated: 60 });
});
