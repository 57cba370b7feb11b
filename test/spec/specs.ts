import { GradsheetError } from '../../src/errors.ts';

/** A valid spec of one line a key, to be broken in one place by each test. */
export const valid = `name: Test
inputs: [0.05, 0.1]
targets: [0.01, 0.99]
layers:
  - units: 3
    activation: tanh
    weights: [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]
    biases: [0.1, 0.2, 0.3]
  - units: 2
    weights: [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]
`;

/** What a function refuses with. */
export function refusal(action: () => unknown): GradsheetError {
  try {
    action();
  } catch (error) {
    if (error instanceof GradsheetError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
