import { describe } from 'vitest';
import { itAudits } from '../audit/accuracy.ts';

describe('the whole corpus', () => {
  itAudits({ clean: 300, planted: 300, mutated: 200 });
});
